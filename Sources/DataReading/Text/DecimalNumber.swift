/// Reads the decimal numbers of data files, the same in every locale.
///
/// Accepted is `[+-] digits [. digits] [e [+-] digits]` with at least one digit before the exponent, the point being a
/// comma where that is asked for. Words (`nan`, `inf`), hexadecimal, spaces and thousands separators are no numbers.
package enum DecimalNumber {
  /// The nearest Float64 to the number that the bytes spell, or `nil` where they spell none or one out of
  /// range; `point` stands before the fraction.
  ///
  /// With up to 2⁵³ as digits and a power of ten up to 22 both factors are exact, and one multiplication or
  /// division rounds correctly (Clinger 1990); everything longer goes to the standard library, which rounds
  /// correctly too.
  package static func value(of bytes: Span<UInt8>, point: UInt8 = UInt8(ascii: ".")) -> Double? {
    var parser = Parser(point: point)
    guard parser.scan(bytes) else { return nil }
    if !parser.isLong, parser.digits <= 1 << 53, abs(parser.exponent) < powersOfTen.count {
      let digits = Double(parser.digits)
      let power = powersOfTen[abs(parser.exponent)]
      let magnitude = parser.exponent < 0 ? digits / power : digits * power
      return parser.isNegative ? -magnitude : magnitude
    }
    let text = bytes.withUnsafeBufferPointer { bytes in
      String(decoding: bytes.map { $0 == point ? UInt8(ascii: ".") : $0 }, as: UTF8.self)
    }
    return Double(text).flatMap { $0.isFinite ? $0 : nil }
  }

  /// 10⁰ … 10²², all exact in Float64.
  private static let powersOfTen: [Double] = [
    1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18,
    1e19, 1e20, 1e21, 1e22,
  ]

  private struct Parser {
    let point: UInt8
    var index = 0
    var isNegative = false
    /// All digits read as one whole number.
    var digits: UInt64 = 0
    /// The power of ten that belongs to ``digits``.
    var exponent = 0
    /// Whether the digits or the exponent were too many to be kept exactly.
    var isLong = false

    /// Whether the bytes are a number, all of them.
    mutating func scan(_ bytes: Span<UInt8>) -> Bool {
      isNegative = take(UInt8(ascii: "-"), bytes)
      if !isNegative { _ = take(UInt8(ascii: "+"), bytes) }
      var count = scanDigits(bytes)
      if take(point, bytes) {
        let fraction = scanDigits(bytes)
        exponent -= fraction
        count += fraction
      }
      guard count > 0 else { return false }
      if take(UInt8(ascii: "e"), bytes) || take(UInt8(ascii: "E"), bytes) {
        guard scanExponent(bytes) else { return false }
      }
      return index == bytes.count
    }

    private mutating func take(_ byte: UInt8, _ bytes: Span<UInt8>) -> Bool {
      guard index < bytes.count, bytes[index] == byte else { return false }
      index += 1
      return true
    }

    /// Reads digits onto ``digits`` and says how many there were.
    private mutating func scanDigits(_ bytes: Span<UInt8>) -> Int {
      let start = index
      while index < bytes.count, let digit = Parser.digit(bytes[index]) {
        if digits > 1 << 56 { isLong = true } else { digits = digits * 10 + UInt64(digit) }
        index += 1
      }
      return index - start
    }

    private mutating func scanExponent(_ bytes: Span<UInt8>) -> Bool {
      let negative = take(UInt8(ascii: "-"), bytes)
      if !negative { _ = take(UInt8(ascii: "+"), bytes) }
      let start = index
      var value = 0
      while index < bytes.count, let digit = Parser.digit(bytes[index]) {
        if value > 100_000 { isLong = true } else { value = value * 10 + Int(digit) }
        index += 1
      }
      exponent += negative ? -value : value
      return index > start
    }

    private static func digit(_ byte: UInt8) -> UInt8? {
      let digit = byte &- UInt8(ascii: "0")
      return digit < 10 ? digit : nil
    }
  }
}
