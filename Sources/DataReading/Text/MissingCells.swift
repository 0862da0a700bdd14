/// Which cells hold no value.
struct MissingCells: Sendable {
  private let texts: [[UInt8]]
  private let numbers: [Double]

  /// These texts; one that is a number stands for every way to write it.
  init(_ texts: [String]) {
    self.texts = texts.map { Array($0.utf8) }
    numbers = texts.compactMap { DecimalNumber.value(of: Array($0.utf8).span) }
  }

  /// Whether numbers are among them.
  var hasNumbers: Bool { !numbers.isEmpty }

  /// Whether a cell with these bytes, which are no number, holds no value.
  func contains(_ bytes: Span<UInt8>) -> Bool {
    texts.contains { text in
      text.count == bytes.count && text.indices.allSatisfy { text[$0] == bytes[$0] }
    }
  }

  /// Whether a number stands for no value.
  func contains(_ number: Double) -> Bool { !numbers.isEmpty && numbers.contains(number) }
}
