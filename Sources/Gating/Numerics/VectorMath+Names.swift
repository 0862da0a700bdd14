// The elementary functions by name; ``VectorMath/values(of:at:into:)`` is the general form.

extension VectorMath {
  /// y[i] = eˣ at x[i]: ≤ 1 ulp.
  @inlinable
  public static func exp<Scalar: GateScalar>(_ x: Span<Scalar>, into y: inout MutableSpan<Scalar>) {
    values(of: .exp, at: x, into: &y)
  }

  /// eˣ in place.
  @inlinable
  public static func exp<Scalar: GateScalar>(inPlace x: inout MutableSpan<Scalar>) {
    values(of: .exp, inPlace: &x)
  }

  /// eˣ.
  @inlinable
  public static func exp<Scalar: GateScalar>(_ x: Scalar) -> Scalar { Scalar.value(of: .exp, at: x) }

  /// y[i] = eˣ − 1 at x[i]: ≤ 1.5 ulp, `Double` ≤ 1.75.
  @inlinable
  public static func expm1<Scalar: GateScalar>(_ x: Span<Scalar>, into y: inout MutableSpan<Scalar>) {
    values(of: .expm1, at: x, into: &y)
  }

  /// eˣ − 1 in place.
  @inlinable
  public static func expm1<Scalar: GateScalar>(inPlace x: inout MutableSpan<Scalar>) {
    values(of: .expm1, inPlace: &x)
  }

  /// eˣ − 1.
  @inlinable
  public static func expm1<Scalar: GateScalar>(_ x: Scalar) -> Scalar { Scalar.value(of: .expm1, at: x) }

  /// y[i] = ln x at x[i]: ≤ 1 ulp; −∞ at ±0, NaN below.
  @inlinable
  public static func log<Scalar: GateScalar>(_ x: Span<Scalar>, into y: inout MutableSpan<Scalar>) {
    values(of: .log, at: x, into: &y)
  }

  /// ln x in place.
  @inlinable
  public static func log<Scalar: GateScalar>(inPlace x: inout MutableSpan<Scalar>) {
    values(of: .log, inPlace: &x)
  }

  /// ln x.
  @inlinable
  public static func log<Scalar: GateScalar>(_ x: Scalar) -> Scalar { Scalar.value(of: .log, at: x) }

  /// y[i] = ln(1 + x) at x[i]: ≤ 1 ulp; −∞ at −1, NaN below.
  @inlinable
  public static func log1p<Scalar: GateScalar>(_ x: Span<Scalar>, into y: inout MutableSpan<Scalar>) {
    values(of: .log1p, at: x, into: &y)
  }

  /// ln(1 + x) in place.
  @inlinable
  public static func log1p<Scalar: GateScalar>(inPlace x: inout MutableSpan<Scalar>) {
    values(of: .log1p, inPlace: &x)
  }

  /// ln(1 + x).
  @inlinable
  public static func log1p<Scalar: GateScalar>(_ x: Scalar) -> Scalar { Scalar.value(of: .log1p, at: x) }

  /// y[i] = σ(x) = 1/(1 + e⁻ˣ) at x[i]: ≤ 2.5 ulp.
  @inlinable
  public static func sigmoid<Scalar: GateScalar>(_ x: Span<Scalar>, into y: inout MutableSpan<Scalar>) {
    values(of: .sigmoid, at: x, into: &y)
  }

  /// σ(x) = 1/(1 + e⁻ˣ) in place.
  @inlinable
  public static func sigmoid<Scalar: GateScalar>(inPlace x: inout MutableSpan<Scalar>) {
    values(of: .sigmoid, inPlace: &x)
  }

  /// σ(x) = 1/(1 + e⁻ˣ).
  @inlinable
  public static func sigmoid<Scalar: GateScalar>(_ x: Scalar) -> Scalar { Scalar.value(of: .sigmoid, at: x) }

  /// y[i] = ln(x/(1 − x)) at x[i]: ≤ 1.75 ulp; ∓∞ at 0 and 1, NaN outside.
  @inlinable
  public static func logit<Scalar: GateScalar>(_ x: Span<Scalar>, into y: inout MutableSpan<Scalar>) {
    values(of: .logit, at: x, into: &y)
  }

  /// ln(x/(1 − x)) in place.
  @inlinable
  public static func logit<Scalar: GateScalar>(inPlace x: inout MutableSpan<Scalar>) {
    values(of: .logit, inPlace: &x)
  }

  /// ln(x/(1 − x)).
  @inlinable
  public static func logit<Scalar: GateScalar>(_ x: Scalar) -> Scalar { Scalar.value(of: .logit, at: x) }

  /// y[i] = tanh x at x[i]: ≤ 2.5 ulp.
  @inlinable
  public static func tanh<Scalar: GateScalar>(_ x: Span<Scalar>, into y: inout MutableSpan<Scalar>) {
    values(of: .tanh, at: x, into: &y)
  }

  /// tanh x in place.
  @inlinable
  public static func tanh<Scalar: GateScalar>(inPlace x: inout MutableSpan<Scalar>) {
    values(of: .tanh, inPlace: &x)
  }

  /// tanh x.
  @inlinable
  public static func tanh<Scalar: GateScalar>(_ x: Scalar) -> Scalar { Scalar.value(of: .tanh, at: x) }

  /// y[i] = ln(1 + eˣ) at x[i]: ≤ 2 ulp.
  @inlinable
  public static func softplus<Scalar: GateScalar>(_ x: Span<Scalar>, into y: inout MutableSpan<Scalar>) {
    values(of: .softplus, at: x, into: &y)
  }

  /// ln(1 + eˣ) in place.
  @inlinable
  public static func softplus<Scalar: GateScalar>(inPlace x: inout MutableSpan<Scalar>) {
    values(of: .softplus, inPlace: &x)
  }

  /// ln(1 + eˣ).
  @inlinable
  public static func softplus<Scalar: GateScalar>(_ x: Scalar) -> Scalar {
    Scalar.value(of: .softplus, at: x)
  }

  /// y[i] = Φ⁻¹(x) at x[i]: ≤ 0.51 ulp, `Double` ≤ 8; ∓∞ at 0 and 1, NaN outside.
  @inlinable
  public static func normalQuantile<Scalar: GateScalar>(_ x: Span<Scalar>, into y: inout MutableSpan<Scalar>)
  {
    values(of: .normalQuantile, at: x, into: &y)
  }

  /// Φ⁻¹(x) in place.
  @inlinable
  public static func normalQuantile<Scalar: GateScalar>(inPlace x: inout MutableSpan<Scalar>) {
    values(of: .normalQuantile, inPlace: &x)
  }

  /// Φ⁻¹(x).
  @inlinable
  public static func normalQuantile<Scalar: GateScalar>(_ x: Scalar) -> Scalar {
    Scalar.value(of: .normalQuantile, at: x)
  }

  /// y[i] = Φ(x[i]), the standard normal distribution function: ≤ 0.51 ulp, `Double` ≤ 8.
  @inlinable
  public static func normalCDF<Scalar: GateScalar>(_ x: Span<Scalar>, into y: inout MutableSpan<Scalar>) {
    values(of: .normalCDF, at: x, into: &y)
  }

  /// Φ(x) in place.
  @inlinable
  public static func normalCDF<Scalar: GateScalar>(inPlace x: inout MutableSpan<Scalar>) {
    values(of: .normalCDF, inPlace: &x)
  }

  /// Φ(x).
  @inlinable
  public static func normalCDF<Scalar: GateScalar>(_ x: Scalar) -> Scalar {
    Scalar.value(of: .normalCDF, at: x)
  }
}
