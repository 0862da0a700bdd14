import Recurrence
import Sequences

/// The steps that a layer takes in a pass, where it may skip some: what is said of gates is said of these.
///
/// A step stands beside the one that its sequence took before, so that a gate stays open over steps that are skipped.
struct TakenSteps {
  /// The last step that each sequence took; `nil` of none yet.
  private var last: [Int?]

  /// Before the first step of a batch.
  init(_ batch: TaskBatch) { last = Array(repeating: nil, count: batch.count) }

  /// The rows that take the next step of a layer; `nil` where none does.
  mutating func stretch(_ engine: some RecurrentEngine, layer: Int, step: Int) -> TapeStretch? {
    let updates = engine.tape(.update, layer: layer, step: step)
    let taken = updates.indices.filter { updates[$0] > 0 }
    guard !taken.isEmpty else { return nil }
    let rows = taken.filter { last[$0] == nil } + taken.filter { last[$0] != nil }
    let earlier = rows.compactMap { last[$0] }
    for row in rows { last[row] = step }
    return TapeStretch(step: step, of: last.count, rows: rows, earlier: earlier)
  }
}
