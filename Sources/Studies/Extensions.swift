public import Catalog
public import Estimation
public import Gating
public import Planning
public import Recurrence
public import SequenceTasks
public import Sequences

/// The kinds that a program brings beside those of Sluice, each by its type.
///
/// ```swift
/// await Sluice.main(Extensions(policies: [MyGate.self], optimizers: [MyOptimizer.self]))
/// ```
///
/// Experiment files then name them like any other kind; `list`, `schema`, sweeps, tables, certificates and run ids know
/// them. A kind keeps to its family: none may have the name of another of the same family.
public struct Extensions: Sendable {
  /// Gate policies.
  public var policies: [any GatePolicy.Type]
  /// Gradient rules without samples.
  public var surrogates: [any SurrogateGradient.Type]
  /// Gradient rules that look at losses.
  public var estimators: [any GradientEstimator.Type]
  /// Tasks.
  public var tasks: [any SequenceTask.Type]
  /// Metrics, for `sluice list metrics`; a task names its own by their types.
  public var metrics: [any Metric.Type]
  /// Losses.
  public var losses: [any Loss.Type]
  /// Read-outs.
  public var readouts: [any Readout.Type]
  /// Recurrent cells.
  public var cells: [any RecurrentCell.Type]
  /// Rules for skipping steps.
  public var skips: [any SkipRule.Type]
  /// Optimizers.
  public var optimizers: [any Optimizer.Type]
  /// Laws of initial weights.
  public var initializers: [any WeightInitializer.Type]
  /// Noise on states.
  public var stateNoises: [any StateNoise.Type]
  /// Schedules.
  public var schedules: [any Schedule.Type]
  /// Kinds of experiment.
  public var studies: [any SweptStudy.Type]

  /// A program's own kinds; none where nothing is said.
  public init(
    policies: [any GatePolicy.Type] = [], surrogates: [any SurrogateGradient.Type] = [],
    estimators: [any GradientEstimator.Type] = [], tasks: [any SequenceTask.Type] = [],
    metrics: [any Metric.Type] = [], losses: [any Loss.Type] = [], readouts: [any Readout.Type] = [],
    cells: [any RecurrentCell.Type] = [], skips: [any SkipRule.Type] = [],
    optimizers: [any Optimizer.Type] = [],
    initializers: [any WeightInitializer.Type] = [],
    stateNoises: [any StateNoise.Type] = [], schedules: [any Schedule.Type] = [],
    studies: [any SweptStudy.Type] = []
  ) {
    self.policies = policies
    self.surrogates = surrogates
    self.estimators = estimators
    self.tasks = tasks
    self.metrics = metrics
    self.losses = losses
    self.readouts = readouts
    self.cells = cells
    self.skips = skips
    self.optimizers = optimizers
    self.initializers = initializers
    self.stateNoises = stateNoises
    self.schedules = schedules
    self.studies = studies
  }
}

extension ExperimentCatalogs {
  /// The catalogs that come with Sluice.
  public init() { self.init(studies: .standard) }

  /// The catalogs that come with Sluice, followed by a program's own kinds.
  ///
  /// - Throws: `CatalogError` where a kind is taken or a description contradicts itself.
  public init(_ extensions: Extensions) throws(CatalogError) {
    self.init(
      studies: try StudyCatalog.standard.adding(extensions.studies),
      policies: try PolicyCatalog().adding(extensions.policies.map { .init($0) }),
      gradients: try GradientRuleCatalog(
        SurrogateCatalog().adding(extensions.surrogates.map { .init($0) }),
        EstimatorCatalog().adding(extensions.estimators.map { .init($0) })),
      tasks: try TaskCatalog().adding(extensions.tasks.map { .init($0) }),
      cells: try CellCatalog().adding(extensions.cells.map { .init($0) }),
      skips: try SkipCatalog().adding(extensions.skips.map { .init($0) }),
      optimizers: try OptimizerCatalog().adding(extensions.optimizers.map { .init($0) }),
      initializers: try InitializerCatalog().adding(
        extensions.initializers.map { .init($0) }),
      stateNoises: try StateNoiseCatalog().adding(extensions.stateNoises.map { .init($0) }),
      schedules: try ScheduleCatalog().adding(extensions.schedules.map { .init($0) }),
      metrics: try MetricCatalog().adding(extensions.metrics.map { .init($0) }),
      losses: try LossCatalog().adding(extensions.losses.map { .init($0) }),
      readouts: try ReadoutCatalog().adding(extensions.readouts.map { .init($0) }))
    for study in extensions.studies { try studies.check(study, in: self) }
  }
}
