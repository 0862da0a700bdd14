/// What an engine remembers of a pass, for traces, telemetry and tests.
///
/// Every quantity is a slice [B, n] of one layer and step. Past a sequence's length, hidden and cell are the
/// frozen ones, and the other quantities are those that a step there would have had: leave them out of means. Of a step that is
/// skipped they are likewise what they would have been, or those of an earlier pass where it was not computed.
public enum TapeQuantity: Sendable, Hashable {
  /// z of a gate or of the candidate, with all it sees. Empty for a gate that the variant does not have.
  case preActivation(CellBlock)
  /// The uniforms that a gate used; `draw` counts the policy's sub-draws from 0. Empty where it drew none.
  case uniform(CellGate, draw: Int)
  /// The gate's value; the law, not the convention: under ``ForgetConvention/erase`` f is still what was drawn. A gate
  /// that the variant does not have stands open, a coupled one follows the input gate.
  case gate(CellGate)
  /// p of a gate that a sampled evaluation drew 0 or 1, where what gates see is kept. Empty for all others, and where an engine does
  /// not keep it.
  case probability(CellGate)
  /// The slope used in place of ∂(gate)/∂z. After a training pass only; empty for a gate that the
  /// variant does not have. A backward pass may have taken its place.
  case slope(CellGate)
  /// g: tanh(z_g), or z_g without an input activation. A backward pass may have taken its place; it is then empty.
  case candidate
  /// c_t; empty of a cell without c.
  case cell
  /// h_t.
  case hidden
  /// ∂ℓ/∂c_t, all paths together, or ∂ℓ/∂h_t of a cell without c. After a backward pass of an engine that was told to keep it. Where noise held the
  /// cell, the path through h_t is that of another cell and is left out.
  case memoryGradient
  /// What a mask on states did, [B, n], or [B, m] for the one on inputs: the factor of a dropout mask, 1 where a holding
  /// mask held and 0 elsewhere; the mask's expectation where nothing was drawn. Empty where there is no such mask.
  case mask(StateMask.Target)
  /// u_t of each sequence, [B]: 1 where the layer takes the step, 0 where it skips it or the sequence has ended. Empty without a
  /// ``SkipRule``.
  case update
  /// p_t of each sequence, [B]. Empty without a ``SkipRule``.
  case updateProbability
  /// ∂ℓ/∂z of a gate or of the candidate, with what was injected. After a backward pass.
  case preActivationGradient(CellBlock)
}
