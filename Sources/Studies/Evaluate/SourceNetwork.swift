import Arrays
import Interchange
import Planning
import Recurrence

/// A network that is read: its file, and which numbers of it.
struct SourceNetwork: Sendable, Hashable {
  /// The bytes of its file, which all cells share.
  private let bytes: [UInt8]
  private let query: WeightsQuery
  /// The SHA-256 of its parameters.
  let digest: String

  /// Finds the network in a file.
  ///
  /// - Throws: `ArrayFileError`, `WeightsProblems`.
  init(_ bytes: [UInt8], file: String, _ query: WeightsQuery) throws {
    self.bytes = bytes
    self.query = query
    digest = try FoundNetwork(Safetensors(bytes, file: file), query).digest
  }

  /// All parameters in the order of `ParameterLayout`.
  var parameters: [Double] {
    do { return try FoundNetwork(Safetensors(bytes, file: ""), query).parameters } catch {
      preconditionFailure("the file has been read before: \(error)")
    }
  }

  /// Whether two have the same parameters.
  static func == (a: SourceNetwork, b: SourceNetwork) -> Bool { a.digest == b.digest }

  /// Hashes the digest.
  func hash(into hasher: inout Hasher) { hasher.combine(digest) }
}
