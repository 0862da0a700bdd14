import Catalog
import Digest
import Planning
import Tables

/// Writes the files that describe a results folder as a whole, once its tables are in place: provenance, crate, and last the manifest,
/// which vouches for all that is stable.
struct FolderDescription {
  private let folder: String
  private let provenance: Provenance

  init(_ folder: String, provenance: Provenance) {
    self.folder = folder
    self.provenance = provenance
  }

  /// - Parameters:
  ///   - manifest: the manifest.
  ///   - experiment: what was done.
  ///   - data: the data files that were read.
  ///   - tables: the tables as they were published.
  ///   - summary: what the results are, in sentences.
  ///   - usesOwnKinds: whether a kind of the program's own has a part in them.
  func write(
    _ manifest: Manifest, of experiment: Experiment, data: [DataFile], tables: [TableWriter.Published],
    summary: String, usesOwnKinds: Bool
  ) throws(IOError) {
    let provenanceDigest = try write(provenance.json, ResultTables.provenanceFile)
    let text = manifest.json.text
    let published = Dictionary(tables.map { ($0.schema.file, $0) }, uniquingKeysWith: { $1 })
    let stable = manifest.files.map { file in
      CrateFile(
        file.path, summary: published[file.path]?.schema.summary ?? "", sha256: file.sha256,
        size: published[file.path]?.size)
    }
    let timings = published[RunResult.timings.schema.file].map { table in
      CrateFile(
        table.schema.file, summary: table.schema.summary, sha256: table.digest, size: table.size)
    }
    let description = [
      CrateFile(
        ResultTables.manifestFile, summary: "Versions, and the digests of all stable files.",
        sha256: SHA256.hexadecimal(text.utf8)),
      CrateFile(
        ResultTables.provenanceFile, summary: "Computer, versions of libraries, arguments and date.",
        sha256: Hexadecimal.text(provenanceDigest)),
    ]
    let crate = try RunCrate(
      experiment, summary: summary.isEmpty ? "Results of the experiment \(experiment.name)." : summary,
      data: data, files: stable + (timings.map { [$0] } ?? []) + description, usesOwnKinds: usesOwnKinds,
      provenance: provenance)
    try write(crate.json, RunCrate.file)
    try AtomicFile.write(text.utf8, to: Files.join(folder, ResultTables.manifestFile))
  }

  @discardableResult
  private func write(_ json: JSON, _ name: String) throws(IOError) -> [UInt8] {
    try AtomicFile.write(json.text.utf8, to: Files.join(folder, name))
  }
}
