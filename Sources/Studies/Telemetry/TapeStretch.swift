import SequenceTasks
import Sequences

/// Successive steps of a batch through which the same sequences go on.
struct TapeStretch {
  /// At most so many steps: as many as are added up at once, and few enough that what is read of them stays in the
  /// cache.
  private static let longest = 8

  /// The steps.
  let steps: Range<Int>
  /// The rows of the batch whose sequences have not ended.
  let rows: [Int]
  /// How many rows the batch has.
  let batchCount: Int

  /// The stretches of a batch, in order.
  static func all(of batch: TaskBatch) -> [TapeStretch] {
    var stretches: [TapeStretch] = []
    var start = 0
    while start < batch.steps {
      let rows = (0..<batch.count).filter { batch.lengths[$0] > start }
      let end = min(start + longest, rows.map { batch.lengths[$0] }.min() ?? batch.steps)
      stretches.append(TapeStretch(steps: start..<end, rows: rows, batchCount: batch.count))
      start = end
    }
    return stretches
  }
}
