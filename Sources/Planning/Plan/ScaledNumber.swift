/// Large numbers as people read them: with two digits and a unit.
enum ScaledNumber {
  /// The number in the largest unit that it reaches, each `base` times the one before.
  static func text(_ value: Double, base: Double, units: [String]) -> String {
    var (value, unit) = (value, 0)
    while value >= base, unit + 1 < units.count { (value, unit) = (value / base, unit + 1) }
    let text =
      value < 10 && unit > 0
      ? String((value * 10).rounded() / 10) : String(Int64(min(value.rounded(), 9e18)))
    return "\(text.hasSuffix(".0") ? String(text.dropLast(2)) : text) \(units[unit])"
  }

  /// A whole number with its digits in groups of three.
  static func whole(_ value: Double) -> String {
    let digits = String(Int64(min(value.rounded(), 9e18)))
    return digits.enumerated().map { place, digit in
      place > 0 && (digits.count - place) % 3 == 0 ? ",\(digit)" : String(digit)
    }.joined()
  }
}
