/// Lower-case hexadecimal text of bytes.
public enum Hexadecimal {
  /// Two digits a byte.
  public static func text(_ bytes: some Sequence<UInt8>) -> String {
    var text: [UInt8] = []
    text.reserveCapacity(2 * bytes.underestimatedCount)
    for byte in bytes {
      text.append(digit(byte >> 4))
      text.append(digit(byte & 15))
    }
    return String(decoding: text, as: UTF8.self)
  }

  /// Whether a text is that of these bytes.
  public static func isText(_ text: ArraySlice<UInt8>, of bytes: [UInt8]) -> Bool {
    guard text.count == 2 * bytes.count else { return false }
    var place = text.startIndex
    for byte in bytes {
      guard text[place] == digit(byte >> 4), text[place + 1] == digit(byte & 15) else { return false }
      place += 2
    }
    return true
  }

  private static func digit(_ value: UInt8) -> UInt8 {
    value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "a") + value - 10
  }
}
