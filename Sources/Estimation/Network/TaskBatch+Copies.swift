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
    result.targets = Self.gather(targets, steps: targetSteps, rows, of: count, width: targetWidth)
    result.mask = Self.gather(mask, steps: targetSteps, rows, of: count, width: 1)
    result.lengths = rows.map { lengths[$0] }
    result.sequences = rows.map { sequences[$0] }
    return result
  }

  /// Rows of [steps, count, width].
  private static func gather<Element>(
    _ values: [Element], steps: Int, _ rows: [Int], of count: Int, width: Int
  ) -> [Element] {
    var result: [Element] = []
    result.reserveCapacity(steps * rows.count * width)
    for step in 0..<steps {
      for row in rows {
        let start = (step * count + row) * width
        result.append(contentsOf: values[start..<start + width])
      }
    }
    return result
  }
}
