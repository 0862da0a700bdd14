package import Snapshots

/// Follows a metric over updates and remembers the best: the earliest on ties, and never an undefined value.
package struct BestUpdate {
  private let lowerIsBetter: Bool
  private var best: (update: Int, value: Double)?

  package init(lowerIsBetter: Bool) { self.lowerIsBetter = lowerIsBetter }

  /// The best update so far; `nil` where no value was defined.
  package var update: Int? { best?.update }

  /// Takes in the value after an update; `true` where it is the best so far.
  @discardableResult
  package mutating func take(_ value: Double?, update: Int) -> Bool {
    guard let value, !value.isNaN else { return false }
    if let best, lowerIsBetter ? value >= best.value : value <= best.value { return false }
    best = (update, value)
    return true
  }
}

extension BestUpdate: Restorable {
  package func write(to snapshot: inout SnapshotWriter) {
    snapshot.write(best?.update)
    if let best { snapshot.write(best.value) }
  }

  package mutating func restore(from snapshot: inout SnapshotReader) throws(SnapshotError) {
    guard let update = try snapshot.optionalInteger() else { return best = nil }
    best = (update, try snapshot.double())
  }
}
