import SequenceTasks
import Sequences

/// Successive steps of a batch through which the same sequences go on.
struct TapeStretch {
  /// Values of a slice that are read at once: few enough that they stay in the nearest cache while all kernels go over
  /// them, and enough that a call costs little beside them.
  private static let values = 2048

  /// The steps.
  let steps: Range<Int>
  /// How many rows the batch has.
  let batchCount: Int
  /// The rows of the batch whose sequences have not ended; `nil` for all.
  let rows: [Int]?
  /// The steps that the last rows took before, one for each; `nil` where that is the step before for all.
  let earlier: [Int]?

  /// Goes through a batch in order.
  ///
  /// - Parameters:
  ///   - units: n, the units of a row.
  ///   - body: what is done with a stretch.
  static func forEach(of batch: TaskBatch, units: Int, _ body: (TapeStretch) -> Void) {
    let longest = max(1, values / max(1, batch.count * units))
    var start = 0
    while start < batch.steps {
      let stretch = TapeStretch(batch, from: start, longest: longest)
      body(stretch)
      start = stretch.steps.upperBound
    }
  }

  /// The stretch that begins with a step.
  init(_ batch: TaskBatch, from start: Int, longest: Int = 1) {
    var end = min(start + longest, batch.steps)
    var areAll = true
    for length in batch.lengths {
      if length <= start { areAll = false } else { end = min(end, length) }
    }
    steps = start..<end
    batchCount = batch.count
    rows = areAll ? nil : (0..<batch.count).filter { batch.lengths[$0] > start }
    earlier = nil
  }

  /// One step of some rows, of which the last took these steps before.
  init(step: Int, of batchCount: Int, rows: [Int], earlier: [Int]) {
    steps = step..<step + 1
    (self.batchCount, self.rows, self.earlier) = (batchCount, rows, earlier)
  }
}
