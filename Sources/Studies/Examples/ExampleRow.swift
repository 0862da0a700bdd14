import Planning
import SequenceTasks
import Sequences
import Tables

/// An example that other tables know by its place in the split, and where it lies in the data: a row of `examples.csv`.
struct ExampleRow: Sendable {
  /// The part of the data.
  let split: String
  /// The example's index in the split.
  let example: Int
  let origin: ExampleOrigin

  /// `examples.csv`, behind the columns that name the cell.
  static let table = Table<ExampleRow>(
    "examples",
    "One row for every example that predictions or units have rows of: where it lies in the data.",
    [
      .text("split", "The part of the data.") { $0.split },
      .integer("example", "The example, from 0, by its place in the split.") { $0.example },
      .text("file", "The file, as the experiment names it.") { $0.origin.file },
      .integer(
        "place",
        "Its place in the file, from 0: of a sequence among the sequences, of a window that of its last row among the rows as they are read."
      ) { $0.origin.place },
      Column(
        "name", .string, isOptional: true,
        "What the file calls it: the name of a sequence, the date of a window's last row; empty where it has none."
      ) { .text($0.origin.name) },
    ])

  /// The table of the first so many examples of each part; none where the task's examples are generated.
  static func tables(_ task: any SequenceTask, _ counts: [(split: Split, count: Int)]) -> [CellTable] {
    guard counts.contains(where: { $0.count > 0 && task.origin($0.split, example: 0) != nil }) else {
      return []
    }
    return [
      CellTable(table) {
        counts.flatMap { split, count in
          (0..<count).compactMap { example in
            task.origin(split, example: example).map {
              ExampleRow(split: split.rawValue, example: example, origin: $0)
            }
          }
        }
      }
    ]
  }
}
