/// A split cut into the blocks that are scored at once, so that memory does not grow with the split.
///
/// A block has as many examples as give 2²⁰ output values over all rollouts (8 MiB), in whole chunks of the sequences
/// that go through a network at once, and one chunk at least. Most splits are one block.
public struct ScoringBlocks: Sendable, Hashable {
  /// Output values of all rollouts in a block, where one chunk has not more.
  static let values = 1 << 20
  /// Sequences that go through the network at once.
  public static let chunk = 64

  /// Examples in a full block.
  public let examples: Int
  /// Examples in the split.
  public let count: Int
  /// Outputs of an example, over all its steps.
  public let valuesPerExample: Int

  /// The blocks of a split.
  ///
  /// - Parameters:
  ///   - count: the split's examples.
  ///   - valuesPerExample: outputs of an example, over all its steps.
  ///   - rollouts: K.
  public init(count: Int, valuesPerExample: Int, rollouts: Int) {
    let chunks = Self.values / max(1, valuesPerExample) / max(1, rollouts) / Self.chunk
    examples = Self.chunk * max(1, chunks)
    (self.count, self.valuesPerExample) = (count, valuesPerExample)
  }

  /// The blocks, in order.
  public var ranges: [Range<Int>] { Self.cut(0..<count, examples) }

  /// The chunks of a block, in order.
  public static func chunks(of block: Range<Int>) -> [Range<Int>] { cut(block, chunk) }

  private static func cut(_ range: Range<Int>, _ size: Int) -> [Range<Int>] {
    stride(from: range.lowerBound, to: range.upperBound, by: size).map {
      $0..<min(range.upperBound, $0 + size)
    }
  }
}
