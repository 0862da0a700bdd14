import Planning
import Tables

/// The tables with rows for every run, written side by side: runs, those of the experiment's kind, timings.
struct RunTables {
  private struct Body {
    let table: RunTable
    let head: [Column<RunSpecification>]
    let columns: [String]
  }

  private let runColumns: [Column<RunResult>]
  private let bodies: [Body]
  private let runs: OpenTable
  private let writers: [OpenTable]
  private let timings: OpenTable
  private let store: RunStore

  init(
    _ store: RunStore, folder: String, axes: [String], scores: [String], notes: ScoreNotes, statuses: String,
    tuned: [String],
    tables: [RunTable]
  ) throws(IOError) {
    let results = RunResult.table(axes: axes, scores: scores, notes: notes, statuses: statuses, tuned: tuned)
    let bodies = tables.map {
      Body(table: $0, head: $0.head(axes: axes), columns: $0.body.columns.map(\.name))
    }
    self.store = store
    var writers: [OpenTable] = []
    for body in bodies {
      writers.append(OpenTable(try TableWriter(body.table.body.behind(body.head.map(\.schema)), in: folder)))
    }
    runs = OpenTable(try TableWriter(results.schema, in: folder))
    timings = OpenTable(try TableWriter(RunResult.timings.schema, in: folder))
    runColumns = results.columns
    self.bodies = bodies
    self.writers = writers
  }

  /// Appends everything about a run.
  func write(_ result: RunResult) throws(IOError) {
    let (run, record) = (result.run, result.record)
    try runs.write(CSVLine(runColumns.map { $0.cell(result) }))
    try writeTiming(result)
    for (place, body) in bodies.enumerated() {
      let (name, head) = (body.table.body.name, CSVLine(body.head.map { $0.cell(run) }))
      for rows in record.outcome.tables where rows.table == name { try append(rows, to: place, behind: head) }
      for attachment in record.outcome.attachments {
        guard case .rows(name, _, _) = attachment.place else { continue }
        try store.readRows(of: attachment, run.id) { rows throws(IOError) in
          try append(rows, to: place, behind: head)
        }
      }
    }
  }

  /// Appends what a run cost, which has no part in the other tables.
  func writeTiming(_ result: RunResult) throws(IOError) {
    try timings.write(CSVLine(RunResult.timings.cells(result)))
  }

  private func append(_ rows: TableRows, to place: Int, behind head: CSVLine) throws(IOError) {
    // Columns that the record does not have, as one of an earlier version, stay empty.
    let places = bodies[place].columns.map { rows.columns.firstIndex(of: $0) }
    for row in rows.rows {
      var line = head
      for place in places { line.append(word: place.map { row.words[$0] } ?? []) }
      try writers[place].write(line)
    }
  }

  /// Puts the tables in place.
  func publish() throws(IOError) -> [TableWriter.Published] {
    var tables: [TableWriter.Published] = []
    for table in [runs] + writers + [timings] { tables.append(try table.publish()) }
    return tables
  }
}

/// A table in the making that can be one of several in an array.
private final class OpenTable {
  private var writer: TableWriter?

  init(_ writer: consuming TableWriter) { self.writer = consume writer }

  func write(_ line: consuming CSVLine) throws(IOError) { try writer?.write(line) }

  func publish() throws(IOError) -> TableWriter.Published {
    guard let writer = writer.take() else { preconditionFailure("a table is published once") }
    return try writer.publish()
  }
}
