import CKernels
public import Catalog

/// The classical gate: a smooth number between 0 and 1, the same in training and evaluation.
///
/// g = σ(z/τ), with ∂g/∂z = σ(z/τ)·σ(−z/τ)/τ, at most 1/(4τ), at z = 0. A small temperature τ sharpens the gate
/// towards a threshold; τ = 0.2 is the sharpened control of the G2-LSTM experiments.
///
/// - Draws: none.
/// - Slopes: the pathwise derivative, computed without the cancellation of 1 − g.
/// - Errors: g within 2.5 ulp of σ at the rounded z·(1/τ).
/// - Source: Hochreiter and Schmidhuber 1997; for the forget gate Gers, Schmidhuber and Cummins 2000; sharpened:
///   Li et al. 2018 (arXiv 1806.02988).
public struct SigmoidGate: FusedGatePolicy {
  /// The catalog entry.
  public static let description = KindDescription(
    "sigmoid", summary: "A smooth gate without noise.", formula: "g = σ(z/temperature)",
    source: "Hochreiter and Schmidhuber 1997; Gers, Schmidhuber and Cummins 2000",
    parameters: [
      .temperature(
        default: 1, summary: "Divides the pre-activation: below 1 the gate is sharper, above 1 flatter.")
    ])

  /// The temperature τ.
  public let temperature: Double

  /// A sigmoid gate with checked settings.
  public init(_ parameters: Parameters) throws(ParameterError) {
    temperature = parameters.number("temperature")
  }

  /// No uniforms are used.
  public var drawsPerUnit: Int { 0 }

  /// g and ∂g/∂z.
  func fused(_ s: SlicePointers) {
    ckernels().pointee.sigmoid_gate(s.z, Float(1 / temperature), s.gates, s.slopes, s.count)
  }

  /// The same in double precision.
  func formula(
    _ z: Span<Double>, _ u: Span<Double>, _ gates: inout MutableSpan<Double>,
    _ slopes: inout MutableSpan<Double>
  ) {
    let scale = 1 / temperature
    sigmoid(of: z, scale: -scale, into: &slopes)
    sigmoid(of: z, scale: scale, into: &gates)
    for i in 0..<gates.count { slopes[i] = gates[i] * slopes[i] * scale }
  }

  /// The training law.
  public func evaluate<Scalar: GateScalar>(_ z: Span<Scalar>, gates: inout MutableSpan<Scalar>) {
    sigmoid(of: z, scale: Scalar(1 / temperature), into: &gates)
  }
}
