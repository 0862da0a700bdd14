import Tables

/// Numbers for people's eyes, rounded to some decimals; tables on disk have the exact ones.
public enum DecimalText {
  /// `value` with so many digits after the point, 0…9; half away from zero.
  public static func text(_ value: Double, decimals: Int) -> String {
    let power = (0..<decimals).reduce(1.0) { power, _ in power * 10 }
    let scaled = (abs(value) * power).rounded()
    guard value.isFinite, scaled < 1e15 else { return NumberText.exact(value) }
    let digits = String(Int64(scaled))
    let padded = String(repeating: "0", count: max(0, decimals + 1 - digits.count)) + digits
    let sign = value < 0 && scaled > 0 ? "−" : ""
    return sign + padded.dropLast(decimals) + (decimals > 0 ? "." + padded.suffix(decimals) : "")
  }

  /// `value` with its sign, + or −.
  public static func signed(_ value: Double, decimals: Int) -> String {
    let text = text(value, decimals: decimals)
    return value >= 0 || !text.hasPrefix("−") ? "+" + text : text
  }

  /// A p-value: three decimals, four below 0.01.
  public static func pValue(_ value: Double) -> String {
    value < 0.0001 ? "<0.0001" : text(value, decimals: value < 0.01 ? 4 : 3)
  }

  /// The decimals at which the smallest of these spreads has two significant digits, at most 6.
  public static func decimals(for spreads: [Double]) -> Int {
    guard let smallest = spreads.filter({ $0 > 0 && $0.isFinite }).min() else { return 4 }
    var (decimals, scaled) = (0, smallest)
    while scaled < 10 && decimals < 6 { (decimals, scaled) = (decimals + 1, scaled * 10) }
    return decimals
  }

  /// A share in percent with at most two decimals and no zeros at the end: `90`, `98.89`.
  public static func percentage(_ share: Double) -> String {
    let text = text(100 * share, decimals: 2)
    let whole = text.reversed().drop { $0 == "0" }
    return String((whole.first == "." ? whole.dropFirst() : whole).reversed())
  }
}
