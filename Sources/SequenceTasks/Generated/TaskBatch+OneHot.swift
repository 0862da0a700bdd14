import Sequences

extension TaskBatch {
  /// Writes a symbol as a one-hot row into inputs [T, B, m] that are 0 so far.
  mutating func setOneHot(_ symbol: Int, step: Int, row: Int) {
    precondition((0..<inputWidth).contains(symbol), "symbol \(symbol) of \(inputWidth)")
    inputs[(step * count + row) * inputWidth + symbol] = 1
  }
}
