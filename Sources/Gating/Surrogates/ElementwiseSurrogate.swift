/// A surrogate gradient written for one unit at a time, once for both precisions.
///
/// The slice loops come with the protocol, as for ``ElementwiseGatePolicy``. NaN must stay NaN.
public protocol ElementwiseSurrogate: SurrogateGradient {
  /// The slope that stands for ∂g/∂z of one unit in epoch `epoch`.
  ///
  /// `probability` is p = σ(offset·inverseTemperature), `gate` the value drawn, and `offset` is z − θ.
  func slope<Scalar: GateScalar>(
    probability: Scalar, gate: Scalar, offset: Scalar, inverseTemperature: Scalar, epoch: Int
  ) -> Scalar
}

extension ElementwiseSurrogate {
  /// The rule over slices.
  @inlinable
  public func replace<Scalar: GateScalar>(
    _ slopes: inout MutableSpan<Scalar>, preActivations: Span<Scalar>, uniforms: Span<Scalar>,
    gates: Span<Scalar>, threshold: Double, temperature: Double, epoch: Int
  ) {
    precondition(
      slopes.count == preActivations.count && gates.count == slopes.count, "the slices differ in count")
    let (threshold, inverseTemperature) = (Scalar(threshold), Scalar(1 / temperature))
    for i in 0..<slopes.count {
      slopes[unchecked: i] = slope(
        probability: slopes[unchecked: i], gate: gates[unchecked: i],
        offset: preActivations[unchecked: i] - threshold, inverseTemperature: inverseTemperature, epoch: epoch
      )
    }
  }
}
