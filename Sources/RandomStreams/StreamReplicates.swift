/// Of which replicate a run draws each purpose's streams: its own for all of them, or a mixture of several replicates.
///
/// As draws are addressed by (replicate, purpose, …), a run can share any of its streams with another and have the rest for itself:
/// the weights of replicate 0 with the noise of replicate 1.
public struct StreamReplicates: Sendable, Hashable {
  private var replicates: [Int]

  /// All streams of one replicate, from 0.
  public init(all replicate: Int) {
    precondition(replicate >= 0, "replicates count from 0")
    replicates = StreamPurpose.allCases.map { _ in replicate }
  }

  /// The replicate whose streams serve a purpose.
  public subscript(purpose: StreamPurpose) -> Int {
    get { replicates[Self.place(of: purpose)] }
    set { replicates[Self.place(of: purpose)] = newValue }
  }

  private static func place(of purpose: StreamPurpose) -> Int {
    switch purpose {
    case .weights: 0
    case .data: 1
    case .order: 2
    case .trainingNoise: 3
    case .evaluationNoise: 4
    case .resampling: 5
    }
  }
}
