import Sequences

/// Which cells of a table of series the inputs and targets of each example are.
///
/// Rows are times, columns series. With several horizons h₁ < … < h_H one network has an output for each: example e ends with the
/// input row i, and its targets are the rows i + h₁ … i + h_H of every target series, in the order of the horizons and, for
/// each, of the series. All of them lie in the split; inputs may reach over its border.
struct ForecastExamples: Sendable {
  let split: ChronologicalSplit
  /// Rows that the network sees.
  let window: Int
  /// Rows from the last one seen to each target, rising.
  let horizons: [Int]
  /// Columns of the table.
  let seriesCount: Int
  /// The columns that are predicted, and those that are inputs alone.
  let targets: [Int]
  let inputsAlone: [Int]
  /// Whether an example has one target series, the same weights serving all.
  let isShared: Bool

  init(
    split: ChronologicalSplit, window: Int, horizons: [Int], seriesCount: Int, targets: [Int], isShared: Bool
  ) {
    (self.split, self.window, self.horizons) = (split, window, horizons)
    (self.seriesCount, self.targets, self.isShared) = (seriesCount, targets, isShared)
    let predicted = Set(targets)
    inputsAlone = (0..<seriesCount).filter { !predicted.contains($0) }
  }

  /// The farthest horizon.
  var reach: Int { horizons[horizons.count - 1] }
  /// Columns of an example's inputs.
  var inputWidth: Int { isShared ? 1 + inputsAlone.count : seriesCount }
  /// Targets of an example.
  var targetWidth: Int { (isShared ? 1 : targets.count) * horizons.count }
  /// Examples that end with the same input row.
  var examplesPerRow: Int { isShared ? targets.count : 1 }

  /// The rows that are targets of the farthest horizon.
  func rows(_ split: Split) -> Range<Int> {
    let all = self.split.targets(split, reach: window + reach - 1)
    let first = self.split.rows(split).lowerBound + reach - horizons[0]
    return min(max(all.lowerBound, first), all.upperBound)..<all.upperBound
  }

  /// The number of examples.
  func count(_ split: Split) -> Int { rows(split).count * examplesPerRow }

  /// The columns of an example's inputs, in order.
  func inputs(_ example: Int) -> [Int] {
    isShared ? [targets[example % targets.count]] + inputsAlone : Array(0..<seriesCount)
  }

  /// The last input row of an example, whose rows of the farthest horizon are given.
  func origin(_ example: Int, in rows: Range<Int>) -> Int {
    let row = rows.lowerBound + example / examplesPerRow
    precondition(example >= 0 && rows.contains(row), "no such example")
    return row - reach
  }

  /// The column of a target of an example, and its horizon.
  func target(_ index: Int, of example: Int) -> (series: Int, horizon: Int) {
    if isShared { return (targets[example % targets.count], horizons[index]) }
    return (targets[index % targets.count], horizons[index / targets.count])
  }

  /// The place of a target in the table, [rows, series].
  func place(_ index: Int, of example: Int, in rows: Range<Int>) -> Int {
    let (series, horizon) = target(index, of: example)
    return (origin(example, in: rows) + horizon) * seriesCount + series
  }
}
