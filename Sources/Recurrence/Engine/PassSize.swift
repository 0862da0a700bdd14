import Gating
import SequenceTasks

/// How many numbers an engine keeps of a pass, by arithmetic: what a run needs memory for.
///
/// For each layer, sequence, step and unit the fast engine keeps three gates, their slopes, the candidate, the cell, its
/// tanh and the hidden state: 10 numbers. More are
///
/// | | numbers |
/// |---|---|
/// | a gradient from above at every step: below another layer, or where the read-out stands at every step | 1 |
/// | what gates saw, where it is kept: z of every row group and each gate's draws | 4 and its draws |
/// | injected gradients | 3 |
/// | each mask on states: its draws and, on its way into the pre-activations, what they saw | 1 or 2 |
///
/// That is a training pass. One that never comes back shares the place of slopes and tanh among its steps, four numbers
/// less; it is counted as if it did not.
///
/// The reference engine keeps z, draws and ∂ℓ/∂z always, 23 numbers for gates of one draw.
public struct PassSize: Sendable, Hashable {
  /// Numbers for each sequence.
  public let values: Int

  /// The size of a pass of `steps` steps.
  ///
  /// - Parameters:
  ///   - configuration: the network.
  ///   - gates: its gates, with the noise on its states.
  ///   - steps: T.
  ///   - isReference: whether the reference engine makes the pass.
  ///   - keepsGateInputs: whether what gates saw is kept.
  ///   - injects: whether gradients are injected.
  public init(
    _ configuration: NetworkConfiguration, gates: GateAssignment, steps: Int, isReference: Bool = false,
    keepsGateInputs: Bool, injects: Bool = false
  ) {
    let (n, layers) = (configuration.hidden, configuration.layers)
    let seen = 4 + LSTMGate.allCases.reduce(0) { $0 + gates[$1].drawsPerUnit }
    let unit = (isReference ? 16 : 10) + (isReference || keepsGateInputs ? seen : 0) + (injects ? 3 : 0)
    let fromAbove = configuration.placement == .every ? layers : layers - 1
    var perStep = layers * unit * n + fromAbove * n
    for mask in gates.stateMasks {
      let isSeen = mask.target == .input || mask.target == .hidden
      let widths = mask.target == .input ? configuration.inputWidth + (layers - 1) * n : layers * n
      perStep += isSeen ? 2 * widths : widths
    }
    values = steps * perStep
  }
}
