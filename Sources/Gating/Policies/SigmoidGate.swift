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
public struct SigmoidGate: GatePolicy {
  /// The catalog entry.
  public static let description = KindDescription(
    "sigmoid", summary: "A smooth gate without noise.", formula: "g = σ(z/temperature)",
    source: "Hochreiter and Schmidhuber 1997; Gers, Schmidhuber and Cummins 2000",
    parameters: [
      Parameter(
        "temperature", .number(.temperature), default: .number(1), isSchedulable: true,
        summary: "Divides the pre-activation: below 1 the gate is sharper, above 1 flatter.")
    ])

  /// The temperature τ.
  public let temperature: Double

  /// A sigmoid gate with checked settings.
  public init(_ parameters: Parameters) throws(ParameterError) {
    temperature = parameters.number("temperature")
  }

  /// No uniforms are used.
  public var drawsPerUnit: Int { 0 }

  /// The gate is smooth.
  public var derivative: GateDerivative { .pathwise }

  /// g and ∂g/∂z, by one fused kernel.
  public func sample(
    _ preActivations: Span<Float>, uniforms: Span<Float>,
    gates: inout MutableSpan<Float>, slopes: inout MutableSpan<Float>
  ) {
    checkCounts(preActivations, uniforms: uniforms, gates: gates, slopes: slopes)
    let scale = Float(1 / temperature)
    withPointers(preActivations, uniforms, &gates, &slopes) { z, _, gates, slopes, count in
      ckernels().pointee.sigmoid_gate(z, scale, gates, slopes, count)
    }
  }

  /// g and ∂g/∂z in double precision.
  public func sample(
    _ preActivations: Span<Double>, uniforms: Span<Double>,
    gates: inout MutableSpan<Double>, slopes: inout MutableSpan<Double>
  ) {
    checkCounts(preActivations, uniforms: uniforms, gates: gates, slopes: slopes)
    let scale = 1 / temperature
    sigmoid(of: preActivations, scale: -scale, into: &slopes)
    sigmoid(of: preActivations, scale: scale, into: &gates)
    for i in 0..<gates.count { slopes[i] = gates[i] * slopes[i] * scale }
  }

  /// The training law.
  public func evaluate<Scalar: GateScalar>(
    _ preActivations: Span<Scalar>, gates: inout MutableSpan<Scalar>
  ) {
    sigmoid(of: preActivations, scale: Scalar(1 / temperature), into: &gates)
  }

  /// The training law, which has no noise.
  public func mean<Scalar: GateScalar>(
    _ preActivations: Span<Scalar>, gates: inout MutableSpan<Scalar>
  ) {
    evaluate(preActivations, gates: &gates)
  }

}

extension Bounds {
  /// Temperatures for which 1/τ is an ordinary number in single precision too.
  static let temperature = Bounds(1e-6, 1e6)
}
