import AllocationCounter
import Catalog
import DataReading
import Planning
import RandomStreams
import Recurrence
import Running
import SequenceTasks
import Sequences
import Studies
import Testing

/// What a training run asks of the allocator from the end of one update to the end of the next: drawing or copying the
/// batch, noise, both ways through the network, clipping, Adam.
@Suite(.enabled(if: allocations_countable() == 1, "allocations can be counted with glibc only"))
struct TrainerAllocationTests {
  static let text = """
    schema: sluice/experiment/v1
    name: small
    kind: train
    seed: 7
    task: {kind: adding, variant: skip, steps: 12, validation_size: 4, test_size: 4}
    network: {hidden: 5, layers: 2}
    training: {updates: 12, batch: 8, optimizer: {kind: adam, learning_rate: 0.01}, clip_norm: 1}
    evaluation: {every: 100}

    """

  static let gates = ["sigmoid", "bernoulli", "binary_concrete"]

  /// A generated example has a stream of its own. One is made for the batch and set down for each example: GSL's
  /// generator and its state are the two blocks.
  @Test(arguments: gates) func generatedExamples(_ gates: String) throws {
    try #expect(Self.allocations(["gates.all={kind: \(gates)}"]) == 2)
  }

  /// Examples from a file are copied. An epoch would begin with the order of its examples, of which this file has more.
  @Test(arguments: gates, ["joint", "shared"]) func examplesFromAFile(_ gates: String, series: String) throws
  {
    let task =
      "task={kind: forecast, data: series.csv, read: {date: false}, window: 4, horizon: 1, series: \(series)}"
    try #expect(Self.allocations(["gates.all={kind: \(gates)}", task]) == 0)
  }

  /// Blocks asked for in the dearest of the later updates; none of them is measured.
  private static func allocations(_ overrides: [String]) throws -> Int {
    let plan = try ExperimentPlan(
      Experiment(ExperimentFile(name: "small.yaml", bytes: Array(text.utf8)), overrides: overrides),
      files: FileReader { _ in series })
    let run = plan.runs[0]
    let study = try #require(run.specification.study as? TrainStudy)
    var (updates, most) = (0, 0)
    let context = RunContext(
      run,
      didAdvance: {
        let found = allocations_end()
        updates += 1
        if updates > 3 { most = max(most, found) }
        allocations_begin()
      })
    let outcome = try Trainer<VectorEngine>(study, context).train()
    _ = allocations_end()
    #expect(outcome.updates == 12 && updates == 12)
    return most
  }

  /// Two series of 400 rows.
  private static let series: [UInt8] = {
    let rows = (0..<400).map { "\($0 % 7),\(($0 * $0) % 11)" }
    return Array((["a,b"] + rows).joined(separator: "\n").utf8)
  }()
}
