/// Reads the data files that an experiment names, and remembers what it read.
///
/// Paths are relative to the experiment file. The digests of what was read go into run ids and the manifest.
public struct FileReader: Sendable {
  private let read: @Sendable (String) throws -> [UInt8]

  /// A reader that resolves and loads a path; it throws ``DataError`` where the file cannot be read.
  public init(_ read: @escaping @Sendable (String) throws -> [UInt8]) { self.read = read }

  /// The bytes of the file at `path`.
  public func bytes(_ path: String) throws -> [UInt8] { try read(path) }
}
