public import Catalog
public import Estimation
public import Gating
public import Recurrence
public import SequenceTasks
public import Sequences

/// Everything an experiment file can name by a kind.
public struct ExperimentCatalogs: Sendable {
  /// The kinds of experiment.
  public var studies: StudyCatalog
  /// The gate policies, with those that a program adds.
  public var policies: PolicyCatalog
  /// The backward rules.
  public var gradients: GradientRuleCatalog
  /// The tasks.
  public var tasks: TaskCatalog
  /// The recurrent cells.
  public var cells: CellCatalog
  /// The rules for skipping steps.
  public var skips: SkipCatalog
  /// The optimizers.
  public var optimizers: OptimizerCatalog
  /// The initializers.
  public var initializers: InitializerCatalog
  /// The laws of the forget gate's bias.
  public var forgetBiases: ForgetBiasCatalog
  /// The kinds of noise on states.
  public var stateNoises: StateNoiseCatalog
  /// The schedules that numbers can follow.
  public var schedules: ScheduleCatalog
  /// The metrics that tasks name.
  public var metrics: MetricCatalog
  /// The losses.
  public var losses: LossCatalog
  /// The read-outs.
  public var readouts: ReadoutCatalog
  /// The kinds that only stand in for those of another program.
  public internal(set) var missingKinds: Set<OwnKind> = []

  /// These kinds of experiment, and the catalogs that come with Sluice, unless others are given.
  public init(
    studies: StudyCatalog, policies: PolicyCatalog = PolicyCatalog(),
    gradients: GradientRuleCatalog = GradientRuleCatalog(),
    tasks: TaskCatalog = TaskCatalog(), cells: CellCatalog = CellCatalog(),
    skips: SkipCatalog = SkipCatalog(),
    optimizers: OptimizerCatalog = OptimizerCatalog(),
    initializers: InitializerCatalog = InitializerCatalog(),
    forgetBiases: ForgetBiasCatalog = ForgetBiasCatalog(),
    stateNoises: StateNoiseCatalog = StateNoiseCatalog(), schedules: ScheduleCatalog = ScheduleCatalog(),
    metrics: MetricCatalog = MetricCatalog(), losses: LossCatalog = LossCatalog(),
    readouts: ReadoutCatalog = ReadoutCatalog()
  ) {
    self.studies = studies
    self.policies = policies
    self.gradients = gradients
    self.tasks = tasks
    self.cells = cells
    self.skips = skips
    self.optimizers = optimizers
    self.initializers = initializers
    self.forgetBiases = forgetBiases
    self.stateNoises = stateNoises
    self.schedules = schedules
    self.metrics = metrics
    self.losses = losses
    self.readouts = readouts
  }
}
