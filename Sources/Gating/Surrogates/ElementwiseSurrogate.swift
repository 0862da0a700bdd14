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
  /// The rule over slices of single precision.
  @inlinable
  public func replace(
    _ slopes: inout MutableSpan<Float>, preActivations: Span<Float>, uniforms: Span<Float>,
    gates: Span<Float>,
    threshold: Double, temperature: Double, epoch: Int
  ) {
    replaceEach(
      &slopes, preActivations, gates, Float(threshold), inverseTemperature: Float(1 / temperature), epoch)
  }

  /// The rule over slices of double precision.
  @inlinable
  public func replace(
    _ slopes: inout MutableSpan<Double>, preActivations: Span<Double>, uniforms: Span<Double>,
    gates: Span<Double>,
    threshold: Double, temperature: Double, epoch: Int
  ) {
    replaceEach(&slopes, preActivations, gates, threshold, inverseTemperature: 1 / temperature, epoch)
  }

  /// The loop of both precisions.
  @inlinable
  func replaceEach<Scalar: GateScalar>(
    _ slopes: inout MutableSpan<Scalar>, _ z: Span<Scalar>, _ gates: Span<Scalar>, _ threshold: Scalar,
    inverseTemperature: Scalar, _ epoch: Int
  ) {
    precondition(slopes.count == z.count && gates.count == z.count, "the slices differ in count")
    for i in 0..<z.count {
      slopes[unchecked: i] = slope(
        probability: slopes[unchecked: i], gate: gates[unchecked: i], offset: z[unchecked: i] - threshold,
        inverseTemperature: inverseTemperature, epoch: epoch)
    }
  }
}
