/// A surrogate gradient written for one unit at a time, once for both precisions.
///
/// The slice loops come with the protocol, as for ``ElementwiseGatePolicy``. NaN must stay NaN.
public protocol ElementwiseSurrogate: SurrogateGradient {
  /// The slope that stands for ∂g/∂z of one unit in epoch `epoch`.
  func slope<Scalar: GateScalar>(_ gate: HardGate<Scalar>, epoch: Int) -> Scalar
}

extension ElementwiseSurrogate {
  /// The rule over slices.
  @inlinable
  public func replace<Scalar: GateScalar>(
    _ slopes: inout MutableSpan<Scalar>, preActivations: Span<Scalar>, uniforms: Span<Scalar>,
    gates: Span<Scalar>, threshold: Double, temperature: Double, epoch: Int
  ) {
    checkCounts(slopes, preActivations, gates)
    let (threshold, inverseTemperature) = (Scalar(threshold), Scalar(1 / temperature))
    for i in 0..<slopes.count {
      let gate = HardGate(
        probability: slopes[unchecked: i], value: gates[unchecked: i],
        offset: preActivations[unchecked: i] - threshold, inverseTemperature: inverseTemperature)
      slopes[unchecked: i] = slope(gate, epoch: epoch)
    }
  }
}
