// The elementary functions by name: `VectorMath.exp(x, into: &y)`, `VectorMath.exp(inPlace: &x)`, `VectorMath.exp(x)`.

extension VectorMath {
  /// eˣ: ≤ 1 ulp.
  @inlinable public static var exp: ElementaryFunction { .exp }
  /// eˣ − 1: ≤ 1.5 ulp, `Double` ≤ 1.75.
  @inlinable public static var expm1: ElementaryFunction { .expm1 }
  /// ln x: ≤ 1 ulp; −∞ at ±0, NaN below.
  @inlinable public static var log: ElementaryFunction { .log }
  /// ln(1 + x): ≤ 1 ulp; −∞ at −1, NaN below.
  @inlinable public static var log1p: ElementaryFunction { .log1p }
  /// σ(x) = 1/(1 + e⁻ˣ): ≤ 2.5 ulp.
  @inlinable public static var sigmoid: ElementaryFunction { .sigmoid }
  /// ln(x/(1 − x)): ≤ 1.75 ulp; ∓∞ at 0 and 1, NaN outside.
  @inlinable public static var logit: ElementaryFunction { .logit }
  /// tanh x: ≤ 2.5 ulp.
  @inlinable public static var tanh: ElementaryFunction { .tanh }
  /// ln(1 + eˣ): ≤ 2 ulp.
  @inlinable public static var softplus: ElementaryFunction { .softplus }
  /// Φ⁻¹(x): ≤ 0.51 ulp, `Double` ≤ 8; ∓∞ at 0 and 1, NaN outside.
  @inlinable public static var normalQuantile: ElementaryFunction { .normalQuantile }
  /// Φ(x), the standard normal distribution function: ≤ 0.51 ulp, `Double` ≤ 8.
  @inlinable public static var normalCDF: ElementaryFunction { .normalCDF }
}
