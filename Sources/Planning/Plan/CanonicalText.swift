import Catalog

/// The one way to write checked settings down: JSON without spaces, keys sorted by their UTF-8 bytes, numbers as
/// the shortest text that reads back to them.
///
/// Ids are hashes of this text, so it must never change without a new version of ``RunIdentity``.
enum CanonicalText {
  static func of(_ value: ParameterValue) -> String {
    switch value {
    case .number(let number): ParameterValue.text(of: number)
    case .text(let text): quoted(text)
    case .flag(let flag): flag ? "true" : "false"
    case .list(let values): "[" + values.map(of).joined(separator: ",") + "]"
    case .map(let values):
      "{"
        + values.sorted { Array($0.key.utf8).lexicographicallyPrecedes(Array($1.key.utf8)) }
        .map { "\(quoted($0.key)):\(of($0.value))" }.joined(separator: ",") + "}"
    }
  }

  static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"", "\\": result += "\\\(scalar)"
      case "\0"..."\u{1F}":
        let code = String(scalar.value, radix: 16)
        result += "\\u" + String(repeating: "0", count: 4 - code.count) + code
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }
}
