import Digest
import SequenceTasks
import Sequences
import Synchronization

/// A data file that the experiment names, as it was when it was read.
public struct DataFile: Sendable, Hashable {
  /// The path as the experiment file has it.
  public let path: String
  /// The SHA-256 of its bytes, in hexadecimal.
  public let sha256: String
}

/// Reads data files and remembers their digests.
final class DataFiles: Sendable {
  private let files: FileReader
  private let digests = Mutex<[String: String]>([:])
  private let kept = Mutex<[String: [UInt8]]>([:])

  init(_ files: FileReader) { self.files = files }

  /// A reader that notes what it reads.
  var reader: FileReader {
    FileReader { path in
      let bytes = try self.files.bytes(path)
      let digest = SHA256.hexadecimal(bytes)
      self.digests.withLock { $0[path] = digest }
      return bytes
    }
  }

  /// The bytes of a file that many cells ask for, read once.
  func bytes(_ path: String) throws -> [UInt8] {
    if let bytes = kept.withLock({ $0[path] }) { return bytes }
    let bytes = try reader.bytes(path)
    kept.withLock { $0[path] = bytes }
    return bytes
  }

  /// The digest of a file that has been read.
  func digest(_ path: String) -> String? { digests.withLock { $0[path] } }

  /// What has been read, sorted by path.
  var all: [DataFile] {
    digests.withLock { $0.map { DataFile(path: $0.key, sha256: $0.value) } }.sorted { $0.path < $1.path }
  }
}
