import CKernels

/// The two precisions a gate is computed in: `Float` in the fast engine, `Double` in the reference engine.
///
/// A policy written once over `GateScalar` serves both. A setting is converted with `Scalar(temperature)`.
/// The protocol is not meant for further conformances.
public protocol GateScalar: BinaryFloatingPoint, Sendable {
  /// One value of an elementary function, with the same bits as the slices of ``VectorMath`` give.
  static func value(of function: ElementaryFunction, at x: Self) -> Self

  /// `count` values of an elementary function; `y` may be `x`.
  static func values(
    of function: ElementaryFunction, at x: UnsafePointer<Self>, into y: UnsafeMutablePointer<Self>, count: Int
  )

  /// ln Σ exp of each of `rows` rows of `width` values.
  static func logSumExp(
    _ x: UnsafePointer<Self>, rows: Int, width: Int, into y: UnsafeMutablePointer<Self>)

  /// Each p becomes (p·(1 − p))·scale: from a probability to the slope of its logistic function.
  static func logisticSlopes(_ probabilities: inout MutableSpan<Self>, scale: Self)

  // What policies and backward rules have once for each precision, for callers that are written once for both.

  /// ``GatePolicy``'s training law in this precision.
  static func sample<Policy: GatePolicy>(
    _ policy: Policy, _ z: Span<Self>, uniforms: Span<Self>, gates: inout MutableSpan<Self>,
    slopes: inout MutableSpan<Self>)

  /// ``GatePolicy``'s own evaluation law in this precision.
  static func evaluate<Policy: GatePolicy>(
    _ policy: Policy, _ z: Span<Self>, gates: inout MutableSpan<Self>)

  /// The exact mean of a ``GatePolicy`` in this precision.
  static func mean<Policy: GatePolicy>(_ policy: Policy, _ z: Span<Self>, gates: inout MutableSpan<Self>)

  /// The exact variance of a ``GatePolicy`` in this precision.
  static func variance<Policy: GatePolicy>(
    _ policy: Policy, _ z: Span<Self>, into variances: inout MutableSpan<Self>)

  /// How likely the gate of a ``PenalizedGatePolicy`` is not 0, and the slope of that, in this precision.
  static func openProbability<Policy: PenalizedGatePolicy>(
    _ policy: Policy, _ z: Span<Self>, into probabilities: inout MutableSpan<Self>,
    slopes: inout MutableSpan<Self>)

  /// ``SurrogateGradient``'s rule in this precision.
  static func replace<Rule: SurrogateGradient>(
    _ rule: Rule, _ slopes: inout MutableSpan<Self>, preActivations z: Span<Self>, uniforms: Span<Self>,
    gates: Span<Self>, threshold: Double, temperature: Double, epoch: Int)
}

extension GateScalar {
  /// The value kept between 0 and 1; NaN stays NaN.
  ///
  /// `min(max(x, 0), 1)` would give a number for NaN and so hide a diverged run.
  @inlinable public var clippedToUnit: Self { self < 0 ? 0 : self > 1 ? 1 : self }

  /// 1 where `condition` holds, else 0; NaN wherever `witness` is NaN.
  ///
  /// A comparison with NaN is false. The difference witness − witness is 0 for every finite number and NaN for
  /// NaN, so adding it lets a diverged pre-activation show in a hard gate. `witness` must not be infinite.
  @inlinable public static func indicator(_ condition: Bool, witness: Self) -> Self {
    (condition ? 1 : 0) + (witness - witness)
  }
}

extension Float: GateScalar {
  /// One value of an elementary function.
  public static func value(of function: ElementaryFunction, at x: Float) -> Float {
    switch function {
    case .exp: ckernels_exp_f32(x)
    case .expm1: ckernels_expm1_f32(x)
    case .log: ckernels_log_f32(x)
    case .log1p: ckernels_log1p_f32(x)
    case .sigmoid: ckernels_sigmoid_f32(x)
    case .logit: ckernels_logit_f32(x)
    case .tanh: ckernels_tanh_f32(x)
    case .softplus: ckernels_softplus_f32(x)
    case .normalQuantile: ckernels_normal_quantile_f32(x)
    case .normalCDF: ckernels_normal_cdf_f32(x)
    }
  }

  /// `count` values of an elementary function; `y` may be `x`.
  public static func values(
    of function: ElementaryFunction, at x: UnsafePointer<Float>, into y: UnsafeMutablePointer<Float>,
    count: Int
  ) {
    let kernels = ckernels()
    switch function {
    case .exp: kernels.pointee.exp_f32(x, y, count)
    case .expm1: kernels.pointee.expm1_f32(x, y, count)
    case .log: kernels.pointee.log_f32(x, y, count)
    case .log1p: kernels.pointee.log1p_f32(x, y, count)
    case .sigmoid: kernels.pointee.sigmoid_f32(x, y, count)
    case .logit: kernels.pointee.logit_f32(x, y, count)
    case .tanh: kernels.pointee.tanh_f32(x, y, count)
    case .softplus: kernels.pointee.softplus_f32(x, y, count)
    case .normalQuantile: kernels.pointee.normal_quantile_f32(x, y, count)
    case .normalCDF: kernels.pointee.normal_cdf_f32(x, y, count)
    }
  }

  /// ln Σ exp of each row, summed in double precision in a fixed order.
  public static func logSumExp(
    _ x: UnsafePointer<Float>, rows: Int, width: Int, into y: UnsafeMutablePointer<Float>
  ) {
    ckernels().pointee.log_sum_exp_f32(x, rows, width, y)
  }

  /// Each p becomes (p·(1 − p))·scale, by a kernel.
  public static func logisticSlopes(_ probabilities: inout MutableSpan<Float>, scale: Float) {
    probabilities.withUnsafeMutableBufferPointer { p in
      guard let start = p.baseAddress else { return }
      ckernels().pointee.sigmoid_surrogate(start, scale, p.count)
    }
  }

  /// ``GatePolicy``'s training law in this precision.
  @inlinable
  public static func sample<Policy: GatePolicy>(
    _ policy: Policy, _ z: Span<Float>, uniforms: Span<Float>, gates: inout MutableSpan<Float>,
    slopes: inout MutableSpan<Float>
  ) { policy.sample(z, uniforms: uniforms, gates: &gates, slopes: &slopes) }

  /// ``GatePolicy``'s own evaluation law in this precision.
  @inlinable
  public static func evaluate<Policy: GatePolicy>(
    _ policy: Policy, _ z: Span<Float>, gates: inout MutableSpan<Float>
  ) { policy.evaluate(z, gates: &gates) }

  /// The exact mean of a ``GatePolicy`` in this precision.
  @inlinable
  public static func mean<Policy: GatePolicy>(
    _ policy: Policy, _ z: Span<Float>, gates: inout MutableSpan<Float>
  ) { policy.mean(z, gates: &gates) }

  /// The exact variance of a ``GatePolicy`` in this precision.
  @inlinable
  public static func variance<Policy: GatePolicy>(
    _ policy: Policy, _ z: Span<Float>, into variances: inout MutableSpan<Float>
  ) { policy.variance(z, into: &variances) }

  /// How likely the gate of a ``PenalizedGatePolicy`` is not 0, and the slope of that, in this precision.
  @inlinable
  public static func openProbability<Policy: PenalizedGatePolicy>(
    _ policy: Policy, _ z: Span<Float>, into probabilities: inout MutableSpan<Float>,
    slopes: inout MutableSpan<Float>
  ) { policy.openProbability(z, into: &probabilities, slopes: &slopes) }

  /// ``SurrogateGradient``'s rule in this precision.
  @inlinable
  public static func replace<Rule: SurrogateGradient>(
    _ rule: Rule, _ slopes: inout MutableSpan<Float>, preActivations z: Span<Float>, uniforms: Span<Float>,
    gates: Span<Float>, threshold: Double, temperature: Double, epoch: Int
  ) {
    rule.replace(
      &slopes, preActivations: z, uniforms: uniforms, gates: gates, threshold: threshold,
      temperature: temperature, epoch: epoch)
  }
}

extension Double: GateScalar {
  /// One value of an elementary function.
  public static func value(of function: ElementaryFunction, at x: Double) -> Double {
    switch function {
    case .exp: ckernels_exp_f64(x)
    case .expm1: ckernels_expm1_f64(x)
    case .log: ckernels_log_f64(x)
    case .log1p: ckernels_log1p_f64(x)
    case .sigmoid: ckernels_sigmoid_f64(x)
    case .logit: ckernels_logit_f64(x)
    case .tanh: ckernels_tanh_f64(x)
    case .softplus: ckernels_softplus_f64(x)
    case .normalQuantile: ckernels_normal_quantile_f64(x)
    case .normalCDF: ckernels_normal_cdf_f64(x)
    }
  }

  /// `count` values of an elementary function; `y` may be `x`.
  public static func values(
    of function: ElementaryFunction, at x: UnsafePointer<Double>, into y: UnsafeMutablePointer<Double>,
    count: Int
  ) {
    let kernels = ckernels()
    switch function {
    case .exp: kernels.pointee.exp_f64(x, y, count)
    case .expm1: kernels.pointee.expm1_f64(x, y, count)
    case .log: kernels.pointee.log_f64(x, y, count)
    case .log1p: kernels.pointee.log1p_f64(x, y, count)
    case .sigmoid: kernels.pointee.sigmoid_f64(x, y, count)
    case .logit: kernels.pointee.logit_f64(x, y, count)
    case .tanh: kernels.pointee.tanh_f64(x, y, count)
    case .softplus: kernels.pointee.softplus_f64(x, y, count)
    case .normalQuantile: kernels.pointee.normal_quantile_f64(x, y, count)
    case .normalCDF: kernels.pointee.normal_cdf_f64(x, y, count)
    }
  }

  /// ln Σ exp of each row, in a fixed order.
  public static func logSumExp(
    _ x: UnsafePointer<Double>, rows: Int, width: Int, into y: UnsafeMutablePointer<Double>
  ) {
    ckernels().pointee.log_sum_exp_f64(x, rows, width, y)
  }

  /// Each p becomes (p·(1 − p))·scale.
  public static func logisticSlopes(_ probabilities: inout MutableSpan<Double>, scale: Double) {
    for i in 0..<probabilities.count {
      let p = probabilities[unchecked: i]
      probabilities[unchecked: i] = (p * (1 - p)) * scale
    }
  }

  /// ``GatePolicy``'s training law in this precision.
  @inlinable
  public static func sample<Policy: GatePolicy>(
    _ policy: Policy, _ z: Span<Double>, uniforms: Span<Double>, gates: inout MutableSpan<Double>,
    slopes: inout MutableSpan<Double>
  ) { policy.sample(z, uniforms: uniforms, gates: &gates, slopes: &slopes) }

  /// ``GatePolicy``'s own evaluation law in this precision.
  @inlinable
  public static func evaluate<Policy: GatePolicy>(
    _ policy: Policy, _ z: Span<Double>, gates: inout MutableSpan<Double>
  ) { policy.evaluate(z, gates: &gates) }

  /// The exact mean of a ``GatePolicy`` in this precision.
  @inlinable
  public static func mean<Policy: GatePolicy>(
    _ policy: Policy, _ z: Span<Double>, gates: inout MutableSpan<Double>
  ) { policy.mean(z, gates: &gates) }

  /// The exact variance of a ``GatePolicy`` in this precision.
  @inlinable
  public static func variance<Policy: GatePolicy>(
    _ policy: Policy, _ z: Span<Double>, into variances: inout MutableSpan<Double>
  ) { policy.variance(z, into: &variances) }

  /// How likely the gate of a ``PenalizedGatePolicy`` is not 0, and the slope of that, in this precision.
  @inlinable
  public static func openProbability<Policy: PenalizedGatePolicy>(
    _ policy: Policy, _ z: Span<Double>, into probabilities: inout MutableSpan<Double>,
    slopes: inout MutableSpan<Double>
  ) { policy.openProbability(z, into: &probabilities, slopes: &slopes) }

  /// ``SurrogateGradient``'s rule in this precision.
  @inlinable
  public static func replace<Rule: SurrogateGradient>(
    _ rule: Rule, _ slopes: inout MutableSpan<Double>, preActivations z: Span<Double>, uniforms: Span<Double>,
    gates: Span<Double>, threshold: Double, temperature: Double, epoch: Int
  ) {
    rule.replace(
      &slopes, preActivations: z, uniforms: uniforms, gates: gates, threshold: threshold,
      temperature: temperature, epoch: epoch)
  }
}
