public import Catalog
package import Running

/// The tables of a results folder, and what is kept of its experiment: all that a page is made of.
public struct ResultsFolder: Sendable {
  /// There is nothing to show.
  public struct Empty: Error, Sendable, Hashable, CustomStringConvertible {
    /// The folder.
    public let folder: String

    /// One sentence for a person.
    public var description: String {
      "'\(folder)' has no tables to show: it lacks datapackage.json and runs.csv; `sluice run` or `sluice export` writes them"
    }
  }

  /// Where the tables lie.
  public let path: String
  /// What is kept of the experiment, where that is known.
  public let experiment: KeptExperiment?
  /// The data dictionary, `datapackage.json`.
  public let dictionary: JSON?
  /// `manifest.json`.
  public let manifest: JSON?
  /// The cells and the runs of its sweep, where it has one.
  public let design: Design?
  /// The scores and their comparisons, where it has any.
  package let comparison: ComparisonSource?

  /// The tables in a folder.
  ///
  /// - Parameters:
  ///   - path: where the tables lie.
  ///   - experiment: what is kept of the experiment, from there or from elsewhere.
  /// - Throws: ``Empty``, `IOError` and `DataError`.
  public init(_ path: String, experiment: KeptExperiment?) throws {
    self.path = path
    self.experiment = experiment
    func json(_ name: String) throws -> JSON? {
      let path = Files.join(path, name)
      guard Files.exists(path) else { return nil }
      return try? JSON(try Files.read(path))
    }
    func exists(_ table: String) -> Bool { Files.exists(Files.join(path, table + ".csv")) }
    dictionary = try json("datapackage.json")
    manifest = try json("manifest.json")
    guard dictionary != nil || exists("runs") else { throw Empty(folder: path) }
    let source = exists("summary") ? try ComparisonSource(tablesIn: path) : nil
    comparison = source
    let rows =
      exists("runs") ? try ResultRows(Files.join(path, "runs.csv"), columns: ["cell_id", "status"]) : nil
    design = try rows.flatMap { _ in
      try Design(
        Files.join(path, "runs.csv"),
        compared: source.flatMap { source in source.axis.map { source.axes[$0] } }, baseline: source?.baseline
      )
    }
  }

  /// The experiment's name.
  public var name: String {
    dictionary?["title"]?.string ?? manifest?["experiment"]?["name"]?.string ?? "results"
  }

  /// Whether there is a table of this name.
  public func has(_ table: String) -> Bool { Files.exists(Files.join(path, table + ".csv")) }

  /// The rows of a table, of these columns; `nil` where the table or one of them is missing.
  public func rows(of table: String, _ columns: [String]) throws -> ResultRows? {
    guard has(table) else { return nil }
    return try ResultRows(Files.join(path, table + ".csv"), columns: columns)
  }

  /// What says that rows at the end of a table are not shown.
  static func cut(_ rows: ResultRows) -> [Passage] {
    rows.isCut
      ? [.omission("\(rows.file) has more than \(ResultRows.longest) rows; those behind are left out here.")]
      : []
  }
}
