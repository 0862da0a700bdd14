import Catalog
import DataReading
import SequenceTasks
import Sequences
import Testing

@Suite("Task catalog")
struct TaskCatalogTests {
  private static let kinds = [
    "forecast", "sequences", "characters", "adding", "copy", "temporal_order", "delayed_xor", "parity",
    "even_pairs", "cycle_navigation", "modular_arithmetic", "frequency", "mnist1d", "agreement", "epidemic",
    "one_gate",
  ]

  @Test func listsTheBuiltInKinds() {
    #expect(TaskCatalog().kinds == Self.kinds)
  }

  @Test func namesTheNearestKind() {
    let message = Fixtures.message { try TaskCatalog().row(named: "forcast") }
    #expect(
      message
        == "there is no task 'forcast' (did you mean 'forecast'?); known are \(Self.kinds.joined(separator: ", "))"
    )
  }

  @Test func takesTasksOfOthers() throws {
    let catalog = try TaskCatalog().adding([.init(EchoTask.self)])
    #expect(catalog.kinds == Self.kinds + ["echo"])
    #expect(try catalog.make("echo").load(FileReader { _ in [] }) is EchoTask)
    #expect(
      Fixtures.message { try TaskCatalog().adding([.init(AddingTask.self)]) }
        == "the task 'adding' is in the catalog already; choose another kind name")
  }

  /// A task cannot forget the addresses of its noise: they come from who loads its examples. Validation first, then test,
  /// then training.
  @Test func examplesHaveAddressesOfTheirOwn() {
    let task = EchoTask(files: ())
    var batch = task.emptyBatch
    let addresses = [Split.validation, .test, .train].map { split in
      task.load(&batch, split, examples: [2, 0])
      return batch.sequences
    }
    #expect(addresses == [[2, 0], [5, 3], [9, 7]])
  }

  /// Every metric of a task is defined for its targets, the criterion's is among them, and names are there once.
  @Test(arguments: [AddingTask.self, OneGateTask.self, ForecastTask.self] as [any SequenceTask.Type])
  func metricsSuitTheTargets(_ type: any SequenceTask.Type) throws {
    let task: any SequenceTask =
      switch type.description.kind {
      case "adding": try Fixtures.adding("skip")
      case "one_gate":
        try OneGateTask(Parameters(OneGateTask.description, [:]), files: FileReader { _ in [] })
      default: try Fixtures.chickenpox()
      }
    #expect(!task.metrics.isEmpty && Set(task.metrics.map { $0.name }).count == task.metrics.count)
    #expect(task.metrics.allSatisfy { $0.targets.contains(task.target) })
    if let criterion = task.criterion { #expect(task.metrics.contains { $0 == criterion.metric }) }
  }

  /// Every default is admissible and every parameter documented.
  @Test(arguments: TaskCatalog().descriptions)
  func descriptionsAreComplete(description: KindDescription) {
    #expect(description.defect == nil)
    #expect(description.summary.hasSuffix("."))
    #expect(description.parameters.allSatisfy { $0.summary.hasSuffix(".") })
  }
}

/// A task somebody else wrote: says what it hears.
private struct EchoTask: SequenceTask {
  static let description = KindDescription("echo", summary: "Says what it hears.")
  init(files: Void) {}
  init(_ parameters: Parameters, files: borrowing FileReader) {}
  var shape: SequenceShape {
    SequenceShape(inputWidth: 1, outputWidth: 1, target: .real, placement: .every, maximumSteps: 1)
  }
  var sizes: SplitSizes { SplitSizes(train: nil, validation: 3, test: 4) }
  func fill(_ batch: inout TaskBatch, _ split: Split, examples: [Int]) {
    batch.reset(steps: 1, count: examples.count)
  }
  var metrics: [any Metric.Type] { [MeanSquaredError.self] }
}
