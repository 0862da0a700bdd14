import Catalog
import RandomStreams
import SequenceTasks
import Testing

@Suite("Task catalog")
struct TaskCatalogTests {
  @Test func listsTheBuiltInKinds() {
    #expect(TaskCatalog().kinds == ["forecast", "adding", "one_gate"])
  }

  @Test func namesTheNearestKind() {
    let message = Fixtures.message { try TaskCatalog().row(named: "forcast") }
    #expect(
      message == "there is no task 'forcast' (did you mean 'forecast'?); known are forecast, adding, one_gate"
    )
  }

  @Test func takesTasksOfOthers() throws {
    let catalog = try TaskCatalog().adding([.init(EchoTask.self)])
    #expect(catalog.kinds == ["forecast", "adding", "one_gate", "echo"])
    #expect(try catalog.make("echo").load(FileReader { _ in [] }) is EchoTask)
    #expect(
      Fixtures.message { try TaskCatalog().adding([.init(AddingTask.self)]) }
        == "the task 'adding' is in the catalog already; choose another kind name")
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
  init(_ parameters: Parameters, files: borrowing FileReader) {}
  func instance(dataKey: StreamKey) -> Self { self }
  var isGenerated: Bool { true }
  var inputWidth: Int { 1 }
  var outputWidth: Int { 1 }
  var target: TargetKind { .real }
  var placement: TargetPlacement { .every }
  var maximumSteps: Int { 1 }
  func count(_ split: Split) -> Int? { nil }
  func fill(_ batch: inout TaskBatch, _ split: Split, examples: [Int]) {
    batch.reset(steps: 1, count: examples.count)
  }
  var metrics: [Metric] { [Metric("mse", lowerIsBetter: true)] }
  func score(_ split: Split, predictions: [Double]) -> [Double] { [0] }
  func floors(_ split: Split) -> [Floor] { [] }
  func isSolved(_ split: Split, _ scores: [Double]) -> Bool? { nil }
}
