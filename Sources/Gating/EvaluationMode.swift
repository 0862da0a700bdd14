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
}
