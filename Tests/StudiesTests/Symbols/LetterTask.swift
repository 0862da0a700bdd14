import Catalog
import DataReading
import Planning
import SequenceTasks
import Sequences
import Studies

/// Whether the last `b` or `c` of three to six letters is a `c`; an `a` says nothing. Beside each letter there may be numbers.
struct LetterTask: SequenceTask {
  static let description = KindDescription(
    "letters", summary: "Says which of two letters came last.", formula: "y = 1[last of b, c is c]",
    parameters: [
      Parameter(
        "numbers", .integer(Bounds(0, 2)), default: .number(0), summary: "Numbers beside each letter."),
      Parameter(
        "unused", .integer(Bounds(0, 2e9)), default: .number(0), summary: "Symbols that no step holds."),
      Parameter("names", .text, default: .text("abc"), summary: "The letters that the three stand for."),
    ])

  private let numbers: Int
  private let unused: Int
  private let names: [String]

  init(_ parameters: Parameters, files _: borrowing FileReader) {
    numbers = parameters.integer("numbers")
    unused = parameters.integer("unused")
    names = parameters.text("names").map { String($0) }
  }

  var shape: SequenceShape {
    SequenceShape(
      inputWidth: numbers, symbols: 3 + unused, outputWidth: 2, target: .classIndex, placement: .last,
      maximumSteps: 6)
  }
  var sizes: SplitSizes { SplitSizes(train: 60, validation: 30, test: 40) }
  var metrics: [any Metric.Type] { [CrossEntropy.self, Accuracy.self] }
  var assumptions: [NetworkAssumption] { [.symbols(names)] }

  /// The letters of an example: an LCG's upper bits.
  static func letters(_ split: Split, _ example: Int) -> [Int32] {
    var state = UInt32(1_000 * [Split.train: 1, .validation: 2, .test: 3][split, default: 4] + example)
    func next(_ count: UInt32) -> UInt32 {
      state = state &* 1_664_525 &+ 1_013_904_223
      return (state >> 16) % count
    }
    for _ in 0..<3 { _ = next(2) }
    return (0..<3 + next(4)).map { _ in Int32(next(3)) }
  }

  func fill(_ batch: inout TaskBatch, _ split: Split, examples: [Int]) {
    let sequences = examples.map { Self.letters(split, $0) }
    batch.reset(steps: sequences.map(\.count).max() ?? 0, count: examples.count)
    batch.lengths = sequences.map(\.count)
    batch.symbols = Array(repeating: 0, count: batch.steps * batch.count)
    for (row, letters) in sequences.enumerated() {
      for (step, letter) in letters.enumerated() {
        let place = step * examples.count + row
        batch.symbols[place] = letter
        for k in 0..<numbers { batch.inputs[place * numbers + k] = Float((step + k) % 3) - 1 }
      }
      batch.targets[row] = letters.last { $0 > 0 } == 2 ? 1 : 0
    }
  }

  /// A plan of an experiment with the task.
  static func plan(
    _ text: String, _ overrides: [String] = [], files: FileReader = FileReader { _ in [] }
  ) throws -> ExperimentPlan {
    let experiment = try Experiment(
      ExperimentFile(name: "letters.yaml", bytes: Array(text.utf8)), overrides: overrides,
      catalogs: ExperimentCatalogs(Extensions(tasks: [LetterTask.self])))
    return try ExperimentPlan(experiment, files: files)
  }

  static let text = """
    schema: sluice/experiment/v1
    name: letters
    kind: train
    seed: 7
    replicates: 2
    task: {kind: letters}
    network: {hidden: 6, embedding: 3}
    gates: {all: {kind: sigmoid}}
    training: {updates: 300, batch: 20, optimizer: {kind: adam, learning_rate: 0.03}, save_weights: last}
    evaluation: {every: 100, modes: [native, sample], samples: 3}
    telemetry: {gates: true}
    sweep: {gates.all: [{kind: sigmoid}, {kind: bernoulli}]}

    """
}
