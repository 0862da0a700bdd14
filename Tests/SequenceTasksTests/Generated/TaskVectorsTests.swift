import Catalog
import Foundation
import SequenceTasks
import Sequences
import Testing

/// One example of every generated task is what `Tests/Vectors/tasks.py` draws, which shares no code with Sluice.
@Suite struct TaskVectorsTests {
  /// A line of `tasks.txt`, and the task and example that it is of.
  struct Vector: Sendable, CustomTestStringConvertible {
    let name: String
    let task: any SequenceTask.Type
    var settings: [String: ParameterValue] = [:]
    var split = Split.test
    var example = 6
    /// What the sines and normal numbers of Python and of Sluice may differ by.
    var tolerance: Float = 0
    var testDescription: String { name }
  }

  private static let lengths: [String: ParameterValue] = [
    "longest": .number(12), "shared_length": .number(4), "test_size": .number(2),
    "test_lengths": .map(["from": .number(12), "to": .number(40), "every": .number(2)]),
  ]

  static let vectors = [
    Vector(
      name: "adding-hochreiter", task: AddingTask.self,
      settings: ["variant": .text("hochreiter"), "steps": .number(30)]),
    Vector(
      name: "adding-tcn", task: AddingTask.self, settings: ["variant": .text("tcn"), "steps": .number(12)]),
    Vector(
      name: "copy-chrono", task: CopyTask.self, settings: ["variant": .text("chrono"), "blanks": .number(7)]),
    Vector(name: "copy-tcn", task: CopyTask.self, settings: ["variant": .text("tcn"), "blanks": .number(7)]),
    Vector(name: "temporal_order", task: TemporalOrderTask.self, settings: ["steps": .number(24)]),
    Vector(
      name: "delayed_xor", task: DelayedXorTask.self,
      settings: ["targets": .number(9), "delay": .number(4), "bits": .number(3)]),
    Vector(name: "parity", task: ParityTask.self, settings: lengths),
    Vector(name: "even_pairs", task: EvenPairsTask.self, settings: lengths),
    Vector(name: "cycle_navigation", task: CycleNavigationTask.self, settings: lengths),
    Vector(name: "modular_arithmetic", task: ModularArithmeticTask.self, settings: lengths),
    Vector(name: "parity-train", task: ParityTask.self, settings: lengths, split: .train, example: 21),
    Vector(
      name: "frequency-inside", task: FrequencyTask.self, settings: ["steps": .number(20)], tolerance: 1e-6),
    Vector(
      name: "frequency-outside", task: FrequencyTask.self, settings: ["steps": .number(20)], example: 7,
      tolerance: 1e-6),
    Vector(name: "agreement", task: AgreementTask.self, example: 7),
    Vector(
      name: "epidemic", task: EpidemicTask.self,
      settings: [
        "areas": .number(3), "population": .number(700), "window": .number(12), "horizon": .number(2),
      ]),
    Vector(name: "mnist1d", task: MNIST1DTask.self, example: 3, tolerance: 1e-5),
  ]

  @Test(arguments: vectors) func examplesAreTheScripts(vector: Vector) throws {
    let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "Vectors")
    let text = try String(contentsOf: folder.appending(path: "tasks.txt"), encoding: .utf8)
    let line = try #require(text.split(separator: "\n").first { $0.hasPrefix(vector.name + " ") })
    let expected = line.split(separator: " ").dropFirst().compactMap { Float($0) }
    let task = try Fixtures.task(vector.task, vector.settings)
    // Beside a longer one, so that what lies past an example's end is not read.
    let batch = Fixtures.batch(task, vector.split, [vector.example + 2, vector.example])
    let found = Self.numbers(of: batch, row: 1)
    #expect(found.count == expected.count)
    #expect(zip(found, expected).allSatisfy { abs($0 - $1) <= vector.tolerance }, "\(found) for \(expected)")
  }

  /// A row's length, inputs, symbols and the targets that count.
  private static func numbers(of batch: TaskBatch, row: Int) -> [Float] {
    let length = batch.lengths[row]
    let symbols = batch.symbols.isEmpty ? [] : (0..<length).map { batch.symbols[$0 * batch.count + row] }
    let places = (0..<(batch.placement == .last ? 1 : length)).flatMap { step in
      (0..<batch.targetWidth).map { (step * batch.count + row) * batch.targetWidth + $0 }
    }
    return [Float(length)] + Fixtures.inputs(batch, row: row).prefix(length * batch.inputWidth)
      + symbols.map { Float($0) } + places.filter { batch.mask[$0] }.map { batch.targets[$0] }
  }
}
