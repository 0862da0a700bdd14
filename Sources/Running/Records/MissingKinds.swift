public import Planning

/// Kinds that a results folder's experiment names, that another program brought, and that this program does not have.
public struct MissingKinds: Error, Sendable, Hashable, CustomStringConvertible {
  /// The results folder.
  public let folder: String
  /// Whether the experiment can be read without their code, and with it what the records hold.
  public let isReadable: Bool
  /// The kinds in words, with the cells that they have a part in.
  private let kinds: [String]
  /// The SHA-256 of the programs that made the records of these cells.
  private let programs: [String]

  /// The kinds that cells of a plan lack; `nil` where there are none.
  public init?(_ plan: ExperimentPlan, folder: String) throws(IOError) {
    let catalogs = plan.experiment.catalogs
    guard !catalogs.missingKinds.isEmpty else { return nil }
    var cells: [NamedKind: [SweepCell]] = [:]
    var order: [NamedKind] = []
    for cell in plan.workCells {
      for kind in cell.specification.missingKinds(catalogs) {
        if cells[kind] == nil { order.append(kind) }
        cells[kind, default: []].append(cell)
      }
    }
    guard !order.isEmpty else { return nil }
    self.folder = folder
    isReadable = true
    kinds = order.map { kind in
      "\(kind.text) in \(Self.cells(cells[kind] ?? [], of: plan.workCells.count))"
    }
    programs = try Self.programs(
      plan.runs.lazy.filter { !$0.specification.missingKinds(catalogs).isEmpty }.map(\.id),
      RunStore(folder).records())
  }

  /// The kinds without whose code the experiment of a folder cannot be read.
  public init(_ kinds: [RememberedKind], folder: String) throws(IOError) {
    self.folder = folder
    isReadable = false
    self.kinds = kinds.map(\.text)
    let store = RunStore(folder)
    let records = try store.records()
    programs = try Self.programs(records.runs, records)
  }

  /// `2 of 4 cells (gates.all=a, …)`.
  private static func cells(_ cells: [SweepCell], of total: Int) -> String {
    if cells.count == total { return total == 1 ? "the only cell" : "all \(total) cells" }
    let names = cells.prefix(3).map(\.name).joined(separator: "; ")
    return "\(cells.count) of \(total) cells (\(names)\(cells.count > 3 ? "; …" : ""))"
  }

  /// The programs that made the first of these runs that are finished: folders are made by one or two.
  private static func programs(_ runs: some Sequence<String>, _ records: RunRecords) throws(IOError)
    -> [String]
  {
    var programs: Set<String> = []
    for run in runs.prefix(1000) {
      if let program = try records.record(of: run)?.origin.program { programs.insert(program) }
    }
    return programs.sorted()
  }

  /// The programs that have the kinds.
  var makers: String {
    let names = programs.map { "the program \($0.prefix(12))…" }
    return names.isEmpty ? "the program that has them" : names.joined(separator: " or ")
  }

  /// What is missing where.
  var lack: String {
    "'\(folder)' uses kinds that this program does not have: \(kinds.joined(separator: ", "))"
  }

  /// What is missing, for whoever reads the records all the same.
  public var summary: String { "\(lack); records are read, and only \(makers) can compute them" }

  /// What is missing, and what can be done.
  public var description: String {
    isReadable
      ? "\(lack); only \(makers) can compute them, while status, compare and export read what is finished"
      : "\(lack), and without their code the experiment cannot be read; use \(makers), or the tables that are there"
  }
}
