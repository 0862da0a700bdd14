public import Planning
import RandomStreams
import Sequences
public import Statistics
public import Tables

/// One row of `variance.csv`: a share of the variance of a cell's score.
public struct VarianceRow: Sendable, Hashable {
  /// What a share is of.
  public enum Index: String, Sendable, Hashable {
    /// What would be known of the score if the streams of the purposes were known.
    case closed
    /// What the purposes have together beyond what fewer of them have.
    case interaction
    /// What is left if all other streams are known.
    case total
  }

  /// The cell.
  public let cellID: String
  /// The values of the axes.
  public let labels: [String]
  /// The score.
  public let metric: MetricPath
  /// The purposes of draws, joined by `+`.
  public let purposes: String
  /// What the share is of.
  public let index: Index
  /// The share; `nil` where it is undefined.
  public let share: VarianceShares.Share?
  /// Base pairs and their variance.
  public let shares: VarianceShares

  /// `variance.csv`, for a sweep with these axes.
  public static func table(axes: [String]) -> Table<VarianceRow> {
    Table(
      "variance",
      "One row for every cell, score and set of purposes of draws: its share of the score's variance.",
      [.text("cell_id", RunColumns.cell.schema.summary) { $0.cellID }]
        + axes.enumerated().map { index, path in .text(path, RunColumns.axisSummary) { $0.labels[index] } }
        + [
          .text("split", "The part of the data: train, validation or test.") { $0.metric.split.rawValue },
          .text("mode", "How gates were read.") { $0.metric.mode },
          .text("metric", "The score's name.") { $0.metric.metric },
          .text(
            "purposes",
            "What streams are drawn for, joined by +: weights, order, data, training_noise, evaluation_noise."
          ) { $0.purposes },
          .text(
            "index",
            "closed: the share that the purposes explain, with interactions among them; interaction: what they have together beyond what fewer of them have; total: what is left if all others are known."
          ) { $0.index.rawValue },
          .figure(
            "share",
            "The share of the variance, which by chance can lie below 0; empty with a diverged or undefined run in any base pair, without variance, and of data that are a file."
          ) { $0.share?.value },
          .figure("ci95_low", "Lower end of the 95 % interval, by the jackknife over base pairs.") {
            $0.share?.interval?.low
          },
          .figure("ci95_high", "Upper end of that interval.") { $0.share?.interval?.high },
          .integer("pairs", "Base pairs with all their runs, diverged ones included.") { $0.shares.pairs },
          .integer("n_diverged", "Base pairs in which at least one run diverged.") { $0.shares.diverged },
          .integer(
            "n_undefined", "Base pairs in which no run diverged and the score of at least one is undefined."
          ) { $0.shares.undefined },
          .figure("variance", "The variance of the score, which the shares are of.") { $0.shares.variance },
        ])
  }
}

/// The shares of a cell's score, and the purposes of the sources that they are of.
struct CellVariance {
  let cell: SweepCell
  let metric: MetricPath
  let purposes: [StreamPurpose]
  let shares: VarianceShares

  /// Every set of purposes for closed shares and interactions, by size, and single ones for totals.
  var rows: [VarianceRow] {
    let sets = (1..<1 << purposes.count).sorted { ($0.nonzeroBitCount, $0) < ($1.nonzeroBitCount, $1) }
    let single = sets.prefix(purposes.count)
    let absent = purposes.contains(.data) ? [] : [StreamPurpose.data.rawValue]
    return sets.map { row(name($0), .closed, shares.closed($0)) }
      + absent.map { row($0, .closed, nil) }
      + sets.dropFirst(purposes.count).map { row(name($0), .interaction, shares.interaction($0)) }
      + single.map { row(name($0), .total, shares.total($0)) }
      + absent.map { row($0, .total, nil) }
  }

  private func name(_ set: Int) -> String {
    purposes.indices.filter { set & 1 << $0 != 0 }.map { purposes[$0].rawValue }.joined(separator: "+")
  }

  private func row(
    _ purposes: String, _ index: VarianceRow.Index, _ share: VarianceShares.Share?
  ) -> VarianceRow {
    VarianceRow(
      cellID: cell.id, labels: cell.coordinates.map(\.label), metric: metric, purposes: purposes,
      index: index,
      share: share, shares: shares)
  }
}

extension StudyResults {
  /// The shares of every cell and score, of the base pairs whose runs are all finished.
  func variances() throws -> [CellVariance] {
    try plan.cells.flatMap { cell -> [CellVariance] in
      guard let study = cell.specification.study as? VarianceStudy else { return [] }
      let mixtures = 1 << study.purposes.count
      var pairs: [[[Outcome]]] = []
      for pair in 0..<plan.replicates / mixtures {
        let outcomes = try (0..<mixtures).compactMap {
          try outcome(of: cell.run(replicate: pair * mixtures + $0))
        }
        guard outcomes.count == mixtures else { continue }
        pairs.append(outcomes.map { outcome in study.metrics.map { outcome.final($0) } })
      }
      return study.metrics.enumerated().map { place, metric in
        CellVariance(
          cell: cell, metric: metric, purposes: study.purposes,
          shares: VarianceShares(sources: study.purposes.count, pairs.map { runs in runs.map { $0[place] } }))
      }
    }
  }

  /// The rows of `variance.csv`.
  func varianceRows() throws -> [VarianceRow] { try variances().flatMap(\.rows) }
}

extension RunOutcome {
  /// A final score.
  func final(_ metric: MetricPath) -> Outcome {
    guard let selectedUpdate else { return .diverged }
    let row = measurements.first {
      $0.update == selectedUpdate && $0.split == metric.split.rawValue && $0.mode == metric.mode
        && $0.metric == metric.metric
    }
    return row.map { Outcome($0.value) } ?? .diverged
  }
}
