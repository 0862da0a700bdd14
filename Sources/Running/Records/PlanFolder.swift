import Digest
import Planning

/// The part of a results folder that says which experiment it belongs to.
///
/// A folder belongs to the experiment of its file `plan`, and to every other that has a run in common with it: that is the same
/// experiment with more replicates, values or axes, or with fewer. Records of runs that the plan no longer has are kept. Where the plan is missing or damaged the records tell: if all of them are runs
/// of an experiment, the folder is that experiment's, and if one is not, it is another's.
public struct PlanFolder: Sendable, Hashable {
  /// The results folder.
  public let folder: String

  /// The plan's part of a results folder.
  public init(_ folder: String) { self.folder = folder }

  private var store: RunStore { RunStore(folder) }
  var planPath: String { Files.join(folder, "plan") }
  var experimentPath: String { Files.join(folder, "experiment.yaml") }
  func dataPath(_ digest: String) -> String { Files.join(folder, "data/\(digest)") }

  /// An experiment that asks for a folder.
  public struct Claim {
    /// What the folder has to remember of the experiment.
    public let plan: PlanFile
    let experiment: [UInt8]
    let runs: any Sequence<String>
    let tables: [String]
    let redoes: Bool
    let earlier: (Kept) throws -> [String]
    let continues: (Kept) throws -> Bool
    let data: (String) throws -> [UInt8]

    /// A claim.
    ///
    /// - Parameters:
    ///   - plan: what the folder has to remember.
    ///   - experiment: the bytes of the experiment file.
    ///   - runs: the ids of the experiment's runs; none for an experiment without records, whose tables are written anew each time.
    ///   - tables: the files that the experiment, or another, may write there.
    ///   - redoes: whether records of another version are to be replaced.
    ///   - earlier: the ids of the runs that the folder's own experiment has; by default it has none in common with this one.
    ///   - continues: whether this experiment's runs are longer or shorter ones of the folder's own; by default they are not.
    ///   - data: reads the data files for the copies.
    public init(
      _ plan: PlanFile, experiment: [UInt8], runs: some Sequence<String>, tables: [String],
      redoes: Bool = false, earlier: @escaping (Kept) throws -> [String] = { _ in [] },
      continues: @escaping (Kept) throws -> Bool = { _ in false },
      data: @escaping (String) throws -> [UInt8]
    ) {
      self.plan = plan
      self.experiment = experiment
      self.runs = runs
      self.tables = tables
      self.redoes = redoes
      self.earlier = earlier
      self.continues = continues
      self.data = data
    }
  }

  /// Makes the folder this experiment's, or finds that it is.
  ///
  /// What cannot change a result (comments, the order of keys, name, question, the comparison) may differ from what
  /// the folder holds, and so may the number of replicates and the axes where both experiments have a run in common; the newer file is then
  /// remembered. Of two experiments that claim a new folder at the same time one gets it, and
  /// the other is refused and has written nothing.
  ///
  /// - Returns: the keys in which the folder's experiment has been changed by this one, none where it is new or the same.
  /// - Throws: ``Taken``, ``OtherVersion``, ``Occupied``, ``IOError``.
  @discardableResult
  public func claim(_ claim: Claim) throws -> [PlanFile.Difference] {
    let plan = claim.plan
    try Files.makeFolder(folder)
    var changes: [PlanFile.Difference] = []
    switch try found() {
    case .plan(let present):
      changes = plan.differences(from: present)
      if !changes.isEmpty, try !sharesRuns(claim) { throw Taken(folder: folder, differences: changes) }
      if present.numerics != plan.numerics, !claim.redoes {
        let runs = try store.records().count
        guard runs == 0 else {
          throw OtherVersion(folder: folder, found: present.numerics, current: plan.numerics, runs: runs)
        }
      }
      if present == plan, isWhole(plan), !claim.redoes { return [] }
      // What the plan speaks of is there before the plan, so that whoever reads meanwhile finds one experiment or the other.
      try keep(claim)
      try keep(claim.experiment, plan.experiment)
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
      // What this version made and the plan no longer has is kept.
      let records = try store.records()
      let others = try records.strangers(among: claim.runs).filter {
        try records.record(of: $0)?.origin.numerics != NumericsVersion.current
      }
      if !others.isEmpty { try store.remove(others, from: records) }
    }
    try keep(claim)
    try AtomicFile.write(claim.experiment, to: experimentPath)
    return changes
  }

  /// Keeps copies of the data of a claim.
  private func keep(_ claim: Claim) throws {
    for copy in claim.plan.data where !isSound(copy.digest) {
      try keep(claim.data(copy.path), copy.digest)
    }
  }

  private func keep(_ bytes: [UInt8], _ digest: String) throws {
    try Files.makeFolder(Files.join(folder, "data"))
    try AtomicFile.write(bytes, to: dataPath(digest))
  }

  /// Whether the folder holds this very plan, which another command may have changed meanwhile.
  public func holds(_ plan: PlanFile) throws(IOError) -> Bool {
    if case .plan(plan) = try found() { true } else { false }
  }

  /// Whether the folder's experiment and the one that asks have a run in common, or runs that go on from each other's; of a damaged one its
  /// records tell.
  private func sharesRuns(_ claim: Claim) throws -> Bool {
    let earlier: Set<String>
    do { earlier = Set(try claim.earlier(load())) } catch is Missing {
      earlier = Set(try store.records().runs)
    }
    if claim.runs.contains(where: earlier.contains) { return true }
    do { return try claim.continues(load()) } catch is Missing { return false }
  }

  /// Makes sure that a folder without a sound plan is not another experiment's, nor holds files that would be overwritten.
  private func checkOwner(_ claim: Claim, others: [String]) throws {
    let records = try store.records()
    let strangers = records.strangers(among: claim.runs)
    if !strangers.isEmpty { throw Taken(folder: folder, records: strangers) }
    guard records.count == 0 else { return }
    for name in others + ResultTables.companions + claim.tables {
      let path = Files.join(folder, name)
      // Another runner of the same experiment may have begun since; its plan comes before its other files.
      if Files.exists(path), try !isPlanned() { throw Occupied(path: path) }
    }
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

  /// Whether every file that the plan speaks of is there as it was.
  func isWhole(_ plan: PlanFile) -> Bool { fault(of: plan) == nil }

  /// Whether the folder's copy of a data file is there and has the bytes that it should.
  private func isSound(_ digest: String) -> Bool { sound(dataPath(digest), digest) != nil }

  /// The bytes of a file that is there as it was.
  func sound(_ path: String, _ digest: String) -> [UInt8]? {
    guard let bytes = try? Files.read(path), SHA256.hexadecimal(bytes) == digest else { return nil }
    return bytes
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
