/// How far rounding alone may have moved a sum of paired differences.
///
/// A difference a − b of two rounded metrics, and a sum of n such, is off by less than (n + 2)·2⁻⁵³·Σ(|a| + |b|).
/// Sums within four times that (slightly more for few pairs, since metrics are themselves sums) count as ties with 0,
/// so that accuracies such as 0.97 − 0.92 and 0.95 − 0.90 differ by the same amount. The bound is kept per pair: one
/// enormous pair does not blur the others.
enum RoundingSlack {
  /// The slack of each pair, from |a| + |b|.
  static func of(scales: [Double]) -> [Double] {
    scales.map { of($0, pairs: scales.count) }
  }

  /// The slack of one pair among `pairs`.
  static func of(_ scale: Double, pairs: Int) -> Double { Double(pairs + 16) * 0x1p-52 * scale }
}
