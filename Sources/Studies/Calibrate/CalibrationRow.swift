public import Planning
import RandomStreams
import Sequences
public import Statistics
public import Tables

/// One row of `calibration.csv`: how often something was found in the A/A comparisons of a policy.
public struct CalibrationRow: Sendable, Hashable {
  /// The value of the compared axis.
  public let label: String
  /// The score.
  public let metric: MetricPath
  /// What copies differ in, joined by `+`.
  public let differing: String
  /// What is counted.
  public let quantity: String
  /// Pairs of each comparison.
  public let pairs: Int
  /// Hits and trials.
  public let rate: Calibration.Rate
  /// What theory promises; `nil` where it promises nothing.
  public let promised: Double?

  /// `calibration.csv`, for a comparison over this axis.
  public static func table(axis: String) -> Table<CalibrationRow> {
    Table(
      "calibration",
      "One row for every value of the compared axis and every rate of its comparisons with copies of itself.",
      [
        .text(axis, "The value of the compared axis, whose copies are compared with it.") { $0.label },
        .text("split", "The part of the data: train, validation or test.") { $0.metric.split.rawValue },
        .text("mode", "How gates were read.") { $0.metric.mode },
        .text("metric", "The score's name.") { $0.metric.metric },
        .text(
          "differing",
          "What the copies draw from other streams: training_noise+evaluation_noise, or weights+order."
        ) { $0.differing },
        .text(
          "quantity",
          "false_positives: comparisons with p ≤ 0.05; sweeps: sweeps in which some p after Holm's adjustment is; coverage: intervals of the difference that contain 0; mean_coverage: t intervals of the mean that contain the mean of all runs; power_0.5, power_1, power_1.5: comparisons that find an effect of so many times the difference that is detected with 80 % power."
        ) { $0.quantity },
        .integer("n_pairs", "Pairs of each comparison.") { $0.pairs },
        .integer("trials", "Comparisons, sweeps or intervals.") { $0.rate.trials },
        .integer("hits", "How many of them.") { $0.rate.hits },
        .figure("rate", "hits over trials; empty without trials.") { $0.rate.value },
        .figure(
          "ci95_low",
          "Lower end of the Clopper-Pearson interval of the rate at 95 %. It takes trials as independent; comparisons of one sweep share their baseline, so of several copies it is too narrow for false_positives, coverage and power."
        ) { $0.rate.interval?.low },
        .figure("ci95_high", "Upper end of that interval.") { $0.rate.interval?.high },
        .figure(
          "promised",
          "What theory promises: the exact size of the test for continuous scores (false_positives), at most 0.05 (sweeps), what the size leaves (coverage), 0.95 for normal scores (mean_coverage), 0.8 for normal differences (power_1); empty where it promises nothing."
        ) { $0.promised },
      ])
  }
}

/// The A/A comparisons of one value of the compared axis.
struct PolicyCalibration {
  let label: String
  let metric: MetricPath
  let differing: String
  let calibration: Calibration

  /// The rates in their order.
  var rows: [CalibrationRow] {
    let size = SignFlipTest.attainableSize(pairs: calibration.pairs)
    let powers = zip(Calibration.effects, calibration.powers).map { effect, rate in
      row("power_\(significant9(effect))", rate, effect == 1 ? SignificanceLevel.power : nil)
    }
    return [
      row("false_positives", calibration.falsePositives, size),
      row("sweeps", calibration.sweeps, SignificanceLevel.alpha),
      row("coverage", calibration.coverage, 1 - size),
      row("mean_coverage", calibration.meanCoverage, 1 - SignificanceLevel.alpha),
    ] + powers
  }

  private func row(_ quantity: String, _ rate: Calibration.Rate, _ promised: Double?) -> CalibrationRow {
    CalibrationRow(
      label: label, metric: metric, differing: differing, quantity: quantity, pairs: calibration.pairs,
      rate: rate, promised: promised)
  }
}

extension StudyResults {
  /// The calibration of every value of the compared axis, of the sweeps whose runs are all finished.
  func calibrations() throws -> [PolicyCalibration] {
    guard let comparison = plan.comparison else { return [] }
    let axis = comparison.axis
    return try plan.experiment.axes[axis].values.map { value in
      let cells = plan.cells.filter { $0.coordinates[axis].label == value.label }
      let parts = try cells.map { try sweeps(of: $0, comparison.metric) }
      // A sweep counts where all its cells are finished.
      let whole = (0..<(parts.map(\.count).max() ?? 0)).map { sweep in parts.map { $0[sweep] } }
        .filter { !$0.contains { $0 == nil } }.map { $0.compactMap(\.self) }
      let differing = cells.map {
        CalibrationStudy.differing($0.specification).map(\.rawValue).joined(separator: "+")
      }
      return PolicyCalibration(
        label: value.label, metric: comparison.metric,
        differing: differing.reduce(into: [String]()) { if !$0.contains($1) { $0.append($1) } }.joined(
          separator: " or "),
        calibration: Calibration(
          whole, pairs: plan.experiment.replicates, lowerIsBetter: lowerIsBetter(cells, comparison.metric)))
    }
  }

  private func lowerIsBetter(_ cells: [SweepCell], _ metric: MetricPath) -> Bool {
    guard let cell = cells.first?.specification else { return true }
    return cell.study.scores(cell, mode: metric.mode).first { $0.name == metric.metric }?.metric.lowerIsBetter
      ?? true
  }

  /// The part of a cell in every sweep; `nil` where a run of it is not finished.
  private func sweeps(of cell: SweepCell, _ metric: MetricPath) throws -> [Calibration.Group?] {
    guard let study = cell.specification.study as? CalibrationStudy else { return [] }
    let (width, n) = (study.copies + 1, plan.experiment.replicates)
    return try (0..<study.sweeps).map { sweep in
      let scores = try (0..<n).compactMap { number -> [Outcome]? in
        let first = (sweep * n + number) * width
        let outcomes = try (0..<width).compactMap { try outcome(of: cell.run(replicate: first + $0)) }
        return outcomes.count == width ? outcomes.map { $0.final(metric) } : nil
      }
      guard scores.count == n else { return nil }
      return Calibration.Group(
        baseline: scores.map { $0[0] },
        copies: (1..<width).map { copy in
          let path: [StreamKey.Element] = [
            .label(StreamPurpose.resampling.rawValue), .label("calibration"), .label("\(metric)"),
            .label(cell.id), .index(UInt64(sweep)), .index(UInt64(copy)),
          ]
          return (scores.map { $0[copy] }, StreamKey(seed: cell.specification.seed, path: path))
        })
    }
  }
}
