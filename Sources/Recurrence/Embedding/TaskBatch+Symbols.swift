import Sequences

extension TaskBatch {
  /// The symbol of a sequence at a step; `nil` past its length.
  ///
  /// A symbol that is not a row of the embedding is a programming error.
  @inline(__always)
  func symbol(step: Int, row: Int, _ embedding: Embedding) -> Int? {
    guard step < lengths[row] else { return nil }
    let symbol = Int(symbols[step * count + row])
    precondition(symbol >= 0 && symbol < embedding.symbols, "symbol \(symbol) of \(embedding.symbols)")
    return symbol
  }

  /// Checks that the batch has what a network reads: its numbers and, for an embedding, a symbol at every step.
  func checkInputs(_ configuration: NetworkConfiguration) {
    precondition(inputWidth == configuration.inputWidth, "inputs of another width")
    precondition(placement == configuration.placement, "targets in another place")
    precondition(
      symbols.count == (configuration.embedding == nil ? 0 : steps * count), "symbols of another shape")
  }
}
