import Gating
import Sequences

extension LossRows {
  /// Takes some rows of a batch and of its outputs in place of those that it has.
  ///
  /// - Parameters:
  ///   - rows: the rows, each below the batch's target rows.
  ///   - preActivations: a, [rows of the batch, k].
  ///   - outputs: y, [rows of the batch, k].
  ///   - constants: ρ of each series; empty without constants.
  mutating func take<Scalar: GateScalar>(
    _ rows: Span<Int>, preActivations: Span<Scalar>, outputs: Span<Scalar>, constants: Span<Scalar>,
    _ batch: TaskBatch
  ) {
    targetWidth = batch.targetWidth
    let targets = rows.count * targetWidth
    self.preActivations.resize(to: rows.count * width, with: 0)
    self.outputs.resize(to: rows.count * width, with: 0)
    self.targets.resize(to: targets, with: 0)
    counts.resize(to: targets, with: false)
    scales.resize(to: targets, with: 1)
    self.constants.resize(to: constants.isEmpty ? 0 : targets, with: 0)
    Self.gather(rows, width, preActivations, into: &self.preActivations)
    Self.gather(rows, width, outputs, into: &self.outputs)
    Self.gather(rows, targetWidth, batch.targets.span, into: &self.targets)
    let mask = batch.mask.span
    Self.forEach(rows, targetWidth) { place, source in counts[place] = mask[source] }
    if batch.scales.isEmpty {
      for place in scales.indices where scales[place] != 1 { scales[place] = 1 }
    } else {
      Self.gather(rows, targetWidth, batch.scales.span, into: &scales)
    }
    guard !constants.isEmpty else { return }
    Self.forEach(rows, targetWidth) { place, source in
      self.constants[place] = Double(constants[batch.series(of: source)])
    }
  }

  @inline(__always)
  private static func gather<Source: GateScalar>(
    _ rows: Span<Int>, _ width: Int, _ source: Span<Source>, into values: inout [Double]
  ) {
    var values = values.mutableSpan
    for index in rows.indices {
      let (place, row) = (index * width, rows[unchecked: index] * width)
      for j in 0..<width { values[unchecked: place + j] = Double(source[unchecked: row + j]) }
    }
  }

  @inline(__always)
  private static func forEach(_ rows: Span<Int>, _ width: Int, _ body: (_ place: Int, _ source: Int) -> Void)
  {
    for index in rows.indices {
      for j in 0..<width { body(index * width + j, rows[unchecked: index] * width + j) }
    }
  }
}

extension TaskBatch {
  /// The series of a target value.
  func series(of value: Int) -> Int { series.isEmpty ? value % targetWidth : series[value] }
}

extension Array {
  /// Cuts or lengthens the array, keeping its memory.
  mutating func resize(to count: Int, with value: Element) {
    if count < self.count {
      removeLast(self.count - count)
    } else if count > self.count {
      append(contentsOf: repeatElement(value, count: count - self.count))
    }
  }
}
