public import Catalog

/// The forward law of a gate: from pre-activations and uniforms to gate values, with the local derivative.
///
/// A policy is a pure value: it owns no generator and keeps no state, so the same arguments give the same
/// bits whatever happened before. All calls work on whole slices (one gate, one time step, all sequences
/// and units), because a call per element would cost ten times the arithmetic.
///
/// Notation: pre-activation z, uniform u ∈ (0, 1), gate value g. A hard draw is always the one comparison
/// u < p, and in every policy a smaller u opens the gate further, so that policies fed the same uniforms are
/// comparable in pairs.
///
/// Most policies are easiest written for one unit, as an ``ElementwiseGatePolicy``; <doc:AddingAPolicy> shows how.
///
/// ## Slices
/// `preActivations`, `gates` and `slopes` have the same count N. `uniforms` has `drawsPerUnit`·N elements:
/// all first draws, then all second draws. Every element of `gates` and `slopes` is written. NaN
/// pre-activations give NaN gates, so that a diverged run shows. Counts that do not match are a
/// programming error.
public protocol GatePolicy: Kind {
  /// Uniforms used for each unit and time step: 0, 1 or 2.
  var drawsPerUnit: Int { get }

  /// What `sample` leaves in `slopes`.
  var derivative: GateDerivative { get }

  /// The training law. Writes gate values, and into `slopes` what ``derivative`` says.
  func sample(
    _ preActivations: Span<Float>, uniforms: Span<Float>,
    gates: inout MutableSpan<Float>, slopes: inout MutableSpan<Float>)
  /// The training law in double precision, for the reference engine.
  func sample(
    _ preActivations: Span<Double>, uniforms: Span<Double>,
    gates: inout MutableSpan<Double>, slopes: inout MutableSpan<Double>)

  /// The policy's own evaluation law, without draws.
  func evaluate(_ preActivations: Span<Float>, gates: inout MutableSpan<Float>)
  /// The policy's own evaluation law in double precision.
  func evaluate(_ preActivations: Span<Double>, gates: inout MutableSpan<Double>)

  /// The exact mean E[g | z] of the training law.
  func mean(_ preActivations: Span<Float>, gates: inout MutableSpan<Float>)
  /// The exact mean in double precision.
  func mean(_ preActivations: Span<Double>, gates: inout MutableSpan<Double>)

  /// The exact variance Var[g | z] of the training law. The default is a quadrature over the draws.
  func variance(_ preActivations: Span<Float>, into variances: inout MutableSpan<Float>)
  /// The exact variance in double precision.
  func variance(_ preActivations: Span<Double>, into variances: inout MutableSpan<Double>)

  /// Where in (0, 1) a draw (0 or 1) should be cut for an integral over it: the places at which the law or its slope
  /// jumps, and the middle of a steep rise. Increasing, the same number at every pre-activation, none by default; a
  /// place may lie outside (0, 1) for some.
  func discontinuities(_ preActivation: Double, draw: Int) -> [Double]
}

/// What a policy's `sample` leaves in `slopes`.
public enum GateDerivative: Sendable, Hashable {
  /// The derivative ∂g/∂z at the same draws.
  case pathwise
  /// The probability p of the gate being on. The gate is 0 or 1, its derivative is 0 almost everywhere, and a
  /// surrogate gradient turns p into a slope. p = σ((z − threshold)/temperature).
  case surrogate(threshold: Double, temperature: Double)
}
