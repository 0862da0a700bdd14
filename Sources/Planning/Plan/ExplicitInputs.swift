import Catalog
import RandomStreams
import SequenceTasks
import Sequences

/// The one sequence that a simulation's `inputs` spell out, in the place of a task: no targets, no scores.
struct ExplicitInputs: SequenceTask {
  static let description = KindDescription("inputs", summary: "One sequence spelled out in the experiment.")

  private let rows: [[Float]]

  init(rows: [[Double]]) { self.rows = rows.map { $0.map { Float($0) } } }

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
    var place = 0
    for row in rows {
      for _ in examples {
        batch.inputs.replaceSubrange(place..<place + row.count, with: row)
        place += row.count
      }
    }
  }

  func score(_: Split, predictions _: [Double]) -> [Double] { [] }
  func floors(_: Split) -> [Floor] { [] }
  func isSolved(_: Split, _: [Double]) -> Bool? { nil }
}
