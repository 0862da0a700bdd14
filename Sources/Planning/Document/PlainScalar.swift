/// What unquoted words mean here, and what YAML readers would make of the surprising ones.
///
/// Numbers are written as in JSON: `12`, `-0.5`, `1e-3`. Flags are `true` and `false`. Everything that some
/// YAML reader takes for a number or a flag and another does not is neither here, nor is it text.
package enum PlainScalar {
  /// The number that an unquoted word spells; `nil` where it spells none or one beyond a Double's range.
  package static func number(_ text: String) -> Double? {
    guard isNumber(text), let value = Double(text), value.isFinite else { return nil }
    guard value != 0 || !hasNonzeroDigit(text) else { return nil }
    return value
  }

  /// Whether an unquoted word has the form of a JSON number: -?(0|[1-9][0-9]*)(.[0-9]+)?([eE][+-]?[0-9]+)?
  package static func isNumber(_ text: String) -> Bool {
    var text = text
    return text.withUTF8 { bytes in
      var rest = bytes[...]
      take(&rest, "-")
      let isZero = rest.first == UInt8(ascii: "0")
      let whole = takeDigits(&rest)
      guard whole > 0, whole == 1 || !isZero else { return false }
      if take(&rest, "."), takeDigits(&rest) == 0 { return false }
      if take(&rest, "e") || take(&rest, "E") {
        if !take(&rest, "+") { take(&rest, "-") }
        guard takeDigits(&rest) > 0 else { return false }
      }
      return rest.isEmpty
    }
  }

  /// Whether an unquoted word is a whole number: digits, with a minus where it is negative, no leading zeros.
  package static func isWhole(_ text: String) -> Bool {
    isNumber(text) && text.utf8.allSatisfy { $0 == UInt8(ascii: "-") || isDigit($0) }
  }

  /// What an unquoted word means where it is not plain text, in words; `nil` for text.
  package static func meaning(of text: String) -> String? {
    if isNumber(text) { return "the number \(text)" }
    if text == "true" || text == "false" { return "the flag \(text)" }
    return surprise(text)
  }

  /// What YAML readers make of an unquoted word that is neither a number nor a flag here, nor plain text.
  package static func surprise(_ text: String) -> String? {
    if isNumber(text) { return nil }
    let lower = text.lowercased()
    if text.isEmpty { return "nothing" }
    if text == "~" || lower == "null" { return "\(text), which means nothing in YAML" }
    if ["yes", "on", "y"].contains(lower) || (lower == "true" && text != "true") {
      return "\(text), which some YAML readers take for true"
    }
    if ["no", "off", "n"].contains(lower) || (lower == "false" && text != "false") {
      return "\(text), which some YAML readers take for false"
    }
    let unsigned = lower.first == "-" || lower.first == "+" ? String(lower.dropFirst()) : lower
    if unsigned == ".inf" || unsigned == ".nan" { return "\(text), which is not a finite number" }
    if text.first == "+", isNumber(unsigned) {
      return "\(text), a number with a plus sign (write \(unsigned))"
    }
    if let reason = oddNumber(unsigned) { return "\(text), \(reason)" }
    return nil
  }

  private static func oddNumber(_ text: String) -> String? {
    let bytes = Array(text.utf8)
    guard let first = bytes.first, isDigit(first) || first == UInt8(ascii: ".") else { return nil }
    if text.hasPrefix("0x"), let value = Int(text.dropFirst(2), radix: 16) {
      return "a hexadecimal number (write \(value))"
    }
    if text.hasPrefix("0o"), let value = Int(text.dropFirst(2), radix: 8) {
      return "an octal number (write \(value))"
    }
    if text.hasPrefix("0b"), let value = Int(text.dropFirst(2), radix: 2) {
      return "a binary number (write \(value))"
    }
    let plain = text.filter { $0 != "_" }
    if plain != text, Double(plain) != nil { return "a number with underscores (write \(plain))" }
    if bytes.count > 1, first == UInt8(ascii: "0"), bytes.allSatisfy(isDigit) {
      let decimal = String(text.drop { $0 == "0" })
      guard let octal = Int(text, radix: 8) else {
        return "a number with leading zeros (write \(decimal.isEmpty ? "0" : decimal))"
      }
      return "which some YAML readers take for \(octal) and others for \(decimal.isEmpty ? "0" : decimal)"
    }
    if let sixties = sexagesimal(text) { return "which some YAML readers take for \(sixties), in sixties" }
    if Double(text) != nil {
      return
        "a number that is not written as in JSON (write it with a digit on each side of the point, and no leading zeros)"
    }
    return nil
  }

  private static func sexagesimal(_ text: String) -> Int? {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count > 1, parts.count < 5 else { return nil }
    var total = 0
    for part in parts {
      guard part.utf8.count <= 6, part.utf8.allSatisfy(isDigit), let value = Int(part) else { return nil }
      total = total * 60 + value
    }
    return total
  }

  private static func isDigit(_ byte: UInt8) -> Bool {
    byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9")
  }

  /// Passes over the digits at the start, and returns how many they are.
  private static func takeDigits(_ text: inout Slice<UnsafeBufferPointer<UInt8>>) -> Int {
    let end = text.firstIndex { !isDigit($0) } ?? text.endIndex
    defer { text = text[end...] }
    return end - text.startIndex
  }

  /// Passes over a character, if it is the first.
  @discardableResult
  private static func take(_ text: inout Slice<UnsafeBufferPointer<UInt8>>, _ character: Unicode.Scalar)
    -> Bool
  {
    guard text.first == UInt8(ascii: character) else { return false }
    text = text.dropFirst()
    return true
  }

  private static func hasNonzeroDigit(_ text: String) -> Bool {
    text.utf8.prefix { $0 != UInt8(ascii: "e") && $0 != UInt8(ascii: "E") }
      .contains { $0 != UInt8(ascii: "0") && isDigit($0) }
  }
}
