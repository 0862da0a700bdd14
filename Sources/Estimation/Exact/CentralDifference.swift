/// A derivative from values of a function alone, with a bound of its error.
///
///     D(h) = (f(x + h) − f(x − h))/2h,      R(h) = (4·D(h) − D(2h))/3,      f′ ≈ (16·R(h) − R(2h))/15
///
/// The bound adds up
/// - |R(h) − R(2h)|, which is far more than what the last extrapolation left;
/// - ½·|8·J(h) − J(2h)|/7 with J(h) = 2·S(h) − S(2h), S(h) = (f(x + h) − 2f(x) + f(x − h))/h: O(h⁵) where f is smooth,
///   and half the change of slope where f has a kink in the middle;
/// - 3δ/2h for values that are δ off, by rounding.
///
/// One kink anywhere within 4h makes the bound as large as the error that it causes, or larger.
///
/// - Source: Richardson 1911.
package struct CentralDifference {
  /// Multiples of the step at which values are taken, on both sides.
  package static let multiples = [1.0, 2, 4]

  /// f′.
  package let derivative: Double
  /// The bound.
  package let error: Double

  /// - Parameters:
  ///   - h: the step.
  ///   - center: f(x).
  ///   - above: f(x + h), f(x + 2h) and f(x + 4h).
  ///   - below: f(x − h), f(x − 2h) and f(x − 4h).
  ///   - rounding: the error δ of the values.
  package init(step h: Double, center: Double, above: [Double], below: [Double], rounding: Double) {
    let steps = Self.multiples.map { $0 * h }
    let slopes = steps.indices.map { (above[$0] - below[$0]) / (2 * steps[$0]) }
    let bends = steps.indices.map { ((above[$0] - center) + (below[$0] - center)) / steps[$0] }
    let (fine, coarse) = ((4 * slopes[0] - slopes[1]) / 3, (4 * slopes[1] - slopes[2]) / 3)
    let jump = (8 * (2 * bends[0] - bends[1]) - (2 * bends[1] - bends[2])) / 7
    derivative = (16 * fine - coarse) / 15
    error = (fine - coarse).magnitude + jump.magnitude / 2 + 1.5 * rounding / h
  }
}
