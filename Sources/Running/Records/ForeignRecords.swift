public import Planning

/// Runs of an experiment that another program made, in cells that use a kind which is not part of Sluice.
///
/// Their ids are the same, for ids say nothing of a program; their values may not be.
public struct ForeignRecords: Error, Sendable, CustomStringConvertible {
  /// One of the runs.
  public struct Run: Sendable {
    /// `r-…`.
    public let id: String
    /// The cell and the replicate in words.
    public let name: String
    /// The program that made it.
    public let origin: RecordOrigin

    init(_ run: RunSpecification, _ origin: RecordOrigin) {
      id = run.id
      name = "\(run.cell.name), replicate \(run.replicate)"
      self.origin = origin
    }
  }

  /// The results folder.
  public let folder: String
  /// The runs, in plan order; never empty.
  public let runs: [Run]

  /// `nil` where there are none.
  init?(folder: String, _ runs: [Run]) {
    guard !runs.isEmpty else { return nil }
    self.folder = folder
    self.runs = runs
  }

  /// The runs in a folder that another program than this one made; `nil` where there are none.
  public init?(_ plan: ExperimentPlan, store: RunStore) throws(IOError) {
    guard !plan.experiment.catalogs.ownKinds.isEmpty else { return nil }
    let records = try store.records()
    var foreign: [Run] = []
    for run in plan.runs where run.specification.usesOwnKinds {
      if case .foreign(let origin) = try records.state(of: run.id, for: .current(for: run.specification)) {
        foreign.append(Run(run, origin))
      }
    }
    self.init(folder: store.folder, foreign)
  }

  /// How many runs there are, and which programs made them.
  public var summary: String {
    let programs = Set(
      runs.map { $0.origin.program.map { "the program \($0.prefix(12))…" } ?? "Sluice itself" }
    ).sorted()
    return """
      \(runs.count) run\(runs.count == 1 ? "" : "s") in '\(folder)' \(runs.count == 1 ? "was" : "were") made by another program \
      (\(programs.joined(separator: ", "))), whose kinds may compute other values
      """
  }

  /// Up to eight of the runs, a line each.
  var list: String {
    let shown = runs.prefix(8).map { "  \($0.id)  \($0.name)\n" }.joined()
    return shown + (runs.count > 8 ? "  … and \(runs.count - 8) more\n" : "")
  }

  /// The runs, the programs that made them, and what can be done.
  public var description: String {
    "\(summary):\n\(list)--redo does them anew; another folder with --out leaves them as they are"
  }
}
