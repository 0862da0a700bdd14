/// Clipping by the global norm: a gradient longer than a limit is shortened to it, its direction kept.
///
/// Source: Pascanu, Mikolov, Bengio 2013, 1211.5063.
public struct GradientClip: Sendable, Hashable {
  /// The longest norm that is let through.
  public let maximum: Double

  /// A limit above 0.
  public init(maximum: Double) {
    precondition(maximum > 0, "a gradient can only be clipped to a norm above 0, found \(maximum)")
    self.maximum = maximum
  }

  /// ‖gradient‖₂ over all parameters, squared and added in Float64 in a fixed order.
  public static func norm<Scalar: OptimizerScalar>(of gradient: [Scalar]) -> Double {
    Scalar.sumOfSquares(gradient).squareRoot()
  }

  /// The factor that brings a gradient of this norm within the limit: min(1, maximum/norm).
  ///
  /// 1 where the norm is not finite: the infinite or NaN gradient reaches the weights and the run shows as
  /// diverged, where a factor of 0 would make it look healthy.
  public func scale(norm: Double) -> Double {
    norm.isFinite && norm > maximum ? maximum / norm : 1
  }
}
