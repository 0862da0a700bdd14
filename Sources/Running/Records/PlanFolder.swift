import Digest

/// The part of a results folder that says which experiment it belongs to.
///
/// A folder belongs to the experiment of its file `plan`. Where that is missing or damaged the records tell: if all of them are runs
/// of an experiment, the folder is that experiment's, and if one is not, it is another's.
public struct PlanFolder: Sendable, Hashable {
  /// The results folder.
  public let folder: String

  /// The plan's part of a results folder.
  public init(_ folder: String) { self.folder = folder }

  private var store: RunStore { RunStore(folder) }
  private var planPath: String { Files.join(folder, "plan") }
  private var experimentPath: String { Files.join(folder, "experiment.yaml") }
  private func dataPath(_ digest: String) -> String { Files.join(folder, "data/\(digest)") }

  /// An experiment that asks for a folder.
  public struct Claim {
    let plan: PlanFile
    let experiment: [UInt8]
    let runs: any Sequence<String>
    let tables: [String]
    let redoes: Bool
    let data: (String) throws -> [UInt8]

    /// A claim.
    ///
    /// - Parameters:
    ///   - plan: what the folder has to remember.
    ///   - experiment: the bytes of the experiment file.
    ///   - runs: the ids of the experiment's runs; none for an experiment without records, whose tables are written anew each time.
    ///   - tables: the files that the experiment, or another, may write there.
    ///   - redoes: whether records of another version are to be replaced.
    ///   - data: reads the data files for the copies.
    public init(
      _ plan: PlanFile, experiment: [UInt8], runs: some Sequence<String>, tables: [String],
      redoes: Bool = false,
      data: @escaping (String) throws -> [UInt8]
    ) {
      self.plan = plan
      self.experiment = experiment
      self.runs = runs
      self.tables = tables
      self.redoes = redoes
      self.data = data
    }
  }

  /// Makes the folder this experiment's, or finds that it is.
  ///
  /// What cannot change a result (comments, the order of keys, name, question, the comparison) may differ from what
  /// the folder holds; the newer file is then remembered. Of two experiments that claim a new folder at the same time one gets it, and
  /// the other is refused and has written nothing.
  ///
  /// - Throws: ``Taken``, ``OtherVersion``, ``Occupied``, ``IOError``.
  public func claim(_ claim: Claim) throws {
    let plan = claim.plan
    try Files.makeFolder(folder)
    switch try found() {
    case .plan(let present):
      let differences = plan.differences(from: present)
      guard differences.isEmpty else { throw Taken(folder: folder, differences: differences) }
      if present.numerics != plan.numerics, !claim.redoes {
        let runs = try store.runs().count
        guard runs == 0 else {
          throw OtherVersion(folder: folder, found: present.numerics, current: plan.numerics, runs: runs)
        }
      }
      if present == plan, isWhole(plan), !claim.redoes { return }
      try AtomicFile.write(plan.bytes, to: planPath)
    case .damaged(let bytes):
      try checkOwner(claim, others: [])
      guard try replace(bytes, by: plan) else { return try self.claim(claim) }
    case .nothing:
      // A plan comes before the other files: an experiment.yaml without one is a person's own.
      try checkOwner(claim, others: ["experiment.yaml"])
      guard try AtomicFile.create(plan.bytes, at: planPath) else { return try self.claim(claim) }
    }
    if claim.redoes {
      for run in try strangers(claim.runs) { try store.remove(run) }
    }
    for copy in plan.data where !isSound(copy) {
      try Files.makeFolder(Files.join(folder, "data"))
      try AtomicFile.write(claim.data(copy.path), to: dataPath(copy.digest))
    }
    try AtomicFile.write(claim.experiment, to: experimentPath)
  }

  /// Makes sure that a folder without a sound plan is not another experiment's, nor holds files that would be overwritten.
  private func checkOwner(_ claim: Claim, others: [String]) throws {
    let strangers = try strangers(claim.runs)
    if !strangers.isEmpty { throw Taken(folder: folder, records: strangers) }
    guard try store.runs().isEmpty else { return }
    for name in others + ["manifest.json", "datapackage.json", "provenance.json"] + claim.tables {
      let path = Files.join(folder, name)
      // Another runner of the same experiment may have begun since; its plan comes before its other files.
      if Files.exists(path), try !isPlanned() { throw Occupied(path: path) }
    }
  }

  private func strangers(_ runs: some Sequence<String>) throws -> [String] {
    try store.strangers(among: runs)
  }

  private func isPlanned() throws -> Bool {
    if case .plan = try found() { true } else { false }
  }

  /// Puts a plan in the place of a damaged one; `false` where another runner has been faster.
  private func replace(_ damaged: [UInt8], by plan: PlanFile) throws -> Bool {
    let aside = Files.join(
      folder, AtomicFile.temporaryPrefix + String(UInt64.random(in: .min ... .max), radix: 36))
    do { try Files.rename(planPath, to: aside) } catch {
      if error.isMissing { return false }
      throw error
    }
    // What was moved aside may be the sound plan of a faster runner: then it goes back.
    guard try Files.read(aside) == damaged else {
      try Files.rename(aside, to: planPath)
      return false
    }
    try Files.remove(aside)
    return try AtomicFile.create(plan.bytes, at: planPath)
  }

  /// The experiment that the folder belongs to, with a reader for the copies of its data.
  ///
  /// - Throws: ``Missing``, ``IOError``.
  public func load() throws -> (
    plan: PlanFile, experiment: [UInt8], data: @Sendable (String) throws -> [UInt8]
  ) {
    guard case .plan(let plan) = try found() else {
      throw Missing(folder: folder, isDamaged: Files.exists(planPath) || store.hasRecords)
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
  func isWhole(_ plan: PlanFile) -> Bool {
    guard let bytes = try? Files.read(experimentPath), SHA256.hexadecimal(bytes) == plan.experiment else {
      return false
    }
    return plan.data.allSatisfy(isSound)
  }

  /// Whether the folder's copy of a data file is there and has the bytes that it should.
  private func isSound(_ copy: PlanFile.DataCopy) -> Bool {
    (try? Files.read(dataPath(copy.digest))).map { SHA256.hexadecimal($0) } == copy.digest
  }

  enum Found {
    case plan(PlanFile)
    case damaged([UInt8])
    case nothing
  }

  func found() throws(IOError) -> Found {
    do {
      let bytes = try Files.read(planPath)
      return PlanFile(bytes: bytes).map { .plan($0) } ?? .damaged(bytes)
    } catch {
      if error.isMissing { return .nothing }
      throw error
    }
  }
}
