import OwnPackage
import Sluice
import SluiceTesting
import Testing

/// Every kind of the package keeps the laws of its family.
@Suite struct LawTests {
  @Test func policies() throws { for kind in kinds.policies { try Laws.check(policy: kind) } }

  @Test func estimators() throws { for kind in kinds.estimators { try Laws.check(estimator: kind) } }

  @Test func tasks() throws { for kind in kinds.tasks { try Laws.check(task: kind) } }

  @Test func metrics() throws { for kind in kinds.metrics { try Laws.check(metric: kind) } }

  @Test func losses() throws { for kind in kinds.losses { try Laws.check(loss: kind) } }

  @Test func cells() throws { for kind in kinds.cells { try Laws.check(cell: kind) } }

  @Test func skips() throws { for kind in kinds.skips { try Laws.check(skip: kind) } }

  @Test func optimizers() throws { for kind in kinds.optimizers { try Laws.check(optimizer: kind) } }

  @Test func stateNoises() throws { for kind in kinds.stateNoises { try Laws.check(stateNoise: kind) } }
}
