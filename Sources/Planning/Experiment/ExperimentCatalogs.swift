public import Estimation
public import Gating
public import Recurrence
public import SequenceTasks

/// A kind that a program brings beside those of Sluice.
public struct OwnKind: Sendable, Hashable {
  /// What it is a kind of, as its catalog says: `gate policy`.
  public let subject: String
  /// Its name.
  public let kind: String

  /// A kind.
  public init(subject: String, kind: String) {
    self.subject = subject
    self.kind = kind
  }
}

/// Everything an experiment file can name: policies, gradient rules, tasks, optimizers, initializers, noise on states.
public struct ExperimentCatalogs: Sendable {
  /// The gate policies, with those that a program adds.
  public var policies: PolicyCatalog
  /// The backward rules.
  public var gradients: GradientRuleCatalog
  /// The tasks.
  public var tasks: TaskCatalog
  /// The optimizers.
  public var optimizers: OptimizerCatalog
  /// The initializers.
  public var initializers: InitializerCatalog
  /// The laws of the forget gate's bias.
  public var forgetBiases: ForgetBiasCatalog
  /// The kinds of noise on states.
  public var stateNoises: StateNoiseCatalog
  /// The kinds that are not part of Sluice.
  public var ownKinds: Set<OwnKind> = []

  /// The catalogs that come with Sluice, unless others are given.
  public init(
    policies: PolicyCatalog = PolicyCatalog(), gradients: GradientRuleCatalog = GradientRuleCatalog(),
    tasks: TaskCatalog = TaskCatalog(), optimizers: OptimizerCatalog = OptimizerCatalog(),
    initializers: InitializerCatalog = InitializerCatalog(),
    forgetBiases: ForgetBiasCatalog = ForgetBiasCatalog(),
    stateNoises: StateNoiseCatalog = StateNoiseCatalog()
  ) {
    self.policies = policies
    self.gradients = gradients
    self.tasks = tasks
    self.optimizers = optimizers
    self.initializers = initializers
    self.forgetBiases = forgetBiases
    self.stateNoises = stateNoises
  }
}
