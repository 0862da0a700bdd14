import Catalog
import DataReading
import Planning
import SequenceTasks
import Sequences

/// The one sequence of a simulation's `inputs`, in the place of a task: no targets, no scores.
struct ExplicitInputs: SequenceTask {
  static let description = KindDescription(
    "inputs", summary: "One sequence, spelled out in the experiment or in a file of its own.",
    parameters: [
      Parameter("data", .text, isOptional: true, summary: "The digest of the data, where a file holds them.")
    ])

  private let rows: [[Double]]
  private let precision: Precision
  /// What was found in the file; nothing where there is none.
  let findings: [Finding]

  private init(_ sequence: ExplicitSequence, _ precision: Precision) {
    rows = sequence.rows
    findings = sequence.source?.findings ?? []
    self.precision = precision
  }

  /// The sequence as the source of a cell's sequences.
  static func specification(
    _ sequence: ExplicitSequence, precision: Precision
  ) -> KindSpecification<any SequenceTask> {
    do {
      let data = sequence.source.map { ["data": ParameterValue.text($0.digest)] }
      return KindSpecification(try Parameters(description, data ?? [:]), Self(sequence, precision))
    } catch { preconditionFailure("a digest is a text: \(error)") }
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
