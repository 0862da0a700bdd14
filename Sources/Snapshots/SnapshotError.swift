/// The bytes of a snapshot are not those of the part that reads them.
public struct SnapshotError: Error, Sendable, Hashable, CustomStringConvertible {
  /// What was found, in half a sentence.
  public let description: String

  /// An error.
  public init(_ description: String) { self.description = description }
}
