import Planning
import Reports

/// A place where a results folder does not have what its experiment gives.
public struct Difference: Sendable, Hashable {
  /// What is wrong there.
  public enum Finding: Sendable, Hashable {
    /// The folder has one text, and the other was found; `nil` where there is nothing.
    case other(stored: String?, found: String?)
    /// The file is torn or has changed since it was written.
    case damaged
    /// The file is missing.
    case missing
    /// Two records say different things of the run; the file whose record is what was found now, if one is.
    case conflict(RecordConflict, right: String?)
    /// What belongs to a record is missing or has changed since it was written.
    case lost
  }

  /// Where in a file.
  public enum Place: Sendable, Hashable {
    /// The file as a whole.
    case whole
    /// The names of a table's columns.
    case header
    /// A row of data of a table, from 1, and its column; none where the row as a whole is meant.
    case row(Int, column: String?)
    /// A line, from 1.
    case line(Int)
    /// A byte, from 0.
    case byte(Int)
    /// A word of a record's head, by its name: `status`, `updates`, `selected_update`.
    case head(String)
  }

  /// A run by its id and in words.
  public struct Run: Sendable, Hashable {
    /// `r-…`.
    public let id: String
    /// The cell and the replicate in words.
    public let name: String

    init(_ run: RunSpecification) {
      id = run.id
      name = "\(run.cell.name), replicate \(run.replicate)"
    }
  }

  /// The run that was recomputed or whose file it is; `nil` for the files of all runs.
  public let run: Run?
  /// The file's name in the results folder; of a record that is missing, `record r-…`.
  public let file: String
  /// The table inside a record or beside it.
  public let table: String?
  /// Where in the file or table.
  public let place: Place
  /// What is wrong there.
  public let finding: Finding

  init(
    _ run: Run? = nil, file: String, table: String? = nil, at place: Place = .whole, _ finding: Finding
  ) {
    self.run = run
    self.file = file
    self.table = table
    self.place = place
    self.finding = finding
  }
}

extension Difference: CustomStringConvertible {
  /// One sentence for a person.
  public var description: String {
    switch finding {
    case .damaged: "\(location) is damaged: it is not as it was written"
    case .missing: "\(location) is missing"
    case .lost: "\(location) is missing or is not the file that the run's record vouches for"
    case .conflict(let conflict, let right):
      "\(run?.name ?? conflict.run) has two records, of which \(right.map { "that in '\($0)' is right" } ?? "neither is what recomputing gives"): "
        + VisibleText.of(conflict.text)
    case .other(let stored, let found):
      "\(location): the folder has \(Self.shown(stored)), \(run == nil ? "written anew it has" : "recomputed it is") "
        + Self.shown(found)
    }
  }

  /// The file, its run, and the place in it.
  private var location: String {
    let names = [file + (run.map { " (\($0.name))" } ?? ""), table.map { "table \($0)" }]
    return (names.compactMap { $0 } + place.words).joined(separator: ", ")
  }

  /// A text, cut where it is long, in which nothing steers a terminal; files may hold anything.
  private static func shown(_ text: String?) -> String {
    guard let text else { return "nothing" }
    if text.isEmpty { return "an empty cell" }
    let short = text.count > 120 ? text.prefix(120) + "…" : text[...]
    return VisibleText.of(String(short))
  }
}

extension Difference.Place {
  fileprivate var words: [String] {
    switch self {
    case .whole: []
    case .header: ["header"]
    case .row(let number, let column): ["row \(number)"] + (column.map { ["column \($0)"] } ?? [])
    case .line(let number): ["line \(number)"]
    case .byte(let number): ["byte \(number)"]
    case .head(let word): [word]
    }
  }
}
