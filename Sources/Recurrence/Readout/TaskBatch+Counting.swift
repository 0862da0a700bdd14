import SequenceTasks

extension TaskBatch {
  /// Rows of outputs and targets: B at the last step, T·B at every step.
  var targetRows: Int { placement == .last ? count : steps * count }

  /// Whether the targets of a row count: unmasked and, at every step, within the sequence's length.
  func counts(row: Int) -> Bool {
    mask[row] && (placement == .last || row / count < lengths[row % count])
  }
}
