import DataReading
import Planning
import Running
import SequenceTasks
import Sequences
import Studies

/// What every subcommand needs and argument parsing cannot hand it: catalogs, arguments, console.
struct CommandContext: Sendable {
  @TaskLocal static var current = CommandContext(
    catalogs: ExperimentCatalogs(), arguments: [], console: Console())

  let catalogs: ExperimentCatalogs
  let arguments: [String]
  let console: Console

  var provenance: Provenance { Provenance(arguments: arguments) }

  /// Reads and checks an experiment file.
  func experiment(_ file: String, overrides: [String]) throws -> Experiment {
    let bytes: [UInt8]
    do { bytes = try Files.read(file) } catch { throw InputError(error: error) }
    return try Experiment(ExperimentFile(name: file, bytes: bytes), overrides: overrides, catalogs: catalogs)
  }

  /// Plans an experiment.
  func plan(_ experiment: Experiment) throws -> ExperimentPlan {
    try ExperimentPlan(experiment, files: files(of: experiment))
  }

  /// Reads an experiment of kind `trace`.
  func trace(_ experiment: Experiment) throws -> TraceStudy {
    try TraceStudy(experiment, files: files(of: experiment))
  }

  /// Data files are looked up from the experiment file's folder.
  private func files(of experiment: Experiment) -> FileReader {
    let folder = Files.parent(of: experiment.file.name)
    return FileReader.streaming { try Self.openData($0, from: Files.join(folder, $0)) }
  }

  /// The experiment of a results folder and a reader of its data, from the copies that the folder keeps.
  func kept(inResults folder: String) throws -> (plan: PlanFile, experiment: Experiment, files: FileReader) {
    let (plan, bytes, data) = try PlanFolder(folder).load()
    let experiment = try Experiment(
      ExperimentFile(name: plan.file, bytes: bytes), overrides: plan.overrides, catalogs: catalogs)
    return (plan, experiment, FileReader(data))
  }

  /// The plan of a results folder, from the copies that it keeps.
  func plan(inResults folder: String) throws -> ExperimentPlan {
    let (plan, experiment, files) = try kept(inResults: folder)
    guard experiment.study is any SweptStudy.Type else {
      let files = experiment.study.tables.map(\.file).joined(separator: " and ")
      throw UsageError("'\(folder)' holds a \(experiment.kind), which has no runs; its table is \(files)")
    }
    let whole = try ExperimentPlan(experiment, files: files, numerics: plan.numerics)
    if plan.numerics != NumericsVersion.current {
      console.message(
        "the runs in '\(folder)' were made with \(plan.numerics), and this is \(NumericsVersion.current)")
    }
    if let foreign = try ForeignRecords(whole, store: RunStore(folder)) { console.message(foreign.summary) }
    return whole
  }

  /// Makes a results folder this experiment's, or refuses.
  ///
  /// - Parameters:
  ///   - folder: the folder.
  ///   - experiment: the experiment.
  ///   - overrides: the arguments of `--set`.
  ///   - data: the data files that were read.
  ///   - runs: the ids of its runs; none where nothing is kept but tables.
  ///   - trajectories: what its runs share with those that differ in their number of updates alone.
  ///   - redoes: whether records of another version are to be replaced.
  /// - Returns: the folder's plan, and how it has changed.
  @discardableResult
  func claim(
    _ folder: String, for experiment: Experiment, overrides: [String], data: [DataFile] = [],
    runs: some Sequence<String> = EmptyCollection<String>(),
    trajectories: @escaping () -> Set<String> = { [] }, redoes: Bool = false
  ) throws -> (plan: PlanFile, changes: [PlanFile.Difference]) {
    let outline = ExperimentOutline(experiment, data: data)
    let plan = PlanFile(experiment, overrides: overrides, data: data, outline: outline)
    let source = Files.parent(of: experiment.file.name)
    let changes = try PlanFolder(folder).claim(
      PlanFolder.Claim(
        plan, experiment: experiment.file.bytes, runs: runs, tables: ResultTables.files(catalogs.studies),
        redoes: redoes, earlier: self.runs(of:),
        continues: { kept in
          let known = trajectories()
          return !known.isEmpty && self.plan(of: kept)?.trajectories.isDisjoint(with: known) == false
        }
      ) { try Self.readData($0, from: Files.join(source, $0)) })
    return (plan, changes)
  }

  /// The ids that the runs of a folder's experiment have in this version; none where it cannot be read any more.
  func runs(of kept: PlanFolder.Kept) -> [String] { plan(of: kept)?.runs.map(\.id) ?? [] }

  /// The plan of a folder's experiment in this version; `nil` where it cannot be read any more.
  private func plan(of kept: PlanFolder.Kept) -> ExperimentPlan? {
    try? ExperimentPlan(
      Experiment(
        ExperimentFile(name: kept.plan.file, bytes: kept.experiment), overrides: kept.plan.overrides,
        catalogs: catalogs),
      files: FileReader(kept.data))
  }

  private static func openData(_ name: String, from path: String) throws -> ByteStream {
    do { return try Files.stream(path) } catch {
      throw DataError(file: name, isMissing: true, error.description)
    }
  }

  private static func readData(_ name: String, from path: String) throws -> [UInt8] {
    do { return try Files.read(path) } catch {
      throw DataError(file: name, isMissing: true, error.description)
    }
  }
}
