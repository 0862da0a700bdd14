import Recurrence

/// Reads quantities off a tape, stretch by stretch, in the engine's own precision.
///
/// Where all sequences go on it hands over the tape's own memory; else the rows that go on, gathered in a buffer that is
/// kept.
struct TapeReader<Scalar: BinaryFloatingPoint & Sendable> {
  private let gathered = ScratchBuffer<Scalar>()

  /// Reads the steps of a stretch.
  ///
  /// - Parameters:
  ///   - withStepBefore: whether the step before the first is read along, where there is one.
  ///   - body: gets the values of the steps, slice after slice, each with the units of the rows that go on; and those one
  ///     step earlier: of all of them, or of all but the first step, or of the last rows.
  func read<Engine: RecurrentEngine>(
    _ quantity: TapeQuantity, _ engine: Engine, _ layer: Int, _ stretch: TapeStretch,
    withStepBefore: Bool = false, _ body: (_ values: Span<Scalar>, _ previous: Span<Scalar>) -> Void
  ) where Engine.Scalar == Scalar {
    if withStepBefore, let rows = stretch.rows, let earlier = stretch.earlier {
      return read(quantity, engine, layer, stretch, rows, after: earlier, body)
    }
    let before = withStepBefore && stretch.steps.lowerBound > 0 ? 1 : 0
    let steps = stretch.steps.lowerBound - before..<stretch.steps.upperBound
    func handOver(_ slices: Span<Scalar>) {
      let slice = slices.count / steps.count
      body(slices.extracting(droppingFirst: before * slice), slices.extracting(droppingLast: slice))
    }
    engine.withTape(quantity, layer: layer, steps: steps) { slices in
      guard let rows = stretch.rows else { return handOver(slices) }
      let width = slices.count / steps.count / stretch.batchCount
      let values = gathered.values(steps.count * rows.count * width)
      var end = 0
      for step in 0..<steps.count {
        for row in rows {
          let start = (step * stretch.batchCount + row) * width
          for unit in start..<start + width {
            values[end] = slices[unit]
            end += 1
          }
        }
      }
      handOver(UnsafeBufferPointer(values).span)
    }
  }

  /// Reads one step of some rows, and the steps that the last of them took before.
  private func read<Engine: RecurrentEngine>(
    _ quantity: TapeQuantity, _ engine: Engine, _ layer: Int, _ stretch: TapeStretch, _ rows: [Int],
    after earlier: [Int], _ body: (_ values: Span<Scalar>, _ previous: Span<Scalar>) -> Void
  ) where Engine.Scalar == Scalar {
    let step = stretch.steps.lowerBound
    let first = earlier.min() ?? step
    engine.withTape(quantity, layer: layer, steps: first..<step + 1) { slices in
      let width = slices.count / (step + 1 - first) / stretch.batchCount
      let values = gathered.values((rows.count + earlier.count) * width)
      var end = 0
      func gather(_ row: Int, _ step: Int) {
        let start = ((step - first) * stretch.batchCount + row) * width
        for unit in start..<start + width {
          values[end] = slices[unit]
          end += 1
        }
      }
      for row in rows { gather(row, step) }
      for (row, before) in zip(rows.suffix(earlier.count), earlier) { gather(row, before) }
      let span = UnsafeBufferPointer(values).span
      body(span.extracting(first: rows.count * width), span.extracting(last: earlier.count * width))
    }
  }
}
