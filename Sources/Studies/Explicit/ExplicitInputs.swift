import Catalog
import DataReading
import Planning
import SequenceTasks
import Sequences

/// The one sequence that a simulation's `inputs` spell out, in the place of a task: no targets, no scores.
struct ExplicitInputs: SequenceTask {
  static let description = KindDescription("inputs", summary: "One sequence spelled out in the experiment.")

  private let rows: [[Double]]
  private let precision: Precision

  init(rows: [[Double]], precision: Precision) {
    self.rows = rows
    self.precision = precision
  }

  init(_: Parameters, files _: borrowing FileReader) throws {
    throw DataError(file: "", isMissing: true, "explicit inputs are not read from a file")
  }

  var shape: SequenceShape {
    SequenceShape(
      inputWidth: rows.first?.count ?? 0, outputWidth: 0, target: .real, placement: .every,
      maximumSteps: rows.count)
  }

  var sizes: SplitSizes { SplitSizes(train: 0, validation: 0, test: 1) }
  var metrics: [any Metric.Type] { [] }

  func fill(_ batch: inout TaskBatch, _: Split, examples: [Int]) {
    batch.reset(steps: rows.count, count: examples.count)
    let numbers = rows.flatMap { row in examples.flatMap { _ in row } }
    batch.inputs = numbers.map { Float($0) }
    if precision == .float64 { batch.preciseInputs = numbers }
  }
}
