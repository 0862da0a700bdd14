import Sequences

/// The rows of a batch of which a target value counts, in order. Its memory is kept from batch to batch.
struct CountedRows {
  /// The rows.
  private(set) var rows: [Int] = []
  /// The sequence of each.
  private(set) var sequences: [Int] = []
  /// Target values that count: what a mean over them divides by.
  private(set) var values = 0.0
  /// Sequences and rows of the last batch, if all its rows count: those of the next one like it are the same.
  private var whole: (sequences: Int, rows: Int)?

  /// Finds the rows of a batch.
  mutating func find(in batch: TaskBatch) {
    let isWhole = batch.countsEverywhere
    if isWhole, let whole, whole == (batch.count, batch.targetRows) {
      values = Double(batch.mask.count)
      return
    }
    whole = isWhole ? (batch.count, batch.targetRows) : nil
    rows.removeAll(keepingCapacity: true)
    sequences.removeAll(keepingCapacity: true)
    rows.reserveCapacity(batch.targetRows)
    sequences.reserveCapacity(batch.targetRows)
    var values = 0
    batch.forEachCountedRow { row, sequence, counted in
      rows.append(row)
      sequences.append(sequence)
      values += counted
    }
    self.values = Double(values)
  }

  /// The rows in stretches of about 1,024 outputs, which stay in the processor's first cache.
  func stretches(width: Int) -> StrideTo<Int> { stride(from: 0, to: rows.count, by: Self.stretch(width)) }

  /// The rows of the stretch that begins at a place of ``rows``.
  func stretch(at start: Int, width: Int) -> Range<Int> {
    start..<min(rows.count, start + Self.stretch(width))
  }

  private static func stretch(_ width: Int) -> Int { max(1, 1024 / max(1, width)) }
}
