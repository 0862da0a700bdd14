import Planning
import RandomStreams
package import Statistics
import Tables

/// Every candidate against the baseline: the rows of `comparisons.csv`, with Holm's adjustment over the declared
/// metric.
package struct ComparisonRows: Sendable {
  /// One row.
  package struct Row: Sendable {
    /// The values of the other axes.
    package let otherLabels: [String]
    package let column: ScoreColumn
    package let baseline: String
    package let candidate: String
    package fileprivate(set) var comparison: PairedComparison

    /// `comparisons.csv`, for a sweep with these axes beside the compared one.
    static func table(otherAxes: [String]) -> Table<Row> {
      Table(
        "comparisons",
        "One row for every candidate against the baseline, final score and value of the other axes.",
        otherAxes.enumerated().map { index, path in
          .text(path, RunColumns.axisSummary) { $0.otherLabels[index] }
        } + ScoreColumn.columns(\.column) + [
          .text("baseline", "The value of the compared axis that candidates are tested against.") {
            $0.baseline
          },
          .text("candidate", "The value tested against the baseline.") { $0.candidate },
        ] + PairedComparison.columns.map { .statistic($0, \.comparison) })
    }
  }

  let rows: [Row]

  /// - Parameters:
  ///   - cells: the scores of every cell, in plan order.
  ///   - axes: the axes of the plan.
  init(_ cells: [CellScores], _ axes: [Axis], _ comparison: Comparison) {
    let axis = comparison.axis
    let baseline = axes[axis].values[comparison.baseline].label
    // By coordinates, and not by places: a list of cells or a search compares as a grid does.
    var alike: [[String]: [CellScores]] = [:]
    for cell in cells where cell.labels[axis] != baseline {
      alike[cell.labels(but: axis), default: []].append(cell)
    }
    var drafts: [Draft] = []
    for base in cells where base.labels[axis] == baseline {
      for score in base.scores {
        for candidate in alike[base.labels(but: axis)] ?? [] {
          guard let draft = Draft(score, base, candidate) else { continue }
          drafts.append(draft)
        }
      }
    }
    let family = drafts.indices.filter { drafts[$0].score.name == comparison.metric.description }
    let size = PairedComparison.size(of: family.map { drafts[$0].pairs.count })
    let isDeclared = Set(family)
    var rows = drafts.enumerated().map { place, draft in
      isDeclared.contains(place)
        ? draft.row(axis, draft.region(comparison.equivalence, comparisons: size))
        : draft.row(axis, nil).explored
    }
    let adjusted = PairedComparison.adjusted(family.map { rows[$0].comparison })
    for (place, comparison) in zip(family, adjusted) { rows[place].comparison = comparison }
    self.rows = rows
  }
}

/// A candidate and the baseline on one score, with the pairs of replicates that are finished on both sides.
private struct Draft {
  let score: ScoreColumn
  let pairs: [(base: Outcome, candidate: Outcome)]
  private let base: CellScores
  private let candidate: CellScores

  /// `nil` where the candidate has no such score.
  init?(
    _ score: (column: ScoreColumn, outcomes: [Outcome]), _ base: CellScores, _ candidate: CellScores
  ) {
    guard let other = candidate.scores.first(where: { $0.column.name == score.column.name }) else {
      return nil
    }
    let places = Dictionary(uniqueKeysWithValues: zip(candidate.replicates, candidate.replicates.indices))
    self.score = score.column
    pairs = base.replicates.indices.compactMap { place in
      places[base.replicates[place]].map { (score.outcomes[place], other.outcomes[$0]) }
    }
    (self.base, self.candidate) = (base, candidate)
  }

  /// The declared region of equivalence; `nil` where none can be told.
  func region(_ declared: Comparison.Equivalence?, comparisons: Int) -> EquivalenceRegion? {
    guard let declared, comparisons > 0 else { return nil }
    let delta: Double? =
      switch declared {
      case .units(let delta): delta
      case .floors(let share): base.gain(on: score).map { share * $0 }
      }
    return delta.flatMap {
      $0 > 0 && $0.isFinite ? EquivalenceRegion(delta: $0, comparisons: comparisons) : nil
    }
  }

  func row(_ axis: Int, _ region: EquivalenceRegion?) -> ComparisonRows.Row {
    // The flips drawn beyond 20 pairs are a pure function of what is compared.
    let key = StreamKey(
      seed: base.seed,
      path: [StreamPurpose.resampling.rawValue, score.name, base.id, candidate.id].map { .label($0) })
    return ComparisonRows.Row(
      otherLabels: base.labels(but: axis), column: score, baseline: base.labels[axis],
      candidate: candidate.labels[axis],
      comparison: PairedComparison(
        baseline: pairs.map(\.base), candidate: pairs.map(\.candidate), lowerIsBetter: score.lowerIsBetter,
        region: region, key: key))
  }
}

extension ComparisonRows.Row {
  /// The row as one of another metric than the declared one.
  fileprivate var explored: ComparisonRows.Row {
    var row = self
    row.comparison = comparison.explored
    return row
  }
}

extension CellScores {
  /// The values of all axes but one: what a cell shares with those it is compared with.
  fileprivate func labels(but axis: Int) -> [String] {
    var labels = labels
    labels.remove(at: axis)
    return labels
  }
}
