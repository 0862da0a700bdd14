public import Catalog
public import Planning
import RandomStreams
public import Reports
import SequenceTasks
public import Tables

/// Calibration: a training experiment in which every candidate is a copy of one policy that differs in draws alone.
///
/// Each value of the compared axis has sweeps of its own, as many runs wide as the experiment is: n replicates of the policy and of as
/// many copies as the experiment has candidates, at every value of the other axes. A copy has the weights, order and data of the
/// policy's replicate, and other noise; of a policy without draws it has the same data, and other weights and order. `Calibration` counts
/// what the comparisons find.
public struct CalibrationStudy: StudyOfTrainings {
  /// The word and what it means.
  public static let description = KindDescription(
    "calibrate",
    summary:
      "Compares each policy of a training experiment with copies of itself, and counts how often a difference is found that is none."
  )
  /// Rates.
  public static let tables = [CalibrationRow.table(axis: "axis").schema]

  /// The comparisons where the file says nothing.
  static let usualComparisons = 200

  /// The training, without what it would leave beside its scores.
  public let training: TrainStudy
  /// A/A comparisons of each value of the compared axis, at least.
  public let comparisons: Int
  /// Copies that are compared with a policy: the experiment's candidates.
  let copies: Int
  /// How often the experiment is repeated.
  let sweeps: Int

  /// Which copy of which replicate a run is.
  public func source(ofReplicate replicate: Int) -> String? {
    let (number, copy) = replicate.quotientAndRemainder(dividingBy: copies + 1)
    return "calibration replicate \(number), copy \(copy) of \(copies)"
  }

  /// Sweeps times the policy and its copies.
  public static func runsPerReplicate(_: Experiment, _ cells: [SweepCell]) -> Int {
    guard let study = cells.first?.specification.study as? CalibrationStudy else { return 1 }
    return study.sweeps * (study.copies + 1)
  }

  /// Trains a network on the streams of the replicate, or of the copy where it differs.
  public func run(_ context: RunContext) throws -> RunOutcome {
    let (number, copy) = context.run.replicate.quotientAndRemainder(dividingBy: copies + 1)
    var streams = StreamReplicates(all: number * (copies + 1))
    for purpose in Self.differing(context.cell) { streams[purpose] += copy }
    return try training.run(context.drawing(from: streams))
  }

  /// What a copy of a policy differs in.
  static func differing(_ cell: CellSpecification) -> [StreamPurpose] {
    cell.draws(cell.gates.assignment(update: 0, epoch: 0))
      ? [.trainingNoise, .evaluationNoise] : [.weights, .order]
  }

  /// `NAME: 2 cells × 100 sweeps × 10 replicates of a policy and 2 copies = 6000 runs`.
  public static func heading(of plan: ExperimentPlan) -> String {
    let counted = PlanSummary.count(plan.cells.count, "cell")
    guard let study = plan.cells.first?.specification.study as? CalibrationStudy else { return counted }
    return "\(plan.experiment.name): \(counted) × \(PlanSummary.count(study.sweeps, "sweep")) × "
      + "\(PlanSummary.count(plan.experiment.replicates, "replicate")) of a policy and "
      + (study.copies == 1 ? "a copy" : "\(study.copies) copies")
      + " = \(PlanSummary.count(plan.runs.count, "run"))"
  }

  /// How runs are numbered.
  public static func account(of plan: ExperimentPlan) -> String {
    guard let study = plan.cells.first?.specification.study as? CalibrationStudy else { return "" }
    let (width, n) = (study.copies + 1, plan.experiment.replicates)
    return
      "Replicate r is copy r mod \(width) of replicate r div \(width), copy 0 being the policy itself; each \(n) replicates are a sweep."
  }

  /// The rates.
  public static func derivedTables(_ results: StudyResults) throws -> [DerivedTable] {
    guard let comparison = results.plan.comparison else { return [] }
    let axis = results.plan.experiment.axes[comparison.axis].path
    return [DerivedTable(CalibrationRow.table(axis: axis), try results.calibrations().flatMap(\.rows))]
  }

  /// The rates as a table for people.
  public static func report(_ results: StudyResults, statistic: String?) throws -> Report? {
    if let statistic {
      throw UnknownStatistic(
        "there is no score '\(statistic)': rates are those of compare.metric; leave --metric out")
    }
    return try CalibrationReport(results).report
  }
}
