import Catalog
import Gating
public import Recurrence
import Sequences

/// Why an expected loss has no closed form: the key of an experiment file that decides it, and the reason.
public struct ClosedFormObstacle: Sendable, Hashable {
  /// The dotted path.
  public let key: String
  /// Half a sentence, with what is expected in the place of what was found.
  public let reason: String
}

extension ExactProblem {
  /// What keeps ``ExactGradient/Method/moments`` from a network; `nil` where its expected loss has a closed form.
  ///
  /// Draws must be independent over units and steps beside: that is a matter of the noise, not of the problem.
  public func closedFormObstacle(_ configuration: NetworkConfiguration) -> ClosedFormObstacle? {
    guard let mixture = configuration.structure.freeMixture else {
      return ClosedFormObstacle(
        key: "network.cell",
        reason:
          "\(configuration.cell.kind) has no closed form: the gates of its mixture or its candidate see the state; expected "
          + "a cell with one gate that mixes the old state with a candidate, both of the input alone, such as min_gru or min_lstm"
      )
    }
    if configuration.layers > 1 {
      return ClosedFormObstacle(
        key: "network.layers",
        reason:
          "\(configuration.layers) layers have no closed form: the second sees what the first has drawn; expected 1"
      )
    }
    if configuration.skips {
      return ClosedFormObstacle(
        key: "network.skip",
        reason: "a step that may be skipped is no mixture of the input alone; expected none")
    }
    let policy = gates[mixture.gate]
    if !policy.isBernoulli, policy.drawsPerUnit > 0 || policy.derivative != .pathwise {
      return ClosedFormObstacle(
        key: "gates.\(mixture.gate.name)",
        reason:
          "\(type(of: policy).description.kind) is neither drawn 0 or 1 with a probability nor smooth without draws; expected "
          + "bernoulli, or a policy without draws and jumps")
    }
    if !gates.stateMasks(of: configuration.structure).isEmpty {
      return ClosedFormObstacle(
        key: "state_noise", reason: "the closed form knows the draws of gates alone; expected none")
    }
    if !(loss is SquaredLoss) {
      return ClosedFormObstacle(
        key: "training.loss",
        reason: "\(type(of: loss).kind) asks for more than two moments of the outputs; expected squared")
    }
    if configuration.readout != .linear {
      return ClosedFormObstacle(
        key: "network.readout.activation",
        reason: "behind \(configuration.readout.kind) outputs are not linear in the state; expected linear")
    }
    return nil
  }
}
