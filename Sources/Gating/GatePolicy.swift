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
public protocol GatePolicy: Kind where Family == any GatePolicy {
  /// Uniforms used for each unit and time step: 0, 1 or 2.
  var drawsPerUnit: Int { get }

  /// What `sample` leaves in `slopes`; ``GateDerivative/pathwise`` by default.
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

  /// The exact mean E[g | z] of the training law. The default is a quadrature over the draws.
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

extension GatePolicy {
  /// The policy of checked settings, as the catalog gives it.
  public static func make(_ parameters: Parameters) throws(ParameterError) -> any GatePolicy {
    try Self(parameters)
  }
}

/// What a policy's `sample` leaves in `slopes`.
public enum GateDerivative: Sendable, Hashable {
  /// The derivative ∂g/∂z at the same draws.
  case pathwise
  /// The probability p of the gate being on. The gate is 0 or 1, its derivative is 0 almost everywhere, and a
  /// surrogate gradient turns p into a slope. p = σ((z − threshold)/temperature).
  case surrogate(threshold: Double, temperature: Double)
}

extension GatePolicy {
  /// Stops the program where the slices of a `sample` call do not fit together.
  ///
  /// Checking all counts before a loop also lets the compiler vectorize it.
  @inlinable
  public func checkCounts<Scalar>(
    _ preActivations: Span<Scalar>, uniforms: Span<Scalar>, gates: borrowing MutableSpan<Scalar>,
    slopes: borrowing MutableSpan<Scalar>
  ) {
    precondition(
      gates.count == preActivations.count && slopes.count == preActivations.count,
      "gates and slopes have another count than the pre-activations")
    precondition(
      uniforms.count == drawsPerUnit * preActivations.count,
      "the uniforms are not drawsPerUnit for each pre-activation")
  }

  /// Stops the program where the slices of an `evaluate` or `mean` call do not fit together.
  @inlinable
  public func checkCounts<Scalar>(_ preActivations: Span<Scalar>, gates: borrowing MutableSpan<Scalar>) {
    precondition(gates.count == preActivations.count, "gates have another count than the pre-activations")
  }
}

extension GatePolicy {
  /// Whether the gate is drawn 0 or 1 with a probability: g = 1[u < p], p = σ(φ).
  ///
  /// Its logit is φ = (z − threshold)/temperature with the two numbers of ``derivative``, and that logit is what the
  /// estimators without bias differentiate.
  public var isBernoulli: Bool {
    if case .surrogate = derivative { drawsPerUnit == 1 } else { false }
  }

  /// The gate has a slope: its derivative at the same draws.
  public var derivative: GateDerivative { .pathwise }

  /// None: the law and its slope are smooth in every draw.
  public func discontinuities(_ preActivation: Double, draw: Int) -> [Double] { [] }

  /// E[g | z] by ``LawQuadrature``; the evaluation law where there are no draws.
  public func mean<Scalar: GateScalar>(_ preActivations: Span<Scalar>, gates: inout MutableSpan<Scalar>) {
    guard drawsPerUnit > 0 else { return Scalar.evaluate(self, preActivations, gates: &gates) }
    integrate(preActivations, into: &gates) { $0.moments(of: self, at: $1).mean }
  }

  /// Var[g | z] by ``LawQuadrature``; 0 without draws.
  public func variance<Scalar: GateScalar>(
    _ preActivations: Span<Scalar>, into variances: inout MutableSpan<Scalar>
  ) {
    integrate(preActivations, into: &variances) {
      drawsPerUnit == 0 ? 0 : $0.moments(of: self, at: $1).variance
    }
  }

  private func integrate<Scalar: GateScalar>(
    _ preActivations: Span<Scalar>, into moments: inout MutableSpan<Scalar>,
    _ moment: (LawQuadrature, _ z: Double) -> Double
  ) {
    checkCounts(preActivations, gates: moments)
    let quadrature = LawQuadrature()
    for i in 0..<preActivations.count {
      let z = preActivations[i]
      moments[i] = z.isNaN ? z : Scalar(moment(quadrature, Double(z)))
    }
  }
}

extension GatePolicy {
  /// The training law with its backward rule: `slopes` get what stands for ∂g/∂z in backpropagation.
  ///
  /// A pathwise derivative stays as it is; a gate that is 0 or 1 gets the slope of `rule`. `epoch` counts passes over
  /// the training data from 0.
  @inlinable
  public func sample<Scalar: GateScalar>(
    _ preActivations: Span<Scalar>, uniforms: Span<Scalar>,
    gates: inout MutableSpan<Scalar>, slopes: inout MutableSpan<Scalar>,
    rule: any SurrogateGradient, epoch: Int
  ) {
    Scalar.sample(self, preActivations, uniforms: uniforms, gates: &gates, slopes: &slopes)
    guard case .surrogate(let threshold, let temperature) = derivative else { return }
    Scalar.replace(
      rule, &slopes, preActivations: preActivations, uniforms: uniforms, gates: gates.span,
      threshold: threshold, temperature: temperature, epoch: epoch)
  }

  /// Fills `gates` as a mode of evaluation reads them: all modes but ``EvaluationMode/sample``.
  ///
  /// | mode | gates |
  /// |---|---|
  /// | native | the policy's own evaluation law |
  /// | mean | E[g given z] of the training law |
  /// | sigmoid | σ(z), whatever the policy |
  /// | hard | 1[z > 0], whatever the policy; a tie is 0 |
  ///
  /// Sampled evaluation needs uniforms and is the training law itself, `sample`; asking for it here is a
  /// programming error.
  @inlinable @inline(__always)
  public func evaluate<Scalar: GateScalar>(
    _ preActivations: Span<Scalar>, mode: EvaluationMode, gates: inout MutableSpan<Scalar>
  ) {
    // Inlined, as the law of one gate and step takes some tens of nanoseconds, and a generic call ten.
    switch mode {
    case .native: Scalar.evaluate(self, preActivations, gates: &gates)
    case .mean: Scalar.mean(self, preActivations, gates: &gates)
    case .sigmoid: VectorMath.sigmoid(preActivations, into: &gates)
    case .hard: step(preActivations, above: 0, into: &gates)
    case .sample: preconditionFailure("sampled evaluation needs uniforms: call sample")
    }
  }
}

extension EvaluationMode {
  /// Whether gates are drawn, so that the result has a Monte-Carlo error.
  public var isSampled: Bool { self == .sample }
}
