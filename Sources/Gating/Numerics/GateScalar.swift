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
}
