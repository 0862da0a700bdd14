import Sequences

extension TaskBatch {
  /// Rows of outputs and targets: B at the last step, T·B at every step.
  var targetRows: Int { placement == .last ? count : steps * count }

  /// Calls `body` with each row whose targets count, and its sequence: unmasked and, at every step, within the
  /// sequence's length.
  @inline(__always)
  func forEachCountedRow(_ body: (_ row: Int, _ sequence: Int) -> Void) {
    precondition(mask.count == targetRows && lengths.count == count, "a mask or lengths of another shape")
    let (mask, lengths) = (mask.span, lengths.span)
    var row = 0
    for step in 0..<(placement == .last ? 1 : steps) {
      for sequence in 0..<count {
        if mask[unchecked: row], placement == .last || step < lengths[unchecked: sequence] {
          body(row, sequence)
        }
        row += 1
      }
    }
  }
}
