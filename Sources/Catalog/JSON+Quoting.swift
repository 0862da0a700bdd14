extension JSON {
  /// Text in quotes, on one line.
  public static func quoted(_ text: String) -> String {
    // Names and words have nothing to escape.
    if text.utf8.allSatisfy({ $0 >= 0x20 && $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "\\") }) {
      return "\"\(text)\""
    }
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\r": result += "\\r"
      case "\t": result += "\\t"
      case _ where scalar.value < 0x20:
        let digits = String(scalar.value, radix: 16)
        result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }

  /// The beginning of a text in quotes, for messages: a name out of a file may be megabytes long.
  public static func excerpt(_ text: String) -> String {
    let beginning = text.prefix(60)
    return quoted(String(beginning)) + (beginning.endIndex < text.endIndex ? "…" : "")
  }

  /// Reads the quoted text that `text` begins with, and returns the rest beside it; `nil` where there is none.
  public static func unquoted(_ text: Substring) -> (text: String, rest: Substring)? {
    guard text.first == "\"" else { return nil }
    var scalars = text.unicodeScalars.dropFirst()
    var result = String.UnicodeScalarView()
    while let scalar = scalars.popFirst() {
      switch scalar {
      case "\"": return (String(result), Substring(scalars))
      case "\\":
        switch scalars.popFirst() {
        case "n": result.append("\n")
        case "r": result.append("\r")
        case "t": result.append("\t")
        case "u":
          let digits = String(scalars.prefix(4))
          guard let code = UInt32(digits, radix: 16), let named = Unicode.Scalar(code) else { return nil }
          scalars = scalars.dropFirst(4)
          result.append(named)
        case let other?: result.append(other)
        case nil: return nil
        }
      default: result.append(scalar)
      }
    }
    return nil
  }
}
