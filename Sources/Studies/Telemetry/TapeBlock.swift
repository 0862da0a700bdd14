import Gating
import Recurrence
import SequenceTasks
import Sequences
import Statistics

/// What a tape says of one quantity over a stretch of steps, in Float64 and in a buffer that keeps its memory.
///
/// The slices of the steps lie end to end, each with the units of the rows that go on. Where the step before the first
/// is asked for, and there is one, its slice comes before them.
struct TapeBlock {
  private var buffer: [Double] = []
  private var slice = 0
  private var lead = 0

  /// Calls `body` with the values of the steps, and with those one step earlier: of all of them, or of all but the first
  /// step.
  func withValues(_ body: (_ values: Span<Double>, _ previous: Span<Double>) -> Void) {
    body(buffer.span.extracting(droppingFirst: lead), buffer.span.extracting(droppingLast: slice))
  }

  /// Takes the steps of a stretch.
  mutating func read(
    _ quantity: TapeQuantity, _ engine: some LSTMEngine, _ layer: Int, _ stretch: TapeStretch,
    withStepBefore: Bool = false
  ) {
    let before = withStepBefore && stretch.steps.lowerBound > 0 ? 1 : 0
    var end = 0
    for step in stretch.steps.lowerBound - before..<stretch.steps.upperBound {
      let start = end
      append(engine.tape(quantity, layer: layer, step: step), stretch, at: &end)
      slice = end - start
    }
    buffer.removeLast(buffer.count - end)
    lead = before * slice
  }

  /// Writes the rows of a slice [B, n] that go on, from `end` on.
  private mutating func append(
    _ slice: [some BinaryFloatingPoint], _ stretch: TapeStretch, at end: inout Int
  ) {
    let (start, width) = (end, slice.count / stretch.batchCount)
    end += stretch.rows.count * width
    if buffer.count < end { buffer.append(contentsOf: repeatElement(0, count: end - buffer.count)) }
    buffer.withUnsafeMutableBufferPointer { buffer in
      for (place, row) in stretch.rows.enumerated() {
        let (from, to) = (row * width, start + place * width)
        for unit in 0..<width { buffer[to + unit] = Double(slice[from + unit]) }
      }
    }
  }
}

extension GateProbabilities.Retention {
  /// What an open forget gate does under a convention.
  init(_ convention: ForgetConvention) {
    switch convention {
    case .keep: self = .keep
    case .erase: self = .erase
    }
  }
}

extension TaskBatch {
  /// The rows of a slice [B, n] whose sequences have not ended before `step`, in Float64.
  func active(_ slice: [some BinaryFloatingPoint], at step: Int) -> [Double] {
    guard lengths.contains(where: { $0 <= step }) else { return slice.map { Double($0) } }
    let width = slice.count / count
    return (0..<count).filter { lengths[$0] > step }.flatMap { row in
      slice[row * width..<(row + 1) * width].map { Double($0) }
    }
  }
}
