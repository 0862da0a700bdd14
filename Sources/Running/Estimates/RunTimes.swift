package import Planning

/// What the finished runs of a plan have taken, and what those take that are left.
package struct RunTimes: Sendable {
  /// The work of a run of each cell, 1 at least.
  private let work: [Double]
  private let replicates: Int
  /// Seconds by the clock of the finished runs of each cell, and their number.
  private var taken: [(seconds: Double, count: Int)]

  /// No run is finished.
  package init(_ plan: ExperimentPlan) {
    work = plan.cells.map { max(1, RunCost($0.specification).flop) }
    replicates = plan.replicates
    taken = Array(repeating: (0, 0), count: work.count)
  }

  /// Takes in a run that is finished.
  package mutating func add(_ seconds: Double, of run: RunSpecification) {
    taken[run.cell.index].seconds += seconds
    taken[run.cell.index].count += 1
  }

  /// Seconds until the last run is finished, with so many at once; `nil` where nothing is finished, or nothing left.
  ///
  /// A run of a cell takes as long as the finished ones of it have taken in the mean; of a cell without, as long for its work as all have.
  package func secondsLeft(jobs: Int) -> Double? {
    let (seconds, known) = taken.indices.reduce(into: (0.0, 0.0)) { sum, cell in
      sum.0 += taken[cell].seconds
      sum.1 += Double(taken[cell].count) * work[cell]
    }
    guard known > 0 else { return nil }
    var (left, longest) = (0.0, 0.0)
    for cell in taken.indices where taken[cell].count < replicates {
      let one =
        taken[cell].count > 0
        ? taken[cell].seconds / Double(taken[cell].count) : seconds / known * work[cell]
      left += one * Double(replicates - taken[cell].count)
      longest = max(longest, one)
    }
    return longest > 0 ? max(left / Double(jobs), longest) : nil
  }
}
