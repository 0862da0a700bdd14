import Catalog
import Planning
import Sequences

/// What has to be said of scores, by `split.mode.metric`: of how many rollouts they are, and what those tell.
///
/// The data dictionary has it behind the description of each column of `runs.csv`, where a view of tables alone finds it again.
package struct ScoreNotes: Sendable {
  private var notes: [String: [String]] = [:]

  /// Those of a plan; where cells differ, all of them in the order in which they first come.
  init(_ plan: ExperimentPlan) {
    for cell in plan.possibleCells {
      let specification = cell.specification
      for column in ScoreColumn.all(specification) {
        let metric = ScoreKey.metricName(column.metric)
        let found = specification.study.notes(on: metric, mode: column.mode, specification)
        for note in found where notes[column.name]?.contains(note) != true {
          notes[column.name, default: []].append(note)
        }
      }
    }
  }

  /// Those that the text of a `datapackage.json` has.
  init(dictionary text: String) {
    var name: String?
    for line in text.split(separator: "\n").map({ $0.drop { $0 == " " } }) {
      if line.hasPrefix("\"name\": ") {
        name = String(line.dropFirst(8).dropLast())
      } else if let column = name, line.hasPrefix("\"description\": "),
        let start = line.firstRange(of: Self.mark)
      {
        let found = line[start.upperBound...].dropLast(3).split(separator: Self.separator).map { String($0) }
        notes[column] = found
      }
    }
    // Names are kept as JSON has them, in quotes.
    isQuoted = true
  }

  private static let mark = " Note: "
  private static let separator = "; "
  private var isQuoted = false

  /// The notes on a score.
  package subscript(name: String) -> [String] {
    notes[isQuoted ? JSON.string(name).text(.compact) : name] ?? []
  }

  /// What the data dictionary says behind a column's description; nothing where there is no note.
  func sentence(_ name: String) -> String {
    let found = self[name]
    return found.isEmpty ? "" : Self.mark + found.joined(separator: Self.separator) + "."
  }
}
