import Catalog
public import Planning
import SequenceTasks
import Sequences
public import Tables

/// Rebuilds the tables of a plan from the records of its finished runs, in plan order.
///
/// Records are read one after the other, and only final scores are kept in memory. Every table is published by
/// renaming; the manifest, which vouches for all of them, comes last.
public struct ResultTables: Sendable {
  /// What the tables were made of.
  public struct Extent: Sendable, Hashable {
    /// Runs in the tables.
    public let finished: Int
    /// Runs of the plan.
    public let total: Int
    /// Runs that diverged.
    public let diverged: Int
  }

  private let plan: ExperimentPlan
  private let store: RunStore
  private let provenance: Provenance

  /// The tables of a plan's results.
  public init(_ plan: ExperimentPlan, store: RunStore, provenance: Provenance) {
    self.plan = plan
    self.store = store
    self.provenance = provenance
  }

  /// Writes all tables.
  ///
  /// - Throws: ``RecordConflicts``, before anything is written; ``IOError``.
  @discardableResult
  public func write() throws -> Extent {
    let extent = try write(to: store.folder) { _ in true }.extent
    if isScored {
      var history = FolderHistory(store.folder)
      try history.add(plan, at: provenance.madeAt, in: store.folder)
    }
    return extent
  }

  /// Writes the tables of some of the finished runs into a folder; unless it is that of the records, nothing there changes.
  ///
  /// - Parameters:
  ///   - folder: a folder that exists.
  ///   - isIncluded: whether the tables have rows of the run of an id.
  /// - Returns: what the tables were made of, and the names of the stable files that were written, the manifest last.
  func write(
    to folder: String, of isIncluded: @escaping (String) -> Bool
  ) throws -> (extent: Extent, files: [String]) {
    let records = try store.records()
    try records.checkConflicts(of: plan.runs.lazy.map(\.id))
    try PublishedPage(folder).remove()
    let columns = scoreColumns
    let writer = try RunTables(
      store, folder: folder, axes: plan.experiment.axes.map(\.path), scores: columns, notes: ScoreNotes(plan),
      statuses: plan.study.statuses,
      tables: tables)
    var scores: [CellScores] = []
    var attached = PublishedFiles(store, target: folder, emptyPack: plan.study.pack(of: plan))
    var (finished, diverged) = (0, 0)
    for cell in plan.cells {
      var cellScores = CellScores(cell)
      for replicate in 0..<plan.replicates {
        let run = cell.run(replicate: replicate)
        guard isIncluded(run.id), let record = try records.record(of: run.id) else { continue }
        let result = RunResult(run: run, record: record)
        finished += 1
        if record.outcome.status == .diverged { diverged += 1 }
        try writer.write(result)
        try attached.take(record)
        cellScores.take(result)
      }
      scores.append(cellScores)
    }
    let extent = Extent(finished: finished, total: plan.runs.count, diverged: diverged)
    try attached.finish()
    var tables = try writer.publish() + CellTables(folder: folder, plan: plan).write()
    let derived = DerivedTables(folder: folder, plan: plan)
    if isScored { tables += try derived.write(scores) }
    tables += try derived.write(
      plan.study.derivedTables(
        StudyResults(plan) { run in isIncluded(run.id) ? try records.record(of: run.id)?.outcome : nil }))
    try publish(tables, attached.files, extent, in: folder)
    let stable = tables.map(\.schema).filter { $0 != RunResult.timings.schema }.map(\.file)
    return (extent, stable + attached.packs + [Self.dictionaryFile, Self.manifestFile])
  }

  /// The final scores of every cell, without writing anything.
  static func scores(_ plan: ExperimentPlan, records: RunRecords) throws(IOError) -> [CellScores] {
    var scores: [CellScores] = []
    for cell in plan.cells {
      var cellScores = CellScores(cell)
      for replicate in 0..<plan.replicates {
        let run = cell.run(replicate: replicate)
        guard let record = try records.record(of: run.id) else { continue }
        cellScores.take(RunResult(run: run, record: record))
      }
      scores.append(cellScores)
    }
    return scores
  }

  /// The tables that runs leave rows in, in the order in which they first come.
  private var tables: [RunTable] {
    var tables: [RunTable] = []
    for cell in plan.cells {
      for table in cell.specification.study.runTables
      where !tables.contains(where: { $0.body.name == table.body.name }) {
        tables.append(table)
      }
    }
    return tables
  }

  /// Whether some cell is scored, by runs that are independent of each other.
  private var isScored: Bool {
    plan.study.hasIndependentRuns && plan.cells.contains { !$0.specification.study.scoredModes.isEmpty }
  }

  /// The columns of final scores: those of every cell, in the order in which they first come.
  private var scoreColumns: [String] {
    var columns: [String] = []
    var known: Set<String> = []
    for cell in plan.cells {
      for column in ScoreColumn.all(cell.specification) where known.insert(column.name).inserted {
        columns.append(column.name)
      }
    }
    return columns
  }

  private func publish(
    _ tables: [TableWriter.Published], _ attached: [Manifest.File], _ extent: Extent, in folder: String
  ) throws(IOError) {
    let package = DataPackage(
      name: plan.experiment.name,
      description: question + ([plan.study.account(of: plan)] + plan.caveats).joined(separator: " "),
      tables: tables)
    let dictionary = try AtomicFile.write(
      package.json.text.utf8, to: Files.join(folder, Self.dictionaryFile))
    let manifest = Manifest(
      plan: plan, extent: extent, tables: tables, attached: attached, dictionary: dictionary)
    try FolderDescription(folder, provenance: provenance).write(
      manifest, of: plan.experiment, data: plan.dataFiles, tables: tables, summary: package.description,
      usesOwnKinds: plan.experiment.usesKindsOfThisProgram)
  }

  private var question: String { plan.experiment.question.map { $0 + " " } ?? "" }
}

extension ResultTables {
  /// The data dictionary of all tables.
  package static let dictionaryFile = "datapackage.json"
  /// The digests of all stable files.
  package static let manifestFile = "manifest.json"
  /// Where, when and with what the tables were made.
  package static let provenanceFile = "provenance.json"
  /// The files that are written beside the tables of every experiment.
  static let companions = [
    manifestFile, dictionaryFile, provenanceFile, FolderHistory.file, RunCrate.file, PublishedPage.file,
  ]

  /// All tables that an experiment of any of these kinds may write, each once: name, meaning and columns.
  ///
  /// Left out are the columns of axes and final scores, which an experiment names, and those that name the run in tables of a kind.
  public static func schemas(_ studies: StudyCatalog) -> [TableSchema] {
    let swept = studies.studies.compactMap { $0 as? any SweptStudy.Type }
    let statuses = swept.map { $0.statuses }.reduce(into: [String]()) { texts, text in
      if !texts.contains(text) { texts.append(text) }
    }
    let status = statuses.map { text in
      "\(swept.filter { $0.statuses == text }.map { $0.kind }.joined(separator: ", ")): \(text)"
    }
    let common = [
      RunResult.table(axes: [], scores: [], statuses: status.joined(separator: " ")).schema,
      RunResult.timings.schema, SummaryRow.table(axes: []).schema,
      ComparisonRows.Row.table(otherAxes: []).schema,
    ]
    return (common + studies.studies.flatMap { $0.tables }).reduce(into: []) { schemas, schema in
      if !schemas.contains(where: { $0.name == schema.name }) { schemas.append(schema) }
    }
  }

  /// The files of these tables.
  public static func files(_ studies: StudyCatalog) -> [String] { schemas(studies).map(\.file) }
}
