/// Numbers as the benchmarks print them.
package enum Figure {
  /// Three decimals below 10, one above; very small numbers with two digits that count.
  package static func digits(_ value: Double) -> String {
    guard value.isFinite else { return "\(value)" }
    if value != 0, abs(value) < 0.01 { return scientific(value) }
    let scale = abs(value) < 10 ? 1000.0 : 10.0
    return "\((value * scale).rounded() / scale)"
  }

  private static func scientific(_ value: Double) -> String {
    var (digits, exponent) = (abs(value), 0)
    while digits < 1 {
      digits *= 10
      exponent -= 1
    }
    return "\(value < 0 ? "-" : "")\((digits * 10).rounded() / 10)e\(exponent)"
  }
}
