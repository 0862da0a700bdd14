public import Gating

/// How gates are read in a forward pass.
public enum PassMode: Sendable, Hashable {
  /// The training law, with slopes for the backward pass. `epoch` counts passes over the training data, for
  /// annealed rules.
  case training(epoch: Int)
  /// An evaluation law, without slopes.
  case evaluation(EvaluationMode)

  /// Whether policies that draw need noise.
  public var draws: Bool {
    switch self {
    case .training: true
    case .evaluation(let mode): mode == .sample
    }
  }
}
