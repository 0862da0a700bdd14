package import Planning

/// Runs of some cells of a plan, begun on this machine to see how long all of them take.
///
/// Up to ``cells`` cells, spread over the plan by their work, have the time in equal shares, as many at once as `sluice run` takes: runs slow
/// each other down where they share caches. A cell is left out that would ask for more than a trial may: a pass through the
/// network cannot be stopped.
package struct TimeTrial: Sendable {
  /// Cells that are tried at most.
  static let cells = 12
  /// Operations that one pass may take in a trial of a second: some tenths of a second with Float32.
  static let passFLOP = 1e10
  /// The same with the engine of Float64, which is made to be read.
  static let referencePassFLOP = 5e8
  /// Bytes that runs may take together in a trial of a second.
  static let bytes = Double(0x1p28)

  private let plan: ExperimentPlan
  private let jobs: Int
  private let seconds: Double

  /// A trial.
  ///
  /// - Parameters:
  ///   - plan: the plan.
  ///   - jobs: runs at once, from 1.
  ///   - seconds: how long it may take; twice as long where that is too short for a measurement and an update, or where other
  ///     programs keep the processors busy.
  package init(_ plan: ExperimentPlan, jobs: Int, seconds: Double) {
    (self.plan, self.jobs, self.seconds) = (plan, jobs, seconds)
  }

  /// The paces of the cells that were tried, by their place in the plan; empty where none could be.
  ///
  /// - Throws: what a study throws.
  package func paces() async throws -> [Int: RunPace] {
    let chosen = Self.spread(candidates)
    let atOnce = min(jobs, max(1, chosen.count))
    let share = seconds * Double(atOnce) / Double(max(1, chosen.count))
    let start = ContinuousClock.now
    let (end, deadline) = (start + .seconds(1.5 * seconds), start + .seconds(2 * seconds))
    return try await withThrowingTaskGroup(of: (Int, RunPace?).self) { group in
      var waiting = chosen.makeIterator()
      var paces: [Int: RunPace] = [:]
      func begin(_ cell: SweepCell) {
        let trial = CellTrial(cell: cell, share: share, deadline: deadline)
        group.addTask { (cell.index, try trial.pace()) }
      }
      for _ in 0..<atOnce { if let cell = waiting.next() { begin(cell) } }
      while let (index, pace) = try await group.next() {
        paces[index] = pace
        if ContinuousClock.now < end, let cell = waiting.next() { begin(cell) }
      }
      return paces
    }
  }

  /// The cells that can be tried, by their work.
  private var candidates: [SweepCell] {
    plan.stageCells.map { (cell: $0, work: RunCost($0.specification).flop) }.filter { isPossible($0.cell) }
      .sorted { ($0.work, $0.cell.index) < ($1.work, $1.cell.index) }.map(\.cell)
  }

  /// Whether no pass of the cell's runs takes long, nor its memory.
  private func isPossible(_ cell: SweepCell) -> Bool {
    let specification = cell.specification
    let demand = specification.study.demand(specification)
    let sequences = demand.differentiated + demand.read
    guard sequences > 0 else { return true }
    let rows = Double(demand.passes.map(\.rows).max() ?? 1)
    let pass = 3 * rows * RunCost(specification).flop / (3 * demand.differentiated + demand.read)
    let limit = specification.precision == .float64 ? Self.referencePassFLOP : Self.passFLOP
    return pass <= limit * seconds && Double(jobs) * RunMemory(specification).bytes <= Self.bytes * seconds
  }

  /// Up to ``cells`` of them in even steps, the middle first, so that those that are reached in time are spread as well.
  private static func spread(_ cells: [SweepCell]) -> [SweepCell] {
    guard cells.count > Self.cells else { return cells }
    var places: [Int] = []
    for number in 0... {
      // Multiples of the golden section fall evenly however many there are.
      let part = (0.5 + Double(number) * 0.618_033_988_749_895).truncatingRemainder(dividingBy: 1)
      let place = Int(part * Double(cells.count))
      if !places.contains(place) { places.append(place) }
      if places.count == Self.cells { break }
    }
    return places.map { cells[$0] }
  }
}
