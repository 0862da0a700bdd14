public import Sequences

extension TaskBatch {
  /// The batch so many times, one copy below the other.
  public func copies(_ count: Int) -> TaskBatch {
    count == 1 ? self : rows((0..<count).flatMap { _ in 0..<self.count })
  }

  /// A batch of some of the rows, in the order given; a row may come several times.
  public func rows(_ rows: [Int]) -> TaskBatch {
    var result = TaskBatch(inputWidth: inputWidth, targetWidth: targetWidth, placement: placement)
    result.reset(steps: steps, count: rows.count)
    let targetSteps = placement == .last ? 1 : steps
    result.inputs = Self.gather(inputs, steps: steps, rows, of: count, width: inputWidth)
    if !preciseInputs.isEmpty {
      result.preciseInputs = Self.gather(preciseInputs, steps: steps, rows, of: count, width: inputWidth)
    }
    if !symbols.isEmpty { result.symbols = Self.gather(symbols, steps: steps, rows, of: count, width: 1) }
    result.targets = Self.gather(targets, steps: targetSteps, rows, of: count, width: targetWidth)
    result.mask = Self.gather(mask, steps: targetSteps, rows, of: count, width: targetWidth)
    if !scales.isEmpty {
      result.scales = Self.gather(scales, steps: targetSteps, rows, of: count, width: targetWidth)
    }
    if !series.isEmpty {
      result.series = Self.gather(series, steps: targetSteps, rows, of: count, width: targetWidth)
    }
    result.lengths = rows.map { lengths[$0] }
    result.sequences = rows.map { sequences[$0] }
    return result
  }

  /// Some steps of one sequence, so many rows of it; targets count as in the whole.
  func part(_ sequence: Int, _ range: Range<Int>, rows: Int) -> TaskBatch {
    var result = TaskBatch(inputWidth: inputWidth, targetWidth: targetWidth, placement: placement)
    result.reset(steps: range.count, count: rows)
    let targetRows = placement == .last ? [sequence] : range.map { $0 * count + sequence }
    let stepRows = range.map { $0 * count + sequence }
    Self.repeatRows(stepRows, of: inputs, inputWidth, rows, into: &result.inputs)
    if !symbols.isEmpty {
      result.symbols = Array(repeating: 0, count: stepRows.count * rows)
      Self.repeatRows(stepRows, of: symbols, 1, rows, into: &result.symbols)
    }
    Self.repeatRows(targetRows, of: targets, targetWidth, rows, into: &result.targets)
    Self.repeatRows(targetRows, of: mask, targetWidth, rows, into: &result.mask)
    if !scales.isEmpty {
      result.scales = Array(repeating: 1, count: result.targets.count)
      Self.repeatRows(targetRows, of: scales, targetWidth, rows, into: &result.scales)
    }
    if !series.isEmpty {
      result.series = Array(repeating: 0, count: result.targets.count)
      Self.repeatRows(targetRows, of: series, targetWidth, rows, into: &result.series)
    }
    result.sequences = Array(repeating: sequences[sequence], count: rows)
    return result
  }

  /// Each of some rows of [rows, width] so many times.
  private static func repeatRows<Element>(
    _ rows: [Int], of values: [Element], _ width: Int, _ times: Int, into result: inout [Element]
  ) {
    var place = 0
    for row in rows {
      for _ in 0..<times {
        // Value by value: rows are short, and slices of an array cost more than they hold.
        for k in row * width..<(row + 1) * width {
          result[place] = values[k]
          place += 1
        }
      }
    }
  }

  /// Target values of a sequence that count at some of its steps; those after the last step are at that step.
  func countedTargets(of sequence: Int, steps: Range<Int>) -> Int {
    let steps = steps.clamped(to: 0..<lengths[sequence])
    let rows =
      placement == .every
      ? steps.map { $0 * count + sequence } : steps.contains(lengths[sequence] - 1) ? [sequence] : []
    return rows.reduce(0) { sum, row in
      sum + mask[row * targetWidth..<(row + 1) * targetWidth].count { $0 }
    }
  }

  /// Target values that count, in each sequence.
  var countedTargets: [Int] { lengths.indices.map { countedTargets(of: $0, steps: 0..<lengths[$0]) } }

  /// Rows of [steps, count, width].
  private static func gather<Element>(
    _ values: [Element], steps: Int, _ rows: [Int], of count: Int, width: Int
  ) -> [Element] {
    var result: [Element] = []
    result.reserveCapacity(steps * rows.count * width)
    for step in 0..<steps {
      for row in rows {
        let start = (step * count + row) * width
        for k in start..<start + width { result.append(values[k]) }
      }
    }
    return result
  }
}
