/// A series of replicates: the replicates of different series share no stream, whatever their numbers.
public enum ReplicateSeries: Sendable, Hashable {
  /// The replicates that are compared.
  case comparison
  /// The replicates that settings are tried with: before all replicates of the comparison, or before one of them alone.
  case tuning(before: Int?)

  /// What the paths of the series' streams begin with: nothing, `tuning`, or `tuning` and the comparison's replicate.
  ///
  /// The next part is the number of the replicate, and the one after it a purpose, so that no two paths are the same.
  var path: [StreamKey.Element] {
    switch self {
    case .comparison: []
    case .tuning(let replicate):
      [.label(StreamPurpose.tuning.rawValue)] + (replicate.map { [.index(UInt64($0))] } ?? [])
    }
  }
}
