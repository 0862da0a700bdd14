/// A number as derived figures are printed: at most nine significant digits, in the shortest clean form.
///
/// The shortest decimal that names the Float64 is rounded half away from zero to nine digits, and trailing zeros go.
/// Decimal exponents from −4 to 8 give plain notation (`0.0001`, `123456790`), others `1.5e-300`. Zero has no sign,
/// and what is not finite, or absent, is the empty text of an empty cell. Needs neither locale nor C library.
///
/// - Parameter value: the figure, or `nil` where there is none.
public func significant9(_ value: Double?) -> String { significant(value, digits: 9) }

/// A number as ``significant9(_:)`` has it, with another number of digits.
public func significant(_ value: Double?, digits count: Int) -> String {
  guard let value, value.isFinite else { return "" }
  if value == 0 { return "0" }
  let (digits, exponent) = rounded(shortestDigits(abs(value)), count)
  return (value < 0 ? "-" : "") + layOut(digits, exponent)
}

/// The digits d₀d₁… and the exponent e of d₀.d₁…·10ᵉ, the shortest decimal that names `value`.
private func shortestDigits(_ value: Double) -> (digits: [UInt8], exponent: Int) {
  var (digits, exponent, point): ([UInt8], Int, Int?) = ([], 0, nil)
  // Swift writes 12.5, 5e-324 or 1.25e+16.
  let parts = value.description.split(separator: "e")
  for character in parts[0].utf8 {
    if character == UInt8(ascii: ".") { point = digits.count } else { digits.append(character - 48) }
  }
  if parts.count == 2 { exponent = Int(parts[1])! }
  exponent += (point ?? digits.count) - 1
  let leading = digits.prefix { $0 == 0 }.count
  return (Array(digits[leading...]), exponent - leading)
}

/// The same number with `count` digits at most and no zero at the end.
private func rounded(
  _ number: (digits: [UInt8], exponent: Int), _ count: Int
) -> (digits: [UInt8], exponent: Int) {
  var (digits, exponent) = number
  if digits.count > count {
    let roundsUp = digits[count] >= 5
    digits.removeSubrange(count...)
    if roundsUp {
      while digits.last == 9 { digits.removeLast() }
      if digits.isEmpty {
        (digits, exponent) = ([1], exponent + 1)
      } else {
        digits[digits.count - 1] += 1
      }
    }
  }
  while digits.last == 0 { digits.removeLast() }
  return (digits, exponent)
}

private func layOut(_ digits: [UInt8], _ exponent: Int) -> String {
  func text(_ digits: some Sequence<UInt8>) -> String {
    String(decoding: digits.map { $0 + 48 }, as: UTF8.self)
  }
  func withFraction(_ whole: String, _ fraction: ArraySlice<UInt8>) -> String {
    fraction.isEmpty ? whole : whole + "." + text(fraction)
  }
  switch exponent {
  case 0...8:
    let padding = repeatElement(UInt8(0), count: max(0, exponent + 1 - digits.count))
    return withFraction(text(digits.prefix(exponent + 1) + padding), digits.dropFirst(exponent + 1))
  case -4 ... -1:
    return "0." + text(Array(repeatElement(0, count: -exponent - 1)) + digits)
  default:
    return withFraction(text(digits.prefix(1)), digits.dropFirst()) + "e\(exponent)"
  }
}
