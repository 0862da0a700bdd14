/// How wide texts are, from the character widths of Helvetica, which Arial and Liberation Sans share: so that margins are made for labels
/// before anything is drawn.
///
/// Other fonts are wider by some percent; every width has a tenth more for them.
public enum TextWidth {
  /// The width of a text on one line, in the unit of the font's size.
  public static func of(_ text: String, size: Double) -> Double {
    let units = text.unicodeScalars.reduce(0) { $0 + width($1) }
    return Double(units) * size * 1.1 / 1000
  }

  /// The text, cut so that it has room, with `…` for what is cut off.
  public static func fitted(_ text: String, size: Double, into width: Double) -> String {
    guard of(text, size: size) > width else { return text }
    var kept = text
    while !kept.isEmpty, of(kept + "…", size: size) > width { kept.removeLast() }
    return kept + "…"
  }

  /// The lines of a text broken at its spaces; a word that is too long for a line is cut.
  public static func lines(_ text: String, size: Double, into width: Double) -> [String] {
    var (lines, line) = ([String](), "")
    for word in text.split(separator: " ") {
      let longer = line.isEmpty ? String(word) : line + " " + word
      if of(longer, size: size) <= width {
        line = longer
      } else {
        if !line.isEmpty { lines.append(line) }
        line = fitted(String(word), size: size, into: width)
      }
    }
    return line.isEmpty ? lines : lines + [line]
  }

  private static func width(_ scalar: Unicode.Scalar) -> Int {
    switch scalar.value {
    case 32..<127: latin[Int(scalar.value) - 32]
    case 0x00B7, 0x2009: 278
    case 0x2026, 0x2014: 1000
    case 0x2500...0x25FF, 0x2E80...: 1000
    default: 600
    }
  }

  /// The widths of U+0020 … U+007E in thousandths of the size (Adobe's metrics of Helvetica).
  private static let latin: [Int] = [
    278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556, 556,
    556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667, 611, 778, 722, 278,
    500, 667, 556, 833, 722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469,
    556, 333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556, 556, 556, 333, 500,
    278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584,
  ]
}
