import Gating
import Sequences

extension LossRows {
  /// Takes some rows of a batch and of its outputs in place of those that it has.
  ///
  /// - Parameters:
  ///   - rows: the rows, rising, each below the batch's target rows.
  ///   - preActivations: a, [rows of the batch, k]; empty for a loss that does not read them.
  ///   - outputs: y, [rows of the batch, k].
  ///   - constants: ρ of each series; empty without constants.
  mutating func take<Scalar: GateScalar>(
    _ rows: Span<Int>, preActivations: Span<Scalar>, outputs: Span<Scalar>, constants: Span<Scalar>,
    _ batch: TaskBatch
  ) {
    targetWidth = batch.targetWidth
    let targets = rows.count * targetWidth
    Self.gather(rows, width, preActivations, into: &self.preActivations, 0) { Double($0) }
    Self.gather(rows, width, outputs, into: &self.outputs, 0) { Double($0) }
    Self.gather(rows, targetWidth, batch.targets.span, into: &self.targets, 0) { Double($0) }
    Self.gather(rows, targetWidth, batch.mask.span, into: &counts, false) { $0 }
    Self.gather(rows, targetWidth, batch.scales.span, into: &scales, 1) { $0 }
    guard !constants.isEmpty else { return self.constants.resize(to: 0, with: 0) }
    self.constants.resize(to: targets, with: 0)
    for index in rows.indices {
      for j in 0..<targetWidth {
        let series = batch.series(of: rows[index] * targetWidth + j)
        self.constants[index * targetWidth + j] = Double(constants[series])
      }
    }
  }

  /// The values of some rows, one after the other; none of an empty source.
  @inline(__always)
  private static func gather<Source, Value>(
    _ rows: Span<Int>, _ width: Int, _ source: Span<Source>, into values: inout [Value], _ placeholder: Value,
    _ convert: (Source) -> Value
  ) {
    values.resize(to: source.isEmpty ? 0 : rows.count * width, with: placeholder)
    guard !source.isEmpty, !rows.isEmpty else { return }
    var values = values.mutableSpan
    let (first, last) = (rows[0], rows[rows.count - 1])
    precondition(first >= 0 && (last + 1) * width <= source.count, "rows outside the batch")
    if last - first == rows.count - 1 {
      // Without gaps, as mostly: one loop over all values.
      let start = first * width
      for place in 0..<rows.count * width {
        values[unchecked: place] = convert(source[unchecked: start + place])
      }
      return
    }
    for index in rows.indices {
      let (place, row) = (index * width, rows[unchecked: index] * width)
      for j in 0..<width { values[unchecked: place + j] = convert(source[unchecked: row + j]) }
    }
  }
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
