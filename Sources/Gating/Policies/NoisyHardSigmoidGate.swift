import CKernels
public import Catalog

/// A hard sigmoid whose flat ends leak, with noise that grows with the saturation.
///
/// With the line v = z/4 + ½, h = clip(v, 0, 1) and Δ = h − v, which is 0 for |z| ≤ 2,
///
/// g = α·h + (1 − α)·v + sgn(z)·c·(σ(ρΔ) − ½)²·|ε|, ε standard normal, α > 1.
///
/// Noise appears only where the hard sigmoid is flat, so that a saturated unit still gets a gradient, and pushes it
/// further out; the leak (1 − α)·v pulls it back. Past |z| = 2 the gate therefore turns: it is not monotone, slopes are
/// negative, and **it leaves [0, 1]** far out, with the defaults on average where |z| is above 30. That is the published
/// function, and a control for the bounded gates here; do not use it where a gate is read as a probability.
///
/// Here ρ is a setting, one for all units. In the paper every unit learns its own. The paper also allows α < 1, which
/// turns leak and noise around; that is left out.
///
/// - Draws: one uniform per unit and step, through |ε| = −Φ⁻¹(u/2) where z > 0, and −Φ⁻¹((1 − u)/2) elsewhere, so that a
///   small u opens the gate.
/// - Slopes: pathwise: ¼ for |z| < 2, beyond (1 − α)/4 − ½·sgn(z)·c·ρ·(σ(ρΔ) − ½)·σ′(ρΔ)·|ε|.
/// - Native evaluation: |ε| at its mean √(2/π), as in the authors' code. As g is linear in |ε| this is the mean gate.
/// - Errors: those of σ and Φ⁻¹, scaled by c, and a few roundings.
/// - Source: Gulcehre, Moczulski, Denil and Bengio 2016 (arXiv 1603.00391); α = 1.15 and c = 0.25 from their code.
public struct NoisyHardSigmoidGate: FusedGatePolicy {
  /// The catalog entry.
  public static let description = KindDescription(
    "noisy_hard_sigmoid",
    summary: "A hard sigmoid that leaks and is noisy where it saturates; it leaves [0, 1].",
    formula: "v = z/4 + ½, h = clip(v, 0, 1), "
      + "g = alpha·h + (1 − alpha)·v + sgn(z)·scale·(σ(rho·(h − v)) − ½)²·|ε|",
    source: "Gulcehre, Moczulski, Denil and Bengio 2016 (arXiv 1603.00391)",
    parameters: [
      Parameter(
        "alpha", .number(Bounds(1, 4, excludesMinimum: true)), default: .number(1.15), isSchedulable: true,
        summary: "Share of the hard sigmoid; what it exceeds 1 by is the leak."),
      Parameter(
        "scale", .number(Bounds(0, 4, excludesMinimum: true)), default: .number(0.25), isSchedulable: true,
        summary: "Scale of the noise, c; a saturated unit's has a quarter of it at most."),
      Parameter(
        "rho", .number(Bounds(0, 100, excludesMinimum: true)), default: .number(1), isSchedulable: true,
        summary: "How fast the noise grows with the saturation; learned per unit in the paper, fixed here."),
    ])

  /// The share α of the hard sigmoid.
  public let alpha: Double
  /// The scale c of the noise.
  public let scale: Double
  /// The growth ρ of the noise.
  public let rho: Double

  /// A noisy hard sigmoid with checked settings.
  public init(_ parameters: Parameters) throws(ParameterError) {
    (alpha, scale, rho) = (parameters.number("alpha"), parameters.number("scale"), parameters.number("rho"))
  }

  /// One uniform for each unit.
  public var drawsPerUnit: Int { 1 }

  /// g and ∂g/∂z.
  func fused(_ s: SlicePointers) {
    var law = ckernels_noisy_hard_sigmoid(
      alpha: Float(alpha), leak: Float(1 - alpha), scale: Float(scale), rho: Float(rho))
    ckernels().pointee.noisy_hard_sigmoid_gate(&law, s.z, s.u!, s.gates, s.slopes, s.count)
  }

  /// The same in double precision.
  func formula(
    _ z: Span<Double>, _ u: Span<Double>, _ gates: inout MutableSpan<Double>,
    _ slopes: inout MutableSpan<Double>
  ) {
    for i in 0..<gates.count { slopes[i] = (z[i] > 0 ? u[i] : 1 - u[i]) / 2 }
    VectorMath.normalQuantile(inPlace: &slopes)
    saturation(z, &gates)
    let law = Law<Double>(self)
    for i in 0..<gates.count {
      let (z, depth, noise) = (z[i], gates[i], -slopes[i])
      gates[i] = law.gate(z, depth, noise: noise)
      // σ′ = ¼ − (σ − ½)², and ∂Δ/∂z = −¼.
      let growing = scale * rho / 2 * depth * (0.25 - depth * depth) * noise
      slopes[i] = z.magnitude < 2 ? 0.25 : z > 0 ? law.leak / 4 - growing : law.leak / 4 + growing
    }
  }

  /// The mean gate.
  public func evaluate<Scalar: GateScalar>(_ z: Span<Scalar>, gates: inout MutableSpan<Scalar>) {
    mean(z, gates: &gates)
  }

  /// The law at |ε| = √(2/π).
  public func mean<Scalar: GateScalar>(_ z: Span<Scalar>, gates: inout MutableSpan<Scalar>) {
    checkCounts(z, gates: gates)
    saturation(z, &gates)
    let law = Law<Scalar>(self)
    for i in 0..<gates.count {
      gates[unchecked: i] = law.gate(
        z[unchecked: i], gates[unchecked: i], noise: 0.7978845608028654)
    }
  }

  /// (c·(σ(ρΔ) − ½)²)²·(1 − 2/π).
  public func variance<Scalar: GateScalar>(_ z: Span<Scalar>, into variances: inout MutableSpan<Scalar>) {
    checkCounts(z, gates: variances)
    saturation(z, &variances)
    let scale = Scalar(scale)
    for i in 0..<variances.count {
      let spread = scale * variances[unchecked: i] * variances[unchecked: i]
      variances[unchecked: i] = spread * spread * Scalar(0.3633802276324187)
    }
  }

  /// σ(ρΔ) − ½, with the sign of Δ: from 0 where the hard sigmoid is a slope to ∓½ where it is flat.
  private func saturation<Scalar: GateScalar>(_ z: Span<Scalar>, _ y: inout MutableSpan<Scalar>) {
    let rho = Scalar(rho)
    for i in 0..<z.count {
      let line = z[unchecked: i] / 4 + 0.5
      y[unchecked: i] = rho * (line.clippedToUnit - line)
    }
    VectorMath.sigmoid(inPlace: &y)
    for i in 0..<z.count { y[unchecked: i] -= 0.5 }
  }
}

/// The formula of the gate with its settings in one precision.
private struct Law<Scalar: GateScalar> {
  let alpha, leak, scale: Scalar

  init(_ policy: NoisyHardSigmoidGate) {
    alpha = Scalar(policy.alpha)
    leak = Scalar(1 - policy.alpha)
    scale = Scalar(policy.scale)
  }

  /// g from z, σ(ρΔ) − ½ and |ε|.
  func gate(_ z: Scalar, _ saturation: Scalar, noise: Scalar) -> Scalar {
    let line = z / 4 + 0.5
    let leaking = alpha * line.clippedToUnit + leak * line
    let spread = scale * saturation * saturation * noise
    return z > 0 ? leaking + spread : leaking - spread
  }
}
