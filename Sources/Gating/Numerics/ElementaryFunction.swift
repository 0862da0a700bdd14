/// The functions that Sluice computes itself, so that no result depends on the C library or the processor.
///
/// A function is called in the three forms of ``VectorMath``, which has them by name.
///
/// Errors are the largest found over all finite arguments, in units in the last place of the result. NaN
/// gives NaN, and an argument outside the domain gives NaN.
public enum ElementaryFunction: String, Sendable, Hashable, CaseIterable {
  /// eˣ: ≤ 1 ulp in both precisions.
  case exp
  /// eˣ − 1, exact in relative terms near 0: ≤ 1.5 ulp, Double ≤ 1.75.
  case expm1
  /// ln x: ≤ 1 ulp. −∞ at ±0, NaN below.
  case log
  /// ln(1 + x), exact in relative terms near 0: ≤ 1 ulp. −∞ at −1, NaN below.
  case log1p
  /// σ(x) = 1/(1 + e⁻ˣ): ≤ 2.5 ulp. The derivative is σ(x)·σ(−x), at most ¼, at x = 0.
  case sigmoid
  /// ln(x/(1 − x)), the inverse of σ: ≤ 1.75 ulp. −∞ at 0, ∞ at 1, NaN outside [0, 1].
  case logit
  /// tanh x: ≤ 2.5 ulp. The derivative is 1 − tanh² x, at most 1, at x = 0.
  case tanh
  /// ln(1 + eˣ), whose derivative is σ(x): ≤ 2 ulp.
  case softplus
  /// Φ⁻¹(x), the standard normal quantile: ≤ 0.51 ulp, Double ≤ 8. −∞ at 0, ∞ at 1, NaN outside [0, 1].
  ///
  /// A standard Gaussian draw from a uniform u is Φ⁻¹(u). Source: Wichura 1988, algorithm AS 241.
  case normalQuantile = "normal_quantile"
  /// Φ(x), the standard normal distribution function: ≤ 0.51 ulp, Double ≤ 8 where it is a normal number.
  ///
  /// The derivative is exp(−x²/2)/√(2π), at most 0.3989, at x = 0.
  case normalCDF = "normal_cdf"
}
