import Catalog
import Digest
import Planning
import RandomStreams
import Tables

/// What results were made from, and the SHA-256 of everything that is stable: the content of `manifest.json`.
struct Manifest {
  /// A file that is known by its digest.
  struct File {
    let path: String
    let sha256: String

    var json: JSON { .object([("path", .string(path)), ("sha256", .string(sha256))]) }
  }

  private let experiment: Experiment
  private let outline: ExperimentOutline
  private let runs: JSON?
  private let numerics: String
  private let data: [DataFile]
  private let tables: [TableWriter.Published]
  /// What runs publish beside the tables, in plan order.
  private let attached: [File]
  /// The digest of `datapackage.json`.
  private let dictionary: [UInt8]

  /// The manifest of a sweep.
  init(
    plan: ExperimentPlan, extent: ResultTables.Extent, tables: [TableWriter.Published], attached: [File],
    dictionary: [UInt8]
  ) {
    experiment = plan.experiment
    numerics = plan.numerics
    data = plan.dataFiles
    outline = ExperimentOutline(experiment, data: data)
    runs = .object(
      [
        ("axes", .array(plan.experiment.axes.map { .string($0.path) })),
        ("cells", .integer(plan.candidates)),
        ("replicates", .integer(plan.replicates)),
        ("runs", .integer(extent.total)),
        ("finished", .integer(extent.finished)),
        ("diverged", .integer(extent.diverged)),
      ] + (plan.tuning.map { [("tuning_runs", .integer($0.runCount))] } ?? []))
    self.tables = tables
    self.attached = attached
    self.dictionary = dictionary
  }

  /// The manifest of a table without a plan.
  init(
    experiment: Experiment, data: [DataFile], tables: [TableWriter.Published], dictionary: [UInt8]
  ) {
    self.experiment = experiment
    self.data = data
    numerics = NumericsVersion.current
    outline = ExperimentOutline(experiment, data: data)
    runs = nil
    attached = []
    self.tables = tables
    self.dictionary = dictionary
  }

  var json: JSON {
    let head: [(String, JSON)] = [
      ("schema", .string("sluice/manifest/v1")),
      ("sluice", .string(SluiceVersion.current)),
      ("streams", .string(StreamVersion.current)),
      ("numerics", .string(numerics)),
      (
        "experiment",
        .object([
          ("name", .string(experiment.name)),
          ("kind", .string(experiment.kind)),
          ("sha256", .string(outline.digest)),
        ])
      ),
    ]
    let sources = data.map { file in
      JSON.object([
        ("path", .string(file.path)), ("sha256", .string(file.sha256)),
        ("as_read", .array(file.readings.map { .string($0) })),
      ])
    }
    return .object(
      head + (runs.map { [("plan", $0)] } ?? []) + [
        ("data", .array(sources)), ("files", .array(files.map(\.json))),
      ])
  }

  /// Everything that is stable.
  var files: [File] {
    tables.filter { $0.schema != RunResult.timings.schema }.map {
      File(path: $0.schema.file, sha256: $0.digest)
    } + [File(path: "datapackage.json", sha256: Hexadecimal.text(dictionary))] + attached
  }
}
