import Catalog
public import Planning
import Tables

/// Writes the results folder of a trace: the table with its dictionary, manifest and provenance.
public struct TraceTable: Sendable {
  private let experiment: Experiment
  private let tracer: Tracer
  private let folder: String
  private let provenance: Provenance

  /// The results of a trace in a folder.
  public init(_ experiment: Experiment, _ tracer: Tracer, folder: String, provenance: Provenance) {
    self.experiment = experiment
    self.tracer = tracer
    self.folder = folder
    self.provenance = provenance
  }

  /// Computes the trace and writes all files; `trace.csv` holds its bytes.
  public func write() throws(IOError) {
    try Files.makeFolder(folder)
    var table = try TableWriter(Tracer.table.schema, in: folder)
    try tracer.rows { row throws(IOError) in try table.write(CSVLine(Tracer.table.cells(row))) }
    let published = try table.publish()
    let package = DataPackage(
      name: experiment.name, description: experiment.question ?? "", tables: [published])
    let dictionary = try AtomicFile.write(package.json.text.utf8, to: Files.join(folder, "datapackage.json"))
    try AtomicFile.write(provenance.json.text.utf8, to: Files.join(folder, "provenance.json"))
    let manifest = Manifest(experiment: experiment, tables: [published], dictionary: dictionary)
    try AtomicFile.write(manifest.json.text.utf8, to: Files.join(folder, "manifest.json"))
  }
}
