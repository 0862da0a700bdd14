/// A gate policy written for one unit at a time, once for both precisions.
///
/// Conforming takes a description, an initializer, ``GatePolicy/drawsPerUnit``, for a gate that is 0 or 1
/// ``GatePolicy/derivative``, and three functions of one pre-activation; the slice loops come with the protocol.
/// They are inlined into the conforming type's own module and vectorize where the functions are plain arithmetic,
/// so that a policy in anyone's package costs what a built-in one does. <doc:AddingAPolicy> walks through one.
///
/// For a policy that needs an exponential or a Gaussian, conform to ``GatePolicy`` itself and call the slices of
/// ``VectorMath``: a single value costs several times as much.
///
/// NaN must stay NaN. A comparison with NaN is false, so take the pre-activation itself in the last branch, as
/// ``GateScalar/clippedToUnit`` does, or use ``GateScalar/indicator(_:witness:)``.
public protocol ElementwiseGatePolicy: GatePolicy {
  /// The training law for one unit: the gate value, and what ``GatePolicy/derivative`` says about its slope.
  ///
  /// `uniforms` holds the unit's draws, the first and the second; a draw that the policy does not declare is ½.
  func sample<Scalar: GateScalar>(_ preActivation: Scalar, uniforms: (Scalar, Scalar)) -> (
    gate: Scalar, slope: Scalar
  )

  /// The policy's own evaluation law for one unit.
  func evaluate<Scalar: GateScalar>(_ preActivation: Scalar) -> Scalar

  /// The exact mean E[g | z] of the training law for one unit.
  func mean<Scalar: GateScalar>(_ preActivation: Scalar) -> Scalar
}

extension ElementwiseGatePolicy {
  /// The training law over slices: one loop for each number of draws, so that none has a branch in it.
  @inlinable
  public func sample<Scalar: GateScalar>(
    _ preActivations: Span<Scalar>, uniforms: Span<Scalar>,
    gates: inout MutableSpan<Scalar>, slopes: inout MutableSpan<Scalar>
  ) {
    checkCounts(preActivations, uniforms: uniforms, gates: gates, slopes: slopes)
    let count = preActivations.count
    switch drawsPerUnit {
    case 0:
      for i in 0..<count {
        (gates[unchecked: i], slopes[unchecked: i]) = sample(
          preActivations[unchecked: i], uniforms: (0.5, 0.5))
      }
    case 1:
      for i in 0..<count {
        (gates[unchecked: i], slopes[unchecked: i]) = sample(
          preActivations[unchecked: i], uniforms: (uniforms[unchecked: i], 0.5))
      }
    default:
      for i in 0..<count {
        (gates[unchecked: i], slopes[unchecked: i]) = sample(
          preActivations[unchecked: i], uniforms: (uniforms[unchecked: i], uniforms[unchecked: count + i]))
      }
    }
  }

  /// The evaluation law over a slice.
  @inlinable
  public func evaluate<Scalar: GateScalar>(
    _ preActivations: Span<Scalar>, gates: inout MutableSpan<Scalar>
  ) {
    checkCounts(preActivations, gates: gates)
    for i in 0..<preActivations.count { gates[unchecked: i] = evaluate(preActivations[unchecked: i]) }
  }

  /// The mean of the training law over a slice.
  @inlinable
  public func mean<Scalar: GateScalar>(_ preActivations: Span<Scalar>, gates: inout MutableSpan<Scalar>) {
    checkCounts(preActivations, gates: gates)
    for i in 0..<preActivations.count { gates[unchecked: i] = mean(preActivations[unchecked: i]) }
  }
}
