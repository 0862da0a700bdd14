/// One unit whose gate is 0 or 1, as an ``ElementwiseSurrogate`` sees it.
public struct HardGate<Scalar: GateScalar> {
  /// p = σ(``offset``·``inverseTemperature``).
  public let probability: Scalar
  /// The value drawn, 0 or 1.
  public let value: Scalar
  /// z − θ.
  public let offset: Scalar
  /// 1/τ of the policy.
  public let inverseTemperature: Scalar

  /// A unit.
  @inlinable
  public init(probability: Scalar, value: Scalar, offset: Scalar, inverseTemperature: Scalar) {
    self.probability = probability
    self.value = value
    self.offset = offset
    self.inverseTemperature = inverseTemperature
  }
}
