import Digest

/// The part of a results folder that says which experiment it belongs to.
public struct PlanFolder: Sendable, Hashable {
  /// The results folder.
  public let folder: String

  /// Another experiment's results are in the folder.
  public struct Taken: Error, Sendable, Hashable, CustomStringConvertible {
    /// The folder.
    public let folder: String
    /// The keys in which the experiments differ.
    public let differences: [String]

    /// One sentence for a person.
    public var description: String {
      let shown = differences.prefix(8).joined(separator: ", ")
      let more = differences.count > 8 ? " and \(differences.count - 8) more" : ""
      return "'\(folder)' holds the results of another experiment, which differs in \(shown)\(more); "
        + "choose another folder with --out"
    }
  }

  /// Files that no experiment of Sluice wrote are in the folder, and would be written over.
  public struct Occupied: Error, Sendable, Hashable, CustomStringConvertible {
    /// The file in the way.
    public let path: String

    /// One sentence for a person.
    public var description: String {
      "'\(path)' would be written over, and no experiment was run into its folder; choose another folder with --out"
    }
  }

  /// There is no experiment in the folder, or what is there is damaged.
  public struct Missing: Error, Sendable, Hashable, CustomStringConvertible {
    /// The folder.
    public let folder: String
    /// Whether a file is there but not as it was written.
    public let isDamaged: Bool

    /// One sentence for a person.
    public var description: String {
      isDamaged
        ? "'\(folder)' is damaged: its plan, experiment or data do not fit their checksums; run the experiment into it again, which keeps finished runs"
        : "'\(folder)' holds no results: there is no plan in it"
    }
  }

  /// The plan's part of a results folder.
  public init(_ folder: String) { self.folder = folder }

  private var planPath: String { Files.join(folder, "plan") }
  private var experimentPath: String { Files.join(folder, "experiment.yaml") }
  private func dataPath(_ digest: String) -> String { Files.join(folder, "data/\(digest)") }

  /// Makes the folder this experiment's, or finds that it is.
  ///
  /// What cannot change a result (comments, the order of keys, name, question, the comparison) may differ from what
  /// the folder holds; the newer file is then remembered.
  ///
  /// - Parameters:
  ///   - plan: what the folder has to remember.
  ///   - experiment: the bytes of the experiment file.
  ///   - data: reads the data files for the copies.
  /// - Throws: ``Taken``, ``Occupied``, ``IOError``.
  public func claim(_ plan: PlanFile, experiment: [UInt8], data: (String) throws -> [UInt8]) throws {
    if let present = try present() {
      let differences = plan.differences(from: present)
      guard differences.isEmpty else { throw Taken(folder: folder, differences: differences) }
      if present == plan, isWhole(plan) { return }
    } else if !Files.exists(planPath) {
      try checkIsFree()
    }
    try Files.makeFolder(folder)
    for copy in plan.data {
      try Files.makeFolder(Files.join(folder, "data"))
      let path = dataPath(copy.digest)
      if !isSound(copy) { try AtomicFile.write(data(copy.path), to: path) }
    }
    // The plan comes first: without one, what is in the folder is somebody else's.
    try AtomicFile.write(plan.bytes, to: planPath)
    try AtomicFile.write(experiment, to: experimentPath)
  }

  /// Makes sure that nothing of somebody else's would be written over, in a folder without a plan.
  private func checkIsFree() throws(Occupied) {
    let tables = ["runs", "measurements", "gates", "summary", "comparisons", "timings", "trace"].map {
      "\($0).csv"
    }
    for name in ["experiment.yaml", "manifest.json", "datapackage.json", "provenance.json"] + tables {
      let path = Files.join(folder, name)
      // Another runner of the same experiment may have begun since; its plan comes before its other files.
      if Files.exists(path), !Files.exists(planPath) { throw Occupied(path: path) }
    }
  }

  /// The experiment that the folder belongs to, with a reader for the copies of its data.
  ///
  /// - Throws: ``Missing``, ``IOError``.
  public func load() throws -> (
    plan: PlanFile, experiment: [UInt8], data: @Sendable (String) throws -> [UInt8]
  ) {
    guard let plan = try present() else {
      throw Missing(folder: folder, isDamaged: Files.exists(planPath))
    }
    let bytes = try Files.read(experimentPath)
    guard SHA256.hexadecimal(bytes) == plan.experiment else { throw Missing(folder: folder, isDamaged: true) }
    let data = plan.data
    return (
      plan, bytes,
      { path in
        guard let copy = data.first(where: { $0.path == path }) else {
          throw Missing(folder: folder, isDamaged: true)
        }
        let bytes = try Files.read(dataPath(copy.digest))
        guard SHA256.hexadecimal(bytes) == copy.digest else { throw Missing(folder: folder, isDamaged: true) }
        return bytes
      }
    )
  }

  /// Whether every file that the plan speaks of is there as it was.
  private func isWhole(_ plan: PlanFile) -> Bool {
    guard let bytes = try? Files.read(experimentPath), SHA256.hexadecimal(bytes) == plan.experiment else {
      return false
    }
    return plan.data.allSatisfy(isSound)
  }

  /// Whether the folder's copy of a data file is there and has the bytes that it should.
  private func isSound(_ copy: PlanFile.DataCopy) -> Bool {
    (try? Files.read(dataPath(copy.digest))).map { SHA256.hexadecimal($0) } == copy.digest
  }

  private func present() throws(IOError) -> PlanFile? {
    do throws(IOError) { return PlanFile(bytes: try Files.read(planPath)) } catch {
      if error.isMissing { return nil }
      throw error
    }
  }
}
