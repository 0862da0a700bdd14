import Catalog
import DataReading
import SequenceTasks
import Sequences

/// Sequences of 4 to 10 steps, whatever is asked for: what a simulation sees of a task is its inputs and lengths.
struct RaggedSequences: SequenceTask {
  static let description = KindDescription("ragged", summary: "Sequences of different lengths.")

  init() {}
  init(_: Parameters, files _: borrowing FileReader) throws {}

  var shape: SequenceShape {
    SequenceShape(inputWidth: 2, outputWidth: 1, target: .real, placement: .last, maximumSteps: 10)
  }
  var sizes: SplitSizes { SplitSizes(train: 30, validation: 30, test: 30) }
  var metrics: [any Metric.Type] { [] }

  func fill(_ batch: inout TaskBatch, _: Split, examples: [Int]) {
    let lengths = examples.map { 4 + $0 * 5 % 7 }
    batch.reset(steps: lengths.max() ?? 0, count: examples.count)
    batch.lengths = lengths
    for (row, example) in examples.enumerated() {
      for step in 0..<lengths[row] {
        for input in 0..<2 {
          batch.inputs[(step * examples.count + row) * 2 + input] =
            Float((example * 7 + step * 3 + input) % 5) - 2
        }
      }
    }
  }
}
