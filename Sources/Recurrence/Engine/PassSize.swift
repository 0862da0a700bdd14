import Gating
import Sequences

/// How many numbers an engine keeps of every step of a pass, by arithmetic: what a run needs memory for.
///
/// For each layer, sequence, step and unit the fast engine keeps the gates, the candidate and the states, of an LSTM three
/// gates, the candidate, the cell and the hidden state: 6 numbers. More are, with the numbers of an LSTM
///
/// | | numbers |
/// |---|---|
/// | what the way back reads: the gates' slopes and what the cell keeps, an LSTM the cell's tanh | 4 |
/// | on the way back, a gradient from above at every step: below another layer, or where the read-out stands at every step | 1 |
/// | what gates saw, where it is kept: z of every block that is computed, each gate's draws where they are kept too | 4 and its draws |
/// | with them, p of three gates in a sampled evaluation that draws some of them 0 or 1 | 3 |
/// | with a skip rule, the states that a skipped step would have left | 2 |
/// | ∂ℓ/∂c, where it is kept | 1 |
/// | injected gradients | 3 |
/// | each mask on states: its draws and, on its way into the pre-activations, what they saw | up to 2 |
/// | with an embedding, what layer 0 reads and, on the way back, its gradient: numbers for each of its inputs | up to 2 |
/// | a cell of which parts may be held, where peepholes need it on the way back | 1 |
///
/// Draws are there where the pass is read with noise; those of a mask for whole sequences are there once, and of one for
/// whole steps there is one for each layer. What is there once for all steps is left out.
///
/// The reference engine keeps z, draws and the slope of the candidate always, and ∂ℓ/∂z of what comes back: 23 numbers
/// for gates of one draw; and where gates see gates, those of the step before, 3 more.
public struct PassSize: Sendable, Hashable {
  /// Numbers for each sequence.
  public let values: Int

  /// The size of a pass of `steps` steps.
  ///
  /// - Parameters:
  ///   - configuration: the network.
  ///   - gates: its gates, with the noise on its states.
  ///   - mode: how gates are read; a pass of an evaluation does not come back.
  ///   - steps: T.
  ///   - isReference: whether the reference engine makes the pass.
  ///   - keepsGateInputs: whether what gates saw is kept.
  ///   - keepsUniforms: whether the draws are kept with it.
  ///   - keepsMemoryGradients: whether ∂ℓ/∂c is kept.
  ///   - injects: whether gradients are injected.
  public init(
    _ configuration: NetworkConfiguration, gates: GateAssignment, mode: PassMode, steps: Int,
    isReference: Bool = false, keepsGateInputs: Bool, keepsUniforms: Bool = true,
    keepsMemoryGradients: Bool = false, injects: Bool = false
  ) {
    let (n, layers) = (configuration.hidden, configuration.layers)
    let comesBack = if case .training = mode { true } else { false }
    let structure = configuration.structure
    // Gates, candidate and states; on the way back the gates' slopes and what the cell keeps.
    let states = structure.gates.count + 1 + (structure.hasCell ? 2 : 1)
    let back = comesBack ? structure.gates.count + structure.kept : 0
    // The reference engine has z, ∂ℓ/∂z and what gates and masks see in arrays of their own.
    var unit = states + back + (isReference ? 3 + (comesBack ? 3 : 0) : 0)
    let seeing = configuration.policyGates
    if isReference || keepsGateInputs {
      unit += configuration.computedBlocks.count
      if mode.draws, !comesBack, !isReference, seeing.contains(where: { gates[$0].isBernoulli }) {
        unit += structure.gates.count
      }
      if mode.draws, isReference || keepsUniforms {
        unit += seeing.reduce(0) { $0 + gates[$1].drawsPerUnit }
      }
    }
    // What a skipped step would have left.
    if comesBack || isReference, configuration.skips { unit += structure.hasCell ? 2 : 1 }
    if injects { unit += structure.gates.count }
    if comesBack, keepsMemoryGradients { unit += 1 }
    if isReference, configuration.variant.seesGates { unit += 3 }
    var perStep = layers * unit * n
    if comesBack { perStep += (configuration.placement == .every ? layers : layers - 1) * n }
    if configuration.embedding != nil { perStep += (comesBack ? 2 : 1) * configuration.inputWidth(layer: 0) }
    for mask in gates.stateMasks(of: structure) {
      let widths = mask.target == .input ? configuration.inputWidth(layer: 0) + (layers - 1) * n : layers * n
      if !mask.isForWholeSequence, isReference || mode.draws {
        perStep += mask.isForWholeStep && !isReference ? layers : widths
      }
      if mask.target == .input || mask.target == .hidden { perStep += widths }
      if mask.target == .zoneoutCell, comesBack, configuration.peepholes, !isReference {
        perStep += layers * n
      }
    }
    values = steps * perStep
  }
}
