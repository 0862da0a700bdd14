/// Texts from files as a terminal may be shown them.
public enum VisibleText {
  /// The text with what would steer a terminal written out: control characters but the ends of lines and tabs, and characters that change
  /// the direction of writing, as `\u{1B}`.
  public static func of(_ text: String) -> String {
    guard text.unicodeScalars.contains(where: isSteering) else { return text }
    var visible = ""
    for scalar in text.unicodeScalars {
      if isSteering(scalar) {
        visible += "\\u{" + String(scalar.value, radix: 16, uppercase: true) + "}"
      } else {
        visible.unicodeScalars.append(scalar)
      }
    }
    return visible
  }

  /// The text with every line that is longer than this cut in its middle, so that a message stays a message whatever a file holds: its
  /// beginning says what was found where, its end what is expected.
  ///
  /// - Parameters:
  ///   - text: lines.
  ///   - longest: characters that a line may have.
  public static func shortened(_ text: String, longest: Int = 1000) -> String {
    guard text.utf8.count > longest else { return text }
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    return lines.map { $0.utf8.count > longest ? shortened(line: $0, longest) : String($0) }.joined(
      separator: "\n")
  }

  private static func shortened(line: Substring, _ longest: Int) -> String {
    let left = line.count - longest
    guard left > 0 else { return String(line) }
    let end = line.suffix(longest / 3)
    return "\(line.prefix(longest - end.count)) … \(left) characters … \(end)"
  }

  private static func isSteering(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x09, 0x0A: false
    case 0..<0x20, 0x7F..<0xA0, 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069: true
    default: false
    }
  }
}
