import CKernels
public import Gating

/// The number types that optimizers update: `Float` in the fast engine, `Double` in the reference engine.
///
/// The protocol is not meant for further conformances.
public protocol OptimizerScalar: GateScalar, BitwiseCopyable {
  /// Makes one step of an optimizer in this precision.
  static func step<O: Optimizer>(
    _ optimizer: O, _ weights: inout MutableSpan<Self>, gradient: Span<Self>,
    averages: inout MutableSpan<Self>, scale: Double, progress: inout UpdateProgress)

  /// Σ x² in Float64, in eight running sums (index mod 8) that are then added in pairs.
  static func sumOfSquares(_ values: [Self]) -> Double
}

extension Float: OptimizerScalar {
  /// Σ x² in Float64, by the kernel.
  public static func sumOfSquares(_ values: [Float]) -> Double {
    ckernels().pointee.sum_of_squares_f32(values, values.count)
  }

  /// Makes one step of an optimizer in single precision.
  public static func step<O: Optimizer>(
    _ optimizer: O, _ weights: inout MutableSpan<Float>, gradient: Span<Float>,
    averages: inout MutableSpan<Float>, scale: Double, progress: inout UpdateProgress
  ) {
    optimizer.step(&weights, gradient: gradient, averages: &averages, scale: scale, progress: &progress)
  }
}

extension Double: OptimizerScalar {
  /// Σ x², in the same eight running sums as the kernel for `Float`.
  public static func sumOfSquares(_ values: [Double]) -> Double {
    var lanes = [Double](repeating: 0, count: 8)
    for i in values.indices { lanes[i % 8] += values[i] * values[i] }
    return ((lanes[0] + lanes[1]) + (lanes[2] + lanes[3])) + ((lanes[4] + lanes[5]) + (lanes[6] + lanes[7]))
  }

  /// Makes one step of an optimizer in double precision.
  public static func step<O: Optimizer>(
    _ optimizer: O, _ weights: inout MutableSpan<Double>, gradient: Span<Double>,
    averages: inout MutableSpan<Double>, scale: Double, progress: inout UpdateProgress
  ) {
    optimizer.step(&weights, gradient: gradient, averages: &averages, scale: scale, progress: &progress)
  }
}
