import Catalog
import Planning

/// Why a results folder, or a part of it, cannot be verified.
public struct VerificationRefusal: Error, Sendable, Hashable, CustomStringConvertible {
  /// What is in the way.
  public enum Cause: Sendable, Hashable {
    /// What was asked for is not there to be asked for.
    case request
    /// The records were made by other code.
    case otherCode
    /// The folder has nothing to compare with.
    case nothing
    /// A file is missing.
    case missingFile
  }

  /// What is in the way.
  public let cause: Cause
  /// One sentence for a person.
  public let description: String

  private init(_ cause: Cause, _ description: String) {
    self.cause = cause
    self.description = description
  }

  /// The folder's runs were made with another version of the numerics.
  public static func otherNumerics(_ folder: String, found: String, current: String) -> Self {
    Self(
      .otherCode,
      "the runs in '\(folder)' were made with \(found), and this is \(current), which may compute other values; verify with the "
        + "version of Sluice that made them")
  }

  /// Some runs were made by another program.
  static func otherProgram(_ foreign: ForeignRecords) -> Self {
    let first = foreign.runs.first.map { "\($0.id), \($0.name)" } ?? ""
    return Self(
      .otherCode,
      "\(foreign.summary); the first is \(first); verify with the program that made them, or choose others with --runs"
    )
  }

  /// A run cannot be computed by this program.
  static func missingKinds(_ missing: MissingKinds, _ run: RunSpecification) -> Self {
    Self(
      .otherCode,
      "\(missing.lack); so \(run.id), \(run.cell.name), replicate \(run.replicate) cannot be recomputed here: verify it with \(missing.makers)"
    )
  }

  static func noRecords(_ folder: String) -> Self {
    Self(
      .nothing,
      "'\(folder)' has no records of finished runs, and so nothing that recomputed runs could be compared with"
    )
  }

  static func unfinished(_ run: String, in folder: String) -> Self {
    Self(.nothing, "the run \(run) is not finished: '\(folder)' has no record of it to compare with")
  }

  static func unknownRun(_ run: String, known: [String]) -> Self {
    Self(
      .request,
      "the experiment has no run '\(run)'\(NearestName.hint(for: run, among: known)); runs.csv lists them"
    )
  }

  static func noTable(_ file: String, in folder: String, known: [String]) -> Self {
    Self(.missingFile, "'\(folder)' has no table '\(file)'\(NearestName.hint(for: file, among: known))")
  }

  static func noRow(_ row: TableRowName, in folder: String, rows: Int) -> Self {
    Self(.request, "'\(Files.join(folder, row.file))' has \(rows) rows of data, and no row \(row.number)")
  }

  static func otherTable(_ file: String, known: [String]) -> Self {
    Self(
      .request,
      "'\(file)' is no table that can be verified\(NearestName.hint(for: file, among: known)); expected one of "
        + known.joined(separator: ", "))
  }
}
