import Arrays
import Interchange
import Planning
import Recurrence

/// A network that is read: its file, and which numbers of it.
struct SourceNetwork: Sendable, Hashable {
  /// The bytes of its file, which all cells share.
  private let bytes: [UInt8]
  private let configuration: NetworkConfiguration
  /// The SHA-256 of its parameters.
  let digest: String

  /// Finds the network in a file.
  ///
  /// - Throws: `ArrayFileError`, `WeightsProblems`.
  init(_ bytes: [UInt8], file: String, _ configuration: NetworkConfiguration) throws {
    self.bytes = bytes
    self.configuration = configuration
    digest = try Self.found(bytes, file, configuration).digest
  }

  /// All parameters in the order of `ParameterLayout`.
  var parameters: [Double] {
    do { return try Self.found(bytes, "", configuration).parameters } catch {
      preconditionFailure("the file has been read before: \(error)")
    }
  }

  private static func found(
    _ bytes: [UInt8], _ file: String, _ configuration: NetworkConfiguration
  ) throws -> FoundNetwork {
    try FoundNetwork(
      Safetensors(bytes, file: file),
      WeightsQuery(configuration, readout: .width(configuration.outputWidth)))
  }

  /// Whether two have the same parameters.
  static func == (a: SourceNetwork, b: SourceNetwork) -> Bool { a.digest == b.digest }

  /// Hashes the digest.
  func hash(into hasher: inout Hasher) { hasher.combine(digest) }
}
