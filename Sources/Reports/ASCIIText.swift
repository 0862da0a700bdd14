/// Texts for terminals that show ASCII alone.
public enum ASCIIText {
  /// The text in ASCII: `− ± ≤ …` as they are typed, Greek letters by their names, Latin ones without their marks, and what is none of these
  /// as `\u{1F600}`.
  public static func of(_ text: String) -> String {
    guard text.utf8.contains(where: { $0 >= 0x80 }) else { return text }
    var ascii = ""
    for scalar in text.unicodeScalars {
      if scalar.isASCII {
        ascii.unicodeScalars.append(scalar)
      } else {
        ascii += signs[scalar] ?? letter(scalar) ?? "\\u{\(String(scalar.value, radix: 16, uppercase: true))}"
      }
    }
    return ascii
  }

  /// A letter by its name in Unicode, such as LATIN SMALL LETTER E WITH ACUTE; nothing for a mark that stands over the letter before.
  private static func letter(_ scalar: Unicode.Scalar) -> String? {
    if scalar.properties.generalCategory == .nonspacingMark { return "" }
    let words = (scalar.properties.name ?? "").split(separator: " ")
    guard words.count > 3, words[2] == "LETTER", ["LATIN", "GREEK"].contains(words[0]),
      words.count == 4 || words[4] == "WITH"
    else { return nil }
    let lowered = words[3].lowercased()
    return words[1] == "SMALL" ? lowered : lowered.prefix(1).uppercased() + lowered.dropFirst()
  }

  private static let signs: [Unicode.Scalar: String] = [
    "−": "-", "–": "-", "—": "-", "·": "*", "×": "x", "…": "...", "±": "+/-", "≤": "<=", "≥": ">=", "≠": "!=",
    "→": "->", "←": "<-", "∞": "inf", "√": "sqrt", "½": "1/2", "²": "^2", "³": "^3", "¹": "^1", "⁵": "^5",
    "⁻": "^-",
    "ᵀ": "^T", "₀": "_0", "₁": "_1", "₂": "_2", "′": "'", "’": "'", "‘": "'", "“": "\"", "”": "\"", "µ": "u",
    "∂": "d", "∘": "o", "Σ": "Sum", "Π": "Prod", "∫": "Int", "⊕": "xor", "∪": "or", "ℓ": "l", "⌊": "floor(",
    "⌋": ")",
    "├": "|", "┤": "|", "┊": ":", "│": "|", "─": "-", "●": "o", "█": "#", "░": "-",
    "▁": "_", "▂": ".", "▃": ":", "▄": "-", "▅": "=", "▆": "+", "▇": "*",
  ]
}
