/// How gates are read when a network is evaluated. The default everywhere is ``native``.
public enum EvaluationMode: String, Sendable, Hashable, CaseIterable {
  /// Each policy's own evaluation law.
  case native
  /// The exact mean E[g | z] of the training law.
  case mean
  /// σ(z), whatever the policy: a named extra, never the default.
  case sigmoid
  /// The training law, over several rollouts with evaluation noise.
  case sample
  /// 1[z > 0], whatever the policy.
  case hard

  /// The mode in a sentence.
  public var summary: String {
    switch self {
    case .native:
      "Each policy's own evaluation, without draws: bernoulli its mean p, hard_threshold its step, relaxed and noisy gates their "
        + "law without noise, noisy_hard_sigmoid its mean."
    case .mean: "The exact mean E[g | z] of each gate's training law."
    case .sigmoid: "σ(z), whatever the policy."
    case .sample:
      "The training law with noise of its own, over evaluation.samples rollouts; scores come with standard errors."
    case .hard: "1[z > 0], whatever the policy."
    }
  }
}
