import DataReading
import Planning
import Running
import SequenceTasks
import Sequences
import Studies
import TestSupport
import Testing

/// The values of `trace.csv` by quantity, in the order of steps and units.
struct TracedRows {
  private var values: [String: [Double]] = [:]

  /// Traces an experiment.
  init(_ text: String, _ overrides: [String] = []) throws {
    let experiment = try Experiment(
      ExperimentFile(name: "trace.yaml", bytes: Array(text.utf8)), overrides: overrides)
    let folder = TemporaryFolder()
    let tracer = Tracer(
      try TraceStudy(
        experiment, files: FileReader { throw DataError(file: $0, isMissing: true, "no files here") }))
    let results = PlainTable(experiment, folder: folder["trace"], provenance: Provenance(arguments: []))
    try results.write(Tracer.table) { write throws(IOError) in try tracer.rows(write) }
    let table = String(decoding: try Files.read(folder["trace/trace.csv"]), as: UTF8.self)
    for line in table.split(separator: "\n").dropFirst() {
      let cells = line.split(separator: ",")
      values[String(cells[2]), default: []].append(try #require(Double(cells[4])))
    }
    withExtendedLifetime(folder) {}
  }

  /// The values of a quantity; none where the table has no such rows.
  subscript(quantity: String) -> [Double] { values[quantity] ?? [] }
}
