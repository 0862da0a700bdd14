import Recurrence

extension CellBlock {
  /// The rows of an LSTM's block in the weights and biases of a layer.
  func rows(hidden: Int) -> Range<Int> { index * hidden..<(index + 1) * hidden }
}
