import Catalog
import RandomStreams
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

  func instance(dataKey _: StreamKey) -> ExplicitInputs { self }

  var isGenerated: Bool { false }
  var inputWidth: Int { rows.first?.count ?? 0 }
  var outputWidth: Int { 0 }
  var target: TargetKind { .real }
  var placement: TargetPlacement { .every }
  var maximumSteps: Int { rows.count }
  var metrics: [Metric] { [] }

  func count(_ split: Split) -> Int? { split == .test ? 1 : 0 }

  func fill(_ batch: inout TaskBatch, _: Split, examples: [Int]) {
    batch.reset(steps: rows.count, count: examples.count)
    let numbers = rows.flatMap { row in examples.flatMap { _ in row } }
    batch.inputs = numbers.map { Float($0) }
    if precision == .float64 { batch.preciseInputs = numbers }
  }

  func score(_: Split, predictions _: [Double]) -> [Double] { [] }
  func floors(_: Split) -> [Floor] { [] }
  func isSolved(_: Split, _: [Double]) -> Bool? { nil }
}
