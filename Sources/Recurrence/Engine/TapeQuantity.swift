/// What an engine remembers of a pass, for traces, telemetry and tests.
///
/// Every quantity is a slice [B, n] of one layer and step. Past a sequence's length, hidden and cell are the
/// frozen ones, and the other quantities are those that a step there would have had: leave them out of means.
public enum TapeQuantity: Sendable, Hashable {
  /// z = b + W_x·x_t + W_h·h_{t−1} of a gate or of the candidate.
  case preActivation(GateBlock)
  /// The uniforms that a gate used; `draw` counts the policy's sub-draws from 0. Empty where it drew none.
  case uniform(LSTMGate, draw: Int)
  /// The gate's value; the law, not the convention: under ``ForgetConvention/erase`` f is still what was drawn.
  case gate(LSTMGate)
  /// The slope used in place of ∂(gate)/∂z. After a training pass only.
  case slope(LSTMGate)
  /// g = tanh(z_g).
  case candidate
  /// c_t.
  case cell
  /// h_t.
  case hidden
  /// ∂ℓ/∂c_t, all paths together. After a backward pass of an engine that was told to keep it.
  case cellGradient
}
