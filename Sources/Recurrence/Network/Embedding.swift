/// A table of learned vectors, one row for each symbol: E [V × e].
///
/// Layer 0 reads x_t = [E[s_t], numbers of the step], the row of the step's symbol first, as a one-hot row of V numbers times E
/// would give it. The batch holds the symbols' indices, no one-hot matrix. (Bengio et al. 2003, JMLR 3; `nn.Embedding` in PyTorch.)
public struct Embedding: Sendable, Hashable {
  /// V, the symbols that have a row.
  public let symbols: Int
  /// e, the numbers in a row.
  public let width: Int

  /// A table of `symbols` rows of `width` numbers; both must be positive.
  public init(symbols: Int, width: Int) {
    precondition(symbols > 0 && width > 0, "an embedding needs symbols and a width")
    self.symbols = symbols
    self.width = width
  }
}
