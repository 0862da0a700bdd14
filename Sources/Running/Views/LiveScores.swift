package import Planning

/// What the runs of a sweep have scored so far, by value of the compared axis, or by cell where nothing is compared.
///
/// One score is followed: the compared one on the validation split, or the first on it. Scores that are measured while runs train are taken in
/// as they come, as well as those of records.
package struct LiveScores: Sendable {
  /// What is known of a value of the compared axis, or of a cell.
  struct Group: Sendable {
    /// Runs of the group.
    var total = 0
    /// Those that are finished.
    var finished = 0
    /// The score that was measured last; `nil` where it was undefined.
    var latest: Double?
    /// The best score of any run.
    var best: Double?
    /// The mean over the runs that have come as far.
    var curve = LearningCurve()
    /// The number of the measurement that came last; 0 before the first.
    var news = 0
  }

  /// What is followed.
  let score: ScoreColumn
  /// The compared axis; `nil` where groups are cells.
  let axis: String?
  /// The groups of which a run is known, by their places.
  private(set) var groups: [Int: Group] = [:]
  /// Groups in all.
  let groupCount: Int
  /// Runs that have diverged.
  private(set) var diverged = 0

  private let cells: [SweepCell]
  private let comparison: Comparison?
  private let replicates: Int
  /// The place of each value of the compared axis, by its label.
  private let places: [String: Int]
  private let labels: [String]
  private var measurements = 0

  /// The scores of a plan, of whose runs none is known yet; `nil` where its study scores nothing.
  ///
  /// - Parameters:
  ///   - plan: the plan.
  ///   - runs: the places of the runs that are done; all by default.
  package init?(_ plan: ExperimentPlan, runs: [Int]? = nil) {
    guard let first = plan.cells.first, let score = Self.score(of: plan, first.specification) else {
      return nil
    }
    self.score = score
    (cells, comparison, replicates) = (plan.cells, plan.comparison, plan.replicates)
    let axis = plan.comparison.map { plan.experiment.axes[$0.axis] }
    self.axis = axis?.path
    labels = axis?.values.map(\.label) ?? []
    places = Dictionary(labels.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    groupCount = axis == nil ? plan.cells.count : labels.count
    if let runs {
      for run in runs { groups[place(of: plan.cells[run / plan.replicates]), default: Group()].total += 1 }
    } else {
      for cell in plan.cells { groups[place(of: cell), default: Group()].total += plan.replicates }
    }
  }

  private static func score(of plan: ExperimentPlan, _ cell: CellSpecification) -> ScoreColumn? {
    let columns = ScoreColumn.all(cell)
    let validation = columns.filter { $0.split == "validation" }
    let compared = plan.comparison?.metric
    return validation.first { $0.mode == compared?.mode && $0.metric == compared?.metric } ?? validation.first
      ?? columns.first
  }

  private func place(of cell: SweepCell) -> Int {
    comparison.flatMap { places[cell.coordinates[$0.axis].label] } ?? cell.index
  }

  /// A group in words.
  func name(of place: Int) -> String { axis == nil ? cells[place].name : labels[place] }

  /// Takes in what a run has measured.
  package mutating func take(_ rows: [Measurement], of run: RunSpecification) {
    for row in rows
    where row.metric == score.metric && row.split == score.split && row.mode == score.mode {
      guard let update = row.update else { continue }
      measurements += 1
      let news = measurements
      let isLower = score.lowerIsBetter
      change(run) { group in
        group.news = news
        group.latest = row.value
        guard let value = row.value, value.isFinite else { return }
        group.curve.add(value, after: update)
        group.best = group.best.map { isLower ? min($0, value) : max($0, value) } ?? value
      }
    }
  }

  /// Counts a run that is finished.
  package mutating func finish(_ run: RunSpecification, isDiverged: Bool = false) {
    if isDiverged { diverged += 1 }
    change(run) { $0.finished += 1 }
  }

  private mutating func change(_ run: RunSpecification, _ body: (inout Group) -> Void) {
    body(&groups[place(of: run.cell), default: Group()])
  }

  /// The best score of all groups, and the first group that has it; `nil` before the first score.
  var best: (value: Double, place: Int)? {
    var best: (value: Double, place: Int)?
    for place in groups.keys.sorted() {
      guard let value = groups[place]?.best else { continue }
      if let known = best, score.lowerIsBetter ? known.value <= value : known.value >= value { continue }
      best = (value, place)
    }
    return best
  }
}
