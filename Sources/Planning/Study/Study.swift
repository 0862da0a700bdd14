public import Catalog
public import Tables

/// A kind of experiment: its keys in the file, and the tables that it may write.
///
/// One folder holds all of it, and one line in the list of studies makes the reader, `sluice schema` and the table of keys know it.
/// What is swept, run by run, is a ``SweptStudy``; another kind has a subcommand of its own.
public protocol Study: Sendable {
  /// The word after `kind:`, and what such an experiment does, in one sentence.
  static var description: KindDescription { get }

  /// The keys of such a file after those that every experiment has, ``ExperimentFormat/head``.
  static func section(_ format: ExperimentFormat) -> Section

  /// The tables that such an experiment may write, beside those of all runs and scores.
  static var tables: [TableSchema] { get }

  /// The keys that `sluice new` writes out, by dotted path, as they stand in a file, `sweep` with its one axis; empty where it has no
  /// starter, as by default.
  static var starter: [String: String] { get }

  /// Whether the starter is of use with any task in the place of its own; false by default.
  static var startsWithAnyTask: Bool { get }
}

extension Study {
  /// The word after `kind:`.
  public static var kind: String { description.kind }
  /// There is no starter.
  public static var starter: [String: String] { [:] }
  /// It is not.
  public static var startsWithAnyTask: Bool { false }
}
