/// An experiment file's bytes under the name that messages call it by.
public struct ExperimentFile: Sendable {
  /// The path as the person gave it.
  public let name: String
  /// The bytes.
  public let bytes: [UInt8]

  /// A file that has been read.
  public init(name: String, bytes: [UInt8]) {
    self.name = name
    self.bytes = bytes
  }
}
