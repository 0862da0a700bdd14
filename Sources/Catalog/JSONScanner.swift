/// Reads JSON (RFC 8259) value by value, each of the type that its reader expects, and knows the byte of everything.
///
/// There is no tree and no recursion of its own but in ``value(levels:)``: the depth and the memory of a reading are those of the calls
/// that the reader makes.
/// It is strict: duplicate names, bytes that are not UTF-8, lone surrogates and numbers beyond `Int` are refused. The cost is linear
/// in the bytes.
public struct JSONScanner {
  private let bytes: ArraySlice<UInt8>
  private let start: Int
  private var index: Int

  /// A scanner at the first byte of a text.
  public init(_ bytes: ArraySlice<UInt8>) {
    self.bytes = bytes
    start = bytes.startIndex
    index = bytes.startIndex
  }

  /// The place of the next byte that is no space, from 0.
  public var position: Int {
    mutating get {
      skipSpace()
      return index - start
    }
  }

  /// Reads an object: `member` is called with every name, and has to read its value.
  ///
  /// - Throws: ``JSONError``, also where a name appears twice.
  public mutating func object(
    _ member: (_ name: String, _ position: Int, _ scanner: inout JSONScanner) throws(JSONError) -> Void
  ) throws(JSONError) {
    try take("{", "an object, which begins with {")
    var names: Set<String> = []
    if skip("}") { return }
    repeat {
      let place = position
      let name = try string("a name in quotes")
      guard names.insert(name).inserted else {
        throw JSONError(place, "the name \(JSON.excerpt(name)) appears twice")
      }
      try take(":", "a colon after the name \(JSON.excerpt(name))")
      try member(name, place, &self)
    } while skip(",")
    try take("}", "a comma or } after a member of an object")
  }

  /// Reads a list: `item` is called before every item, and has to read it.
  public mutating func array(
    _ item: (_ scanner: inout JSONScanner) throws(JSONError) -> Void
  ) throws(JSONError) {
    try take("[", "a list, which begins with [")
    if skip("]") { return }
    repeat { try item(&self) } while skip(",")
    try take("]", "a comma or ] after an item of a list")
  }

  /// Reads a whole number.
  ///
  /// - Parameter expected: what the number is, for the message.
  public mutating func integer(_ expected: String) throws(JSONError) -> Int {
    let place = position
    let first = index
    if peek == UInt8(ascii: "-") { index += 1 }
    let digits = index
    while let byte = peek, (0x30...0x39).contains(byte) { index += 1 }
    let count = index - digits
    guard count > 0 else {
      index = first
      throw JSONError(place, "found \(found); expected \(expected)")
    }
    if let byte = peek, byte == UInt8(ascii: ".") || byte == UInt8(ascii: "e") || byte == UInt8(ascii: "E") {
      throw JSONError(place, "found a number that is not whole; expected \(expected)")
    }
    let text = String(decoding: bytes[first..<index], as: UTF8.self)
    guard count == 1 || bytes[digits] != 0x30 else {
      throw JSONError(place, "found \(Self.shortened(text)), which has a leading zero; expected \(expected)")
    }
    guard let number = Int(text) else {
      throw JSONError(place, "found \(Self.shortened(text)), which is too large; expected \(expected)")
    }
    return number
  }

  /// Reads a text.
  ///
  /// - Parameter expected: what the text is, for the message.
  public mutating func string(_ expected: String) throws(JSONError) -> String {
    try take("\"", expected)
    let opening = index - 1
    var text: [UInt8] = []
    var run = index
    while let byte = peek {
      switch byte {
      case UInt8(ascii: "\""):
        text += bytes[run..<index]
        index += 1
        guard let valid = String(validating: text, as: UTF8.self) else {
          throw JSONError(opening - start, "found a text that is not UTF-8")
        }
        return valid
      case UInt8(ascii: "\\"):
        text += bytes[run..<index]
        try escape(into: &text)
        run = index
      case 0..<0x20:
        throw JSONError(index - start, "found a control character in a text; expected \\u00…")
      default: index += 1
      }
    }
    throw JSONError(opening - start, "found a text without its closing quote")
  }

  /// Reads a value of any type, with everything in it.
  ///
  /// - Parameter levels: how deep lists and objects may lie in each other.
  public mutating func value(levels: Int = 32) throws(JSONError) -> JSON {
    let place = position
    guard levels > 0 else { throw JSONError(place, "found lists or objects too deep in each other") }
    switch peek {
    case UInt8(ascii: "{"):
      var members: [(String, JSON)] = []
      try object { name, _, scanner throws(JSONError) in
        members.append((name, try scanner.value(levels: levels - 1)))
      }
      return .object(members)
    case UInt8(ascii: "["):
      var items: [JSON] = []
      try array { scanner throws(JSONError) in items.append(try scanner.value(levels: levels - 1)) }
      return .array(items)
    case UInt8(ascii: "\""): return .string(try string("a text"))
    default: return try word(at: place)
    }
  }

  /// Reads a number, `true`, `false` or `null`.
  private mutating func word(at place: Int) throws(JSONError) -> JSON {
    let first = index
    while let byte = peek, byte > 0x20, !",]}:\"".utf8.contains(byte) { index += 1 }
    let text = String(decoding: bytes[first..<index], as: UTF8.self)
    switch text {
    case "true": return .flag(true)
    case "false": return .flag(false)
    case "null": return .null
    default:
      if let whole = Int(text) { return .integer(whole) }
      if text.utf8.allSatisfy({ "+-.0123456789eE".utf8.contains($0) }), let number = Double(text) {
        return .number(number)
      }
      index = first
      throw JSONError(place, "found \(found); expected a value")
    }
  }

  /// Makes sure that nothing but space follows.
  public mutating func end() throws(JSONError) {
    guard position < bytes.count else { return }
    throw JSONError(position, "found \(found); expected the end")
  }

  // MARK: Bytes

  private static func shortened(_ text: String) -> String {
    text.count > 24 ? "\(text.prefix(24))…" : text
  }

  private var peek: UInt8? { index < bytes.endIndex ? bytes[index] : nil }

  /// The next byte, in words.
  private var found: String {
    guard let byte = peek else { return "the end" }
    return (0x21...0x7E).contains(byte)
      ? "'\(Character(Unicode.Scalar(byte)))'" : "the byte 0x\(String(byte, radix: 16))"
  }

  private mutating func skipSpace() {
    while let byte = peek, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 { index += 1 }
  }

  private mutating func skip(_ character: Unicode.Scalar) -> Bool {
    skipSpace()
    guard peek == UInt8(ascii: character) else { return false }
    index += 1
    return true
  }

  /// Messages are made where they are needed: making one for every name would cost more than reading it.
  private mutating func take(
    _ character: Unicode.Scalar, _ expected: @autoclosure () -> String
  ) throws(JSONError) {
    guard skip(character) else { throw JSONError(index - start, "found \(found); expected \(expected())") }
  }

  /// Reads what follows a backslash.
  private mutating func escape(into text: inout [UInt8]) throws(JSONError) {
    let place = index - start
    index += 1
    guard let byte = peek else { throw JSONError(place, "found a text without its closing quote") }
    index += 1
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): text.append(byte)
    case UInt8(ascii: "b"): text.append(0x08)
    case UInt8(ascii: "f"): text.append(0x0C)
    case UInt8(ascii: "n"): text.append(0x0A)
    case UInt8(ascii: "r"): text.append(0x0D)
    case UInt8(ascii: "t"): text.append(0x09)
    case UInt8(ascii: "u"):
      guard let unit = codeUnit(), let scalar = scalar(after: unit) else {
        throw JSONError(
          place, "found an escape that is no character; expected \\u and four hexadecimal digits")
      }
      text += scalar.utf8
    default:
      throw JSONError(place, "found an unknown escape; expected one of \\\" \\\\ \\/ \\b \\f \\n \\r \\t \\u")
    }
  }

  /// The four digits of a `\u`.
  private mutating func codeUnit() -> UInt32? {
    guard index + 4 <= bytes.endIndex else { return nil }
    var unit: UInt32 = 0
    for byte in bytes[index..<index + 4] {
      let digit: UInt8? =
        switch byte {
        case 0x30...0x39: byte - 0x30
        case 0x41...0x46: byte - 0x37
        case 0x61...0x66: byte - 0x57
        default: nil
        }
      guard let digit else { return nil }
      unit = unit << 4 | UInt32(digit)
    }
    index += 4
    return unit
  }

  /// The character of a code unit, with the second half of a surrogate pair where it is the first.
  private mutating func scalar(after unit: UInt32) -> Unicode.Scalar? {
    guard (0xD800..<0xDC00).contains(unit) else { return Unicode.Scalar(unit) }
    guard index + 2 <= bytes.endIndex, bytes[index] == UInt8(ascii: "\\"),
      bytes[index + 1] == UInt8(ascii: "u")
    else { return nil }
    index += 2
    guard let low = codeUnit(), (0xDC00..<0xE000).contains(low) else { return nil }
    return Unicode.Scalar(0x10000 + (unit - 0xD800) << 10 + (low - 0xDC00))
  }
}

/// What is wrong with a JSON text, and at which byte.
public struct JSONError: Error, Sendable, Hashable, CustomStringConvertible {
  /// The byte, from 0.
  public let byte: Int
  /// What was found and what is allowed.
  public let message: String

  /// A mistake at a byte.
  public init(_ byte: Int, _ message: String) {
    self.byte = byte
    self.message = message
  }

  /// `byte 12: found …; expected …`.
  public var description: String { "byte \(byte): \(message)" }
}
