import Catalog
import Digest
import Planning
import Tables

/// A results folder as a Process Run Crate: who made which files of which, when and with what; the content of
/// `ro-crate-metadata.json`, which is volatile like `provenance.json`.
///
/// Profile: Process Run Crate 0.5 (Leo et al. 2024, Recording provenance of workflow runs with RO-Crate) on RO-Crate 1.1. The command that
/// wrote the tables is a `CreateAction`: its instrument is Sluice or a program with kinds of its own, its objects are the folder's copies of
/// experiment and data, its results the files that the manifest vouches for.
struct RunCrate {
  /// The name of the file.
  static let file = "ro-crate-metadata.json"

  private static let specification = "https://w3id.org/ro/crate/1.1"
  private static let profile = "https://w3id.org/ro/wfrun/process/0.5"
  private static let root = "./"
  private static let action = "#command"
  private static let unnamedLicense = "#license"

  private let experiment: Experiment
  private let summary: String
  private let provenance: Provenance
  private let program: CrateProgram
  private let objects: [CrateFile]
  private let results: [CrateFile]

  /// - Parameters:
  ///   - experiment: what was done.
  ///   - summary: what the results are, in sentences.
  ///   - data: the data files that were read.
  ///   - files: the files that were written.
  ///   - usesOwnKinds: whether a kind of the program's own has a part in them.
  ///   - provenance: when and how the command was called.
  init(
    _ experiment: Experiment, summary: String, data: [DataFile], files: [CrateFile], usesOwnKinds: Bool,
    provenance: Provenance
  ) throws(IOError) {
    self.experiment = experiment
    self.summary = summary
    self.provenance = provenance
    program = try CrateProgram(usesOwnKinds: usesOwnKinds)
    objects =
      [
        CrateFile(
          "experiment.yaml", summary: "The experiment file.",
          sha256: SHA256.hexadecimal(experiment.file.bytes), size: experiment.file.bytes.count)
      ]
      + data.map { file in
        CrateFile(
          "data/\(file.sha256)", name: file.path, summary: "A copy of a data file of the experiment.",
          sha256: file.sha256, source: .known(file.sha256))
      }
    results = files
  }

  var json: JSON {
    .object([
      (
        "@context",
        // The term for digests is one of Workflow Run RO-Crate's own.
        .array([
          .string("\(Self.specification)/context"),
          .object([("sha256", .string("https://w3id.org/ro/terms/workflow-run#sha256"))]),
        ])
      ),
      ("@graph", .array(entities.map(\.json))),
    ])
  }

  private var entities: [CrateEntity] {
    let entities = head + program.entities + (objects + results).flatMap(\.entities)
    // Two files may be of one source.
    var known: Set<String> = []
    return entities.filter { known.insert($0.id).inserted }
  }

  private var head: [CrateEntity] {
    [
      CrateEntity(
        Self.file, "CreativeWork",
        [
          ("conformsTo", CrateEntity.reference(Self.specification)),
          ("about", CrateEntity.reference(Self.root)),
        ]),
      CrateEntity(
        Self.root, "Dataset",
        [
          ("name", .string(experiment.name)), ("description", .string(summary)),
          ("datePublished", .string(provenance.madeAt)),
          ("license", CrateEntity.reference(Self.unnamedLicense)),
          ("conformsTo", CrateEntity.reference(Self.profile)),
          ("hasPart", CrateEntity.references((objects + results).map(\.id))),
          ("mentions", CrateEntity.reference(Self.action)),
        ]),
      CrateEntity(
        Self.unnamedLicense, "CreativeWork",
        [
          ("name", .string("No licence is named")),
          (
            "description",
            .string(
              "Whoever ran the experiment decides how its results may be used; data files have licences of their own."
            )
          ),
        ]),
      CrateEntity(
        Self.profile, "CreativeWork",
        [("name", .string("Process Run Crate")), ("version", .string("0.5"))]),
      CrateEntity(
        Self.action, "CreateAction",
        [
          ("name", .string("sluice \(provenance.arguments.first ?? "")")),
          ("description", .string(provenance.commandLine)),
          ("instrument", CrateEntity.reference(program.instrument)),
          ("object", CrateEntity.references(objects.map(\.id))),
          ("result", CrateEntity.references(results.map(\.id))),
          ("startTime", .string(provenance.startedAt)), ("endTime", .string(provenance.madeAt)),
          // A command that fails writes no tables, and no crate.
          ("actionStatus", .string("http://schema.org/CompletedActionStatus")),
        ]),
    ]
  }
}
