/// cos(πx) for x from 0 to 1 in + − × alone, so that no bit depends on the processor or the C library.
///
/// From 0 to ½ it is Taylor's polynomial in x² to the twelfth term, whose remainder (π/2)²⁴/24! is below 10⁻¹⁹; beyond, the
/// cosine is that of 1 − x, negated. Rounding leaves an absolute error of at most 3·10⁻¹⁶, and cos(π/2) is 0 to that error.
package enum HalfTurn {
  /// cos(πx); x lies from 0 to 1.
  package static func cosine(_ x: Double) -> Double { x <= 0.5 ? series(x) : -series(1 - x) }

  private static func series(_ x: Double) -> Double {
    let square = x * x
    return coefficients.reduce(0) { $0 * square + $1 }
  }

  /// (−1)ᵏπ²ᵏ/(2k)! for k from 11 to 0, each rounded once from 40 digits.
  private static let coefficients: [Double] = [
    -7.700707130601354e-11,
    3.604730797462501e-09,
    -1.3878952462213771e-07,
    4.303069587032947e-06,
    -0.0001046381049248457,
    0.0019295743094039231,
    -0.02580689139001406,
    0.2353306303588932,
    -1.3352627688545895,
    4.0587121264167685,
    -4.934802200544679,
    1.0,
  ]
}
