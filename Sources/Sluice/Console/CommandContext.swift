import DataReading
import Pages
import Planning
import Running
import SequenceTasks
import Sequences
import Studies

/// What every subcommand needs and argument parsing cannot hand it: catalogs, arguments, console.
struct CommandContext: Sendable {
  @TaskLocal static var current = CommandContext(
    catalogs: ExperimentCatalogs(), sections: .standard, arguments: [], console: Console())

  let catalogs: ExperimentCatalogs
  /// The sections of pages.
  let sections: SectionCatalog
  let console: Console
  /// How and when the command was called.
  let provenance: Provenance

  init(catalogs: ExperimentCatalogs, sections: SectionCatalog, arguments: [String], console: Console) {
    self.catalogs = catalogs
    self.sections = sections
    self.console = console
    provenance = Provenance(arguments: arguments)
  }

  /// The plan of a results folder, from the copies that it keeps, with the settings that its runs have chosen.
  func plan(inResults folder: String) throws -> ExperimentPlan {
    let given = try experiment(inResults: folder)
    let (experiment, numerics) = (given.experiment, given.numerics)
    guard experiment.study is any SweptStudy.Type else {
      let files = experiment.study.tables.map(\.file).joined(separator: " and ")
      throw UsageError("'\(folder)' holds a \(experiment.kind), which has no runs; its table is \(files)")
    }
    let whole = try given.reading { try ExperimentPlan(experiment, files: $0, numerics: numerics) }
    if numerics != NumericsVersion.current {
      console.message(
        "the runs in '\(folder)' were made with \(numerics), and this is \(NumericsVersion.current)")
    }
    if let missing = try MissingKinds(whole, folder: folder) {
      console.message(missing.summary)
    } else if let foreign = try ForeignRecords(whole, store: RunStore(folder)) {
      console.message(foreign.summary)
    }
    return try whole.chosen(in: folder)
  }

  /// Makes a results folder this experiment's, or refuses.
  ///
  /// - Parameters:
  ///   - folder: the folder.
  ///   - given: the experiment.
  ///   - data: the data files that were read.
  ///   - runs: the ids of its runs; none where nothing is kept but tables.
  ///   - trajectories: what its runs share with those that differ in their number of updates alone.
  ///   - redoes: whether records of another version are to be replaced.
  /// - Returns: the folder's plan, and how it has changed.
  @discardableResult
  func claim(
    _ folder: String, for given: GivenExperiment, data: [DataFile] = [],
    runs: some Sequence<String> = EmptyCollection<String>(),
    trajectories: @escaping () -> Set<String> = { [] }, redoes: Bool = false
  ) throws -> (plan: PlanFile, changes: [PlanFile.Difference]) {
    let outline = ExperimentOutline(given.experiment, data: data)
    let plan = PlanFile(
      given.experiment, file: given.file, overrides: given.overrides, data: data, outline: outline)
    let changes = try PlanFolder(folder).claim(
      PlanFolder.Claim(
        plan, experiment: given.experiment.file.bytes, runs: runs,
        tables: ResultTables.files(catalogs.studies), redoes: redoes, earlier: self.runs(of:),
        continues: { kept in
          let known = trajectories()
          return !known.isEmpty && self.plan(of: kept)?.trajectories.isDisjoint(with: known) == false
        }, data: given.data))
    return (plan, changes)
  }

  /// The ids that the runs of a folder's experiment have, or may come to have, in this version; none where it cannot be read any more.
  func runs(of kept: PlanFolder.Kept) -> [String] { plan(of: kept).map { Array($0.possibleRuns) } ?? [] }

  /// The plan of a folder's experiment in this version; `nil` where it cannot be read any more.
  private func plan(of kept: PlanFolder.Kept) -> ExperimentPlan? {
    try? kept.data.reading { files in
      try ExperimentPlan(
        Experiment(
          ExperimentFile(name: kept.path, bytes: kept.experiment), overrides: kept.plan.overrides,
          catalogs: catalogs.standingIn(for: kept.plan.kinds).catalogs),
        files: files)
    }
  }
}
