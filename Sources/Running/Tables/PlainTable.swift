import Catalog
public import Planning
public import Tables

/// Writes the results folder of an experiment without a plan: one table with its dictionary, manifest and provenance.
public struct PlainTable: Sendable {
  private let experiment: Experiment
  private let data: [DataFile]
  private let folder: String
  private let provenance: Provenance

  /// The results of an experiment in a folder, made from these data files.
  public init(_ experiment: Experiment, data: [DataFile] = [], folder: String, provenance: Provenance) {
    self.experiment = experiment
    self.data = data
    self.folder = folder
    self.provenance = provenance
  }

  /// Writes the table, row by row as `rows` hands them over, and all files beside it.
  public func write<Row>(
    _ table: Table<Row>, rows: ((Row) throws(IOError) -> Void) throws(IOError) -> Void
  ) throws(IOError) {
    try Files.makeFolder(folder)
    try PublishedPage(folder).remove()
    var writer = try TableWriter(table.schema, in: folder)
    try rows { row throws(IOError) in try writer.write(CSVLine(table.cells(row))) }
    let published = try writer.publish()
    let package = DataPackage(
      name: experiment.name, description: experiment.question ?? "", tables: [published])
    let dictionary = try AtomicFile.write(
      package.json.text.utf8, to: Files.join(folder, ResultTables.dictionaryFile))
    let manifest = Manifest(experiment: experiment, data: data, tables: [published], dictionary: dictionary)
    try FolderDescription(folder, provenance: provenance).write(
      manifest, of: experiment, data: data, tables: [published], summary: package.description,
      usesOwnKinds: experiment.usesKindsOfThisProgram)
  }
}
