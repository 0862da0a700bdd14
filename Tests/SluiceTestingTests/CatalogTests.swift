import Catalog
import Estimation
import Gating
import Recurrence
import SequenceTasks
import Sequences
import SluiceTesting
import Testing

/// Every kind of Sluice's own catalogs keeps the laws. Policies and surrogates are in `GatingTests`.
@Suite struct CatalogTests {
  @Test(arguments: MetricCatalog().kinds)
  func metrics(_ kind: String) throws { try Laws.check(metric: MetricCatalog().make(kind)) }

  @Test(arguments: LossCatalog().kinds)
  func losses(_ kind: String) throws { try Laws.check(loss: type(of: LossCatalog().make(kind))) }

  @Test(arguments: ReadoutCatalog().kinds)
  func readouts(_ kind: String) throws { try Laws.check(readout: type(of: ReadoutCatalog().make(kind))) }

  @Test(arguments: OptimizerCatalog().kinds)
  func optimizers(_ kind: String) throws {
    try Laws.check(optimizer: type(of: OptimizerCatalog().make(kind)))
  }

  @Test(arguments: InitializerCatalog().kinds)
  func initializers(_ kind: String) throws {
    try Laws.check(initializer: type(of: InitializerCatalog().make(kind)))
  }

  @Test(arguments: StateNoiseCatalog().kinds)
  func stateNoises(_ kind: String) throws {
    // No noise has no formula.
    try Laws.check(
      stateNoise: type(of: StateNoiseCatalog().make(kind)), except: kind == "none" ? ["description"] : [])
  }

  @Test func tasks() throws {
    try Laws.check(task: AddingTask.self, settings: ["variant": .text("skip")])
    try Laws.check(task: OneGateTask.self)
  }

  @Test(arguments: EstimatorCatalog().kinds)
  func estimators(_ kind: String) throws {
    try Laws.check(estimator: type(of: EstimatorCatalog().make(kind)))
  }
}
