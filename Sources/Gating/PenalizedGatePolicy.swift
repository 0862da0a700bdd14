/// A policy whose gates can close entirely, so that their being open can be charged.
///
/// The charge is the expected number of gates that are not 0: λ times the sum of P(g ≠ 0 | z) is added to the loss,
/// and its derivative to the gradient. `training.gate_penalty` sets λ.
///
/// - Source: Louizos, Welling and Kingma 2018 (arXiv 1712.01312), where it stands for the L₀ norm.
public protocol PenalizedGatePolicy: GatePolicy {
  /// P(g ≠ 0 | z) under the training law, and its derivative by z.
  ///
  /// The slices have the same count; NaN gives NaN.
  func openProbability(
    _ preActivations: Span<Float>, into probabilities: inout MutableSpan<Float>,
    slopes: inout MutableSpan<Float>)
  /// P(g ≠ 0 | z) and its derivative in double precision.
  func openProbability(
    _ preActivations: Span<Double>, into probabilities: inout MutableSpan<Double>,
    slopes: inout MutableSpan<Double>)
}
