import Sequences

extension TaskBatch {
  /// Rows of outputs and targets: B at the last step, T·B at every step.
  var targetRows: Int { placement == .last ? count : steps * count }

  /// Whether all target values count: none is masked, and none stands past a sequence's length.
  var countsEverywhere: Bool {
    targetWidth > 0 && mask.count == targetRows * targetWidth && !mask.contains(false)
      && (placement == .last || lengths.allSatisfy { $0 >= steps })
  }

  /// Calls `body` with each row of which a target value counts, its sequence and how many count: unmasked and, at every
  /// step, within the sequence's length.
  @inline(__always)
  func forEachCountedRow(_ body: (_ row: Int, _ sequence: Int, _ counted: Int) -> Void) {
    precondition(
      mask.count == targetRows * targetWidth && lengths.count == count, "a mask or lengths of another shape")
    let (mask, lengths, width) = (mask.span, lengths.span, targetWidth)
    var row = 0
    for step in 0..<(placement == .last ? 1 : steps) {
      for sequence in 0..<count {
        if placement == .last || step < lengths[unchecked: sequence] {
          var counted = 0
          for place in row * width..<(row + 1) * width where mask[unchecked: place] { counted += 1 }
          if counted > 0 { body(row, sequence, counted) }
        }
        row += 1
      }
    }
  }
}
