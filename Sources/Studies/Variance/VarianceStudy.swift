public import Catalog
public import Planning
import RandomStreams
public import Reports
import SequenceTasks
public import Tables

/// Shares of variance: networks are trained with every mixture of two replicates' streams, which tells how much of a score's variance is
/// due to each purpose of draws.
///
/// A run is a training like any other, but for the replicates that its streams are those of (`StreamMixture`); the shares are
/// those of `VarianceShares`. Addressed noise makes this exact: two runs that share a stream share every draw of it, whatever else
/// differs.
public struct VarianceStudy: StudyOfTrainings {
  /// The word and what it means.
  public static let description = KindDescription(
    "variance",
    summary:
      "Trains networks with every mixture of two replicates' streams, and splits the variance of their scores into shares of weights, order, data and noise."
  )
  /// Shares of variance.
  public static let tables = [VarianceRow.table(axes: []).schema]

  /// The training.
  public let training: TrainStudy
  /// The scores whose variance is split, in the order of the file.
  public let metrics: [MetricPath]
  /// The purposes that runs of a base pair can differ in.
  let purposes: [StreamPurpose]

  /// The replicate of each purpose's streams.
  public func source(ofReplicate replicate: Int) -> String? {
    StreamMixture(purposes, run: replicate).identity
  }

  /// One for each mixture.
  public static func runsPerReplicate(
    _ experiment: Experiment, _ cells: [SweepCell]
  ) throws(ExperimentErrors) -> Int {
    let mixtures = cells.map { 1 << ($0.specification.study as? VarianceStudy)!.purposes.count }
    guard let first = mixtures.first, mixtures.allSatisfy({ $0 == first }) else {
      throw experiment.failure(
        at: "sweep",
        "has tasks whose data are drawn and tasks whose data are a file, which have 32 and 16 mixtures of streams; write a file for each"
      )
    }
    return first
  }

  /// Trains a network on the streams of the run's mixture.
  public func run(_ context: RunContext) throws -> RunOutcome {
    let mixture = StreamMixture(purposes, run: context.run.replicate)
    return try training.run(context.drawing(from: mixture.streams))
  }

  /// `NAME: 3 cells × 64 base pairs × 32 mixtures = 6144 runs`.
  public static func heading(of plan: ExperimentPlan) -> String {
    let pairs = plan.experiment.replicates
    return "\(plan.experiment.name): \(PlanSummary.count(plan.cells.count, "cell")) × "
      + "\(PlanSummary.count(pairs, "base pair")) × \(PlanSummary.count(plan.replicates / pairs, "mixture")) = "
      + PlanSummary.count(plan.runs.count, "run")
  }

  /// How runs are numbered, and what they share.
  public static func account(of plan: ExperimentPlan) -> String {
    guard let study = plan.cells.first?.specification.study as? VarianceStudy else { return "" }
    let (mixtures, names) = (
      1 << study.purposes.count, study.purposes.map(\.rawValue).joined(separator: ", ")
    )
    return
      "Replicate r is mixture r mod \(mixtures) of base pair r div \(mixtures): bit j of the mixture, from the lowest, says that the streams of purpose j of \(names) are those of the pair's second replicate."
  }

  /// The shares.
  public static func derivedTables(_ results: StudyResults) throws -> [DerivedTable] {
    let axes = results.plan.experiment.axes.map(\.path)
    return [DerivedTable(VarianceRow.table(axes: axes), try results.varianceRows())]
  }

  /// The shares of single purposes.
  public static func report(_ results: StudyResults, statistic: String?) throws -> Report? {
    try VarianceReport(results, metric: statistic).report
  }
}
