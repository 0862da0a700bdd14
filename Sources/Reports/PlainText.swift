/// Texts for terminals that show ASCII alone.
enum PlainText {
  private static let words: [Character: String] = [
    "−": "-", "–": "-", "—": "-", "±": "+-", "…": "...", "≤": "<=", "≥": ">=", "δ": "delta", "α": "alpha",
    "×": "x",
    "·": "|", "→": "->", "√": "sqrt ", "’": "'",
  ]

  /// The text with signs of Sluice's own spelled in ASCII; what a person has named stays as it is.
  static func of(_ text: String) -> String {
    guard !text.utf8.allSatisfy({ $0 < 0x80 }) else { return text }
    return text.reduce(into: "") { plain, character in
      if let word = words[character] { plain += word } else { plain.append(character) }
    }
  }
}
