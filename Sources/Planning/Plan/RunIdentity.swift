import Catalog
import Digest
import RandomStreams

/// What a cell and its runs are known by.
///
/// The text is
///
///     sluice/run/v1
///     sluice/streams/v1
///     {"evaluation":{…},"gates":{…},…}
///
/// with the canonical text of everything that can change a run's bytes: all settings with their defaults
/// resolved, and the SHA-256 of each data file in the place of its path. Name, question, labels, the number of replicates, the sweep
/// and the comparison are left out. A cell's id is `c-` and the first 20 hexadecimal digits of the SHA-256 of the text; a run's is
/// `r-` and those of the text followed by a line `replicate N`.
public struct RunIdentity: Sendable, Hashable {
  /// The version of the text.
  public static let version = "sluice/run/v1"

  /// The text that is hashed for the cell.
  public let text: String

  init(_ settings: [String: ParameterValue]) {
    text = "\(Self.version)\n\(StreamVersion.current)\n\(CanonicalText.of(.map(settings)))\n"
  }

  /// `c-…`.
  public var cellID: String { "c-" + Self.digits(text) }

  /// `r-…`.
  public func runID(replicate: Int) -> String { "r-" + Self.digits(text + "replicate \(replicate)\n") }

  private static func digits(_ text: String) -> String { String(SHA256.hexadecimal(text.utf8).prefix(20)) }
}
