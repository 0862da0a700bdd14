import DataReading
import Planning
import Running
import SequenceTasks
import Sequences
import Studies
import TestSupport
import Testing

/// The values of `trace.csv` by quantity, in the order of steps, layers and units.
struct TracedRows {
  private var rows: [String: [(layer: Int, value: Double)]] = [:]

  /// Traces an experiment.
  init(
    _ text: String, _ overrides: [String] = [],
    files: FileReader = FileReader { throw DataError(file: $0, isMissing: true, "no files here") }
  ) throws {
    let experiment = try Experiment(
      ExperimentFile(name: "trace.yaml", bytes: Array(text.utf8)), overrides: overrides)
    let folder = TemporaryFolder()
    let tracer = Tracer(try TraceStudy(experiment, files: files))
    let results = PlainTable(experiment, folder: folder["trace"], provenance: Provenance(arguments: []))
    try results.write(Tracer.table) { write throws(IOError) in try tracer.rows(write) }
    let table = String(decoding: try Files.read(folder["trace/trace.csv"]), as: UTF8.self)
    for line in table.split(separator: "\n").dropFirst() {
      let cells = line.split(separator: ",")
      let (layer, value) = (try #require(Int(cells[1])), try #require(Double(cells[4])))
      rows[String(cells[2]), default: []].append((layer, value))
    }
    withExtendedLifetime(folder) {}
  }

  /// The values of a quantity; none where the table has no such rows.
  subscript(quantity: String) -> [Double] { (rows[quantity] ?? []).map(\.value) }

  /// The values of a quantity in one layer.
  subscript(quantity: String, layer layer: Int) -> [Double] {
    (rows[quantity] ?? []).filter { $0.layer == layer }.map(\.value)
  }
}
