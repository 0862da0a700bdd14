/// The order of names with numbers in them: `lstm_9` before `lstm_10`, and `lstm/` before `lstm_1/`.
enum NaturalOrder {
  /// Names in this order.
  static func sorted(_ names: [String]) -> [String] {
    names.map { (name: $0, bytes: Array($0.utf8)) }.sorted { precedes($0.bytes, $1.bytes) }.map(\.name)
  }

  /// Whether a name comes before another: numbers by their size, a slash before everything, the rest by its bytes.
  private static func precedes(_ a: [UInt8], _ b: [UInt8]) -> Bool {
    var (i, j) = (0, 0)
    while i < a.count, j < b.count {
      if isDigit(a[i]), isDigit(b[j]) {
        let (number, other) = (takeNumber(a, &i), takeNumber(b, &j))
        if number.count != other.count { return number.count < other.count }
        if number != other { return number.lexicographicallyPrecedes(other) }
      } else if a[i] == b[j] {
        (i, j) = (i + 1, j + 1)
      } else {
        return rank(a[i]) < rank(b[j])
      }
    }
    return i == a.count && j < b.count
  }

  private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

  private static func rank(_ byte: UInt8) -> UInt8 { byte == UInt8(ascii: "/") ? 0 : byte }

  /// The digits from an index on, without leading zeros; the index is then behind them.
  private static func takeNumber(_ bytes: [UInt8], _ index: inout Int) -> ArraySlice<UInt8> {
    while index < bytes.count, bytes[index] == 0x30 { index += 1 }
    let start = index
    while index < bytes.count, isDigit(bytes[index]) { index += 1 }
    return bytes[start..<index]
  }
}
