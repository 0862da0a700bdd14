import Catalog
import DataReading
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

  @Test(arguments: CellCatalog().kinds)
  func cells(_ kind: String) throws { try Laws.check(cell: type(of: CellCatalog().make(kind))) }

  @Test(arguments: SkipCatalog().kinds)
  func skips(_ kind: String) throws { try Laws.check(skip: type(of: SkipCatalog().make(kind))) }

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

  /// What a task without files needs to be told; of those with files the tests of their own hold the laws.
  private static let settings: [String: [String: ParameterValue]] = [
    "adding": ["variant": .text("skip")], "copy": ["variant": .text("chrono")],
  ]

  @Test(
    arguments: TaskCatalog().rows.filter { row in !row.description.parameters.contains { $0.shape == .file } }
      .map(\.description.kind))
  func tasks(_ kind: String) throws {
    let task = try type(of: TaskCatalog().make(kind, Self.settings[kind] ?? [:]).load(FileReader { _ in [] }))
    try Laws.check(task: task, settings: Self.settings[kind] ?? [:])
  }

  @Test(arguments: ["hochreiter", "tcn"]) func ragged(_ variant: String) throws {
    try Laws.check(task: AddingTask.self, settings: ["variant": .text(variant)])
  }

  @Test func characters() throws {
    let text = Array(String(repeating: "a person's own text\n", count: 30).utf8)
    try Laws.check(
      task: CharactersTask.self, settings: ["data": .text("text.txt")], files: FileReader { _ in text })
  }

  @Test(arguments: EstimatorCatalog().kinds)
  func estimators(_ kind: String) throws {
    try Laws.check(estimator: type(of: EstimatorCatalog().make(kind)))
  }
}
