/// Breaks a text into lines at its spaces.
enum TextWrap {
  /// The lines of a text, none wider than `width` but for `width` nil; a word that is too long is broken.
  ///
  /// Every line but the first begins with `indent` spaces.
  static func lines(_ text: String, width: Int?, indent: Int = 0) -> [String] {
    guard let width, text.count > width else { return [text] }
    var lines: [String] = []
    var line = ""
    let blank = String(repeating: " ", count: min(indent, width / 2))
    func room() -> Int { width - line.count }
    for word in pieces(text) {
      var word = word[...]
      if length(word) > room(), !line.allSatisfy({ $0 == " " }) {
        lines.append(trimmed(line))
        line = blank
        word = word.drop { $0 == " " }
      }
      while length(word) > room() {
        let part = word.prefix(room())
        lines.append(line + part)
        line = blank
        word = word.dropFirst(part.count)
      }
      line += word
    }
    return lines + [trimmed(line)]
  }

  /// The longest piece that is not broken as long as there is room.
  static func longestPiece(_ text: String) -> Int {
    pieces(text).map { length($0[...]) }.max() ?? 0
  }

  /// The characters of a piece without the spaces behind it.
  private static func length(_ piece: Substring) -> Int {
    piece.count - piece.reversed().prefix { $0 == " " }.count
  }

  /// The words, each with the spaces behind it.
  private static func pieces(_ text: String) -> [String] {
    var pieces: [String] = []
    var piece = ""
    for character in text {
      if character != " ", piece.last == " " {
        pieces.append(piece)
        piece = ""
      }
      piece.append(character)
    }
    return piece.isEmpty ? pieces : pieces + [piece]
  }

  static func trimmed(_ line: String) -> String {
    String(line.reversed().drop { $0 == " " }.reversed())
  }
}
