import Catalog
import Digest
public import Planning
import Recurrence
public import Reports

/// How to cite a results folder: the version of Sluice, the results themselves, the data that they were computed from, and the publications
/// whose methods the experiment uses.
public struct FolderCitation: Sendable {
  /// A method, with what its catalog entry says of where it comes from.
  private struct Method {
    let name: String
    let source: String
  }

  private let experiment: Experiment
  private let version: String
  private let results: Reference
  private let data: [Reference]
  private let methods: [Method]

  /// - Parameters:
  ///   - experiment: the experiment of the folder.
  ///   - folder: the folder; its manifest says which version wrote the tables, and its provenance when.
  ///   - plan: what the folder remembers.
  /// - Throws: ``IOError`` where a file that is there cannot be read.
  public init(_ experiment: Experiment, folder: String, plan: PlanFile) throws(IOError) {
    let manifest = try Self.described(Files.join(folder, ResultTables.manifestFile))
    let provenance = try Self.described(Files.join(folder, ResultTables.provenanceFile))
    self.experiment = experiment
    version = manifest?.json["sluice"]?.string ?? SluiceVersion.current
    let date = provenance?.json["made_at"]?.string.map { String($0.prefix(10)) }
    results = Self.results(experiment, plan, manifest, date: date, version: version)
    data = plan.data.map { Self.data($0) }
    methods = Self.methods(experiment)
  }

  /// What is known of a folder that nothing but its experiment and its data determine: no date, and no digest of the manifest.
  ///
  /// - Parameters:
  ///   - experiment: the experiment of the folder.
  ///   - version: the version of Sluice that wrote the tables.
  ///   - plan: what the folder remembers.
  package init(lasting experiment: Experiment, version: String, plan: PlanFile) {
    self.experiment = experiment
    self.version = version
    results = Reference(
      key: "results", kind: .dataset, title: "Results of the experiment \(experiment.name)",
      notes: ["Computed with \(SoftwareCitation.name) \(version)", "Experiment SHA-256 \(plan.experiment)"])
    data = plan.data.map { Self.data($0) }
    methods = Self.methods(experiment)
  }

  /// A JSON file of the folder with the digest of its bytes; `nil` where it is missing or not JSON.
  private static func described(_ path: String) throws(IOError) -> (json: JSON, sha256: String)? {
    let bytes: [UInt8]
    do { bytes = try Files.read(path) } catch {
      if error.isMissing { return nil }
      throw error
    }
    return (try? JSON(bytes)).map { ($0, SHA256.hexadecimal(bytes)) }
  }

  // MARK: What is cited

  private var software: Reference {
    let isCurrent = version == SluiceVersion.current
    return Reference(
      key: "sluice", kind: .software, authors: [SoftwareCitation.author], isBody: true,
      title: SoftwareCitation.title,
      year: isCurrent ? SoftwareCitation.year : nil, version: version, notes: [SoftwareCitation.license])
  }

  private static func results(
    _ experiment: Experiment, _ plan: PlanFile, _ manifest: (json: JSON, sha256: String)?, date: String?,
    version: String
  ) -> Reference {
    var notes = [
      "Computed with \(SoftwareCitation.name) \(version)" + (date.map { " on \($0)" } ?? ""),
      "Experiment SHA-256 \(plan.experiment)",
    ]
    if let manifest {
      if let finished = manifest.json["plan"]?["finished"]?.integer,
        let runs = manifest.json["plan"]?["runs"]?.integer, finished < runs
      {
        notes.append("Tables of \(finished) of \(runs) runs")
      }
      notes.append("\(ResultTables.manifestFile) SHA-256 \(manifest.sha256)")
    } else {
      notes.append("No tables are written yet")
    }
    return Reference(
      key: "results", kind: .dataset, title: "Results of the experiment \(experiment.name)",
      year: date.map { String($0.prefix(4)) }, notes: notes)
  }

  private static func data(_ file: PlanFile.DataCopy) -> Reference {
    let name = Files.name(of: file.path)
    let digest = "\(name), SHA-256 \(file.digest)"
    guard let source = DataSource.known(file.digest) else {
      return Reference(
        key: "data" + file.digest.prefix(8), kind: .dataset, title: name,
        notes: ["SHA-256 \(file.digest)", "Sluice knows no source of it; cite it as its owner asks"])
    }
    return Reference(
      key: "data" + file.digest.prefix(8), kind: .dataset, authors: source.authors, title: source.title,
      year: String(source.year), arXiv: source.arXiv,
      notes: [digest, "\(source.license) (\(source.licenseURL))"]
    )
  }

  /// The methods that have a source, each once; the variant of the network first.
  private static func methods(_ experiment: Experiment) -> [Method] {
    let variants = experiment.variants.map { ("LSTM variant", $0.description) }
    let kinds = experiment.namedKinds.map { ($0.subject, $0.description) }
    return (variants + kinds).filter { !$1.source.isEmpty }.map { subject, kind in
      Method(name: "\(subject) \(kind.kind)", source: kind.source)
    }
  }

  // MARK: How it is shown

  /// The citations in words, a part for each thing that is cited.
  public var report: Report {
    var report = Report()
    func part(_ title: String, _ lines: [String]) {
      guard !lines.isEmpty else { return }
      if !report.blocks.isEmpty { report.addGap() }
      report.add(title)
      for line in lines { report.add("  \(line)") }
    }
    part("Software", [software.sentence])
    part("Results", [results.sentence])
    part("Data", data.map(\.sentence))
    part("Methods", methods.map { "\($0.name): \($0.source)" })
    return report
  }

  /// The citations as BibTeX. Publications of methods have authors, year and arXiv number as far as the catalog has them; their titles are
  /// left to be filled in.
  public var bibTeX: String {
    var publications: [Reference] = []
    for method in methods {
      for var reference in MethodSources.references(in: method.source) {
        reference.notes = [method.name]
        let known = publications.firstIndex {
          $0.authors == reference.authors && $0.year == reference.year && $0.arXiv == reference.arXiv
        }
        if let known { publications[known].notes += reference.notes } else { publications.append(reference) }
      }
    }
    return Self.distinct([software, results] + data + publications).map(\.bibTeX).joined(separator: "\n")
  }

  /// The references under keys of their own: `jang2017`, `jang2017b`, …
  private static func distinct(_ references: [Reference]) -> [Reference] {
    var used: [String: Int] = [:]
    return references.map { reference in
      var reference = reference
      let count = used[reference.key, default: 0]
      used[reference.key] = count + 1
      if count > 0, let letter = Unicode.Scalar(UInt32(97 + min(count, 25))) {
        reference.key.unicodeScalars.append(letter)
      }
      return reference
    }
  }
}
