import Digest
import RandomStreams

/// What a cell and its runs are known by.
///
/// The text is
///
///     sluice/run/v1
///     sluice/streams/v1
///     sluice/numerics/v1
///     {"evaluation":{…},"gates":{…},…}
///
/// with the canonical text of everything that can change a run's bytes: all settings with their defaults
/// resolved, and the SHA-256 of each data file in the place of its path. Name, question, labels, the number of replicates, the sweep
/// and the comparison are left out. A cell's id is `c-` and the first 20 hexadecimal digits of the SHA-256 of the text; a run's is
/// `r-` and those of the text followed by a line `replicate N`. Where networks are read, a line with the digest of each follows for a
/// cell, and for a run the line of its own. Runs that try settings before a comparison have a line `tuning` before the settings, and the
/// replicate of the comparison in it where they are of that one alone.
public struct RunIdentity: Sendable, Hashable {
  /// The version of the text.
  public static let version = "sluice/run/v1"

  /// The text that is hashed for the cell.
  public var text: String { "\(head){\(members.joined(separator: ","))}\n" }

  /// The lines before the settings.
  private var head: String { "\(Self.version)\n\(StreamVersion.current)\n\(numerics)\n\(seriesLine)" }
  private var seriesLine: String {
    switch series {
    case .comparison: ""
    case .tuning(before: nil): "tuning\n"
    case .tuning(before: let replicate?): "tuning before replicate \(replicate)\n"
    }
  }
  private let numerics: String
  private let series: ReplicateSeries
  /// The top-level settings, which cells share where they say the same: a sweep may have a hundred thousand.
  private let members: [String]

  /// The hash of the text so far: a run appends one short line to it.
  private var prefix: SHA256
  /// What the replicates read, which a cell's id knows of all of them and a run's of its own.
  private let sources: [String]

  /// The identity of settings, which are given as the members of their canonical text.
  init(_ members: [String], numerics: String, sources: [String], series: ReplicateSeries = .comparison) {
    self.series = series
    self.members = members
    self.numerics = numerics
    self.sources = sources
    prefix = SHA256()
    prefix.update(text.utf8)
  }

  /// `c-…`.
  public var cellID: String {
    var hash = prefix
    for source in sources { hash.update("\(source)\n".utf8) }
    return "c-" + Self.digits(hash)
  }

  /// `r-…`.
  ///
  /// - Parameters:
  ///   - replicate: the replicate, from 0.
  ///   - source: what this replicate reads, on one line; `nil` for nothing.
  public func runID(replicate: Int, source: String? = nil) -> String {
    var hash = prefix
    hash.update("replicate \(replicate)\n".utf8)
    if let source { hash.update("\(source)\n".utf8) }
    return "r-" + Self.digits(hash)
  }

  private static func digits(_ hash: SHA256) -> String { Hexadecimal.text(hash.finalize().prefix(10)) }

  /// The identity of the same settings that, in addition, read what a line says.
  func reading(_ source: String) -> RunIdentity {
    RunIdentity(members, numerics: numerics, sources: sources + [source], series: series)
  }

  /// Whether the texts are equal.
  public static func == (a: RunIdentity, b: RunIdentity) -> Bool {
    a.members == b.members && a.numerics == b.numerics && a.sources == b.sources && a.series == b.series
  }

  /// Hashes the text.
  public func hash(into hasher: inout Hasher) { hasher.combine(members) }
}
