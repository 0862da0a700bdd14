/// The spelling of a cell as one word of a record's line.
public enum RecordWord {
  private static let escape = UInt8(ascii: "%")
  private static let empty = UInt8(ascii: "-")
  private static let digits = Array("0123456789ABCDEF".utf8)

  /// Appends the word of a text: `-` for an empty one.
  public static func append(_ text: String, to line: inout [UInt8]) {
    var text = text
    text.withUTF8 { bytes in
      if bytes.isEmpty { return line.append(empty) }
      let isDash = bytes.count == 1 && bytes[0] == empty
      func isPlain(_ byte: UInt8) -> Bool { byte > 0x20 && byte != escape && byte != 0x7F }
      if !isDash, bytes.allSatisfy(isPlain) { return line.append(contentsOf: bytes) }
      for byte in bytes {
        if isPlain(byte), !isDash {
          line.append(byte)
        } else {
          line += [escape, digits[Int(byte >> 4)], digits[Int(byte & 15)]]
        }
      }
    }
  }

  /// The bytes that a word spells; `nil` where it is no word.
  public static func bytes(_ word: ArraySlice<UInt8>) -> [UInt8]? {
    if word.count == 1, word.first == empty { return [] }
    guard !word.isEmpty else { return nil }
    guard word.contains(escape) else { return Array(word) }
    var result: [UInt8] = []
    var rest = word
    while let byte = rest.popFirst() {
      guard byte == escape else {
        result.append(byte)
        continue
      }
      guard let high = rest.popFirst().flatMap(value), let low = rest.popFirst().flatMap(value)
      else { return nil }
      result.append(high << 4 | low)
    }
    return result
  }

  /// The text that a word spells; empty where it is no word.
  public static func text(_ word: ArraySlice<UInt8>) -> String {
    if isPlain(word) { return String(decoding: word, as: UTF8.self) }
    return String(decoding: bytes(word) ?? [], as: UTF8.self)
  }

  /// Whether a word is its own text, as most are.
  static func isPlain(_ word: ArraySlice<UInt8>) -> Bool {
    !(word.count == 1 && word.first == empty) && !word.contains(escape)
  }

  private static func value(_ digit: UInt8) -> UInt8? {
    switch digit {
    case 0x30...0x39: digit - 0x30
    case 0x41...0x46: digit - 0x37
    default: nil
    }
  }
}
