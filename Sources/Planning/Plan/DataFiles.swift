import Catalog
import DataReading
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
  /// The digests of the data as tasks read them, sorted: the same for every way to write the same data. Empty where a task
  /// knows none.
  public let readings: [String]

  /// What the file stands for among settings: the data as they were read, or else its bytes.
  var identity: String { readings.isEmpty ? "sha256:\(sha256)" : readings.joined(separator: " ") }
}

/// Reads data files, and remembers the digests of what it read.
final class DataFiles: Sendable {
  private let files: FileReader
  private let digests = Mutex<[String: String]>([:])
  private let readings = Mutex<[String: Set<String>]>([:])
  private let kept = Mutex<[String: [UInt8]]>([:])
  private let values = Mutex<[String: any Sendable]>([:])

  init(_ files: FileReader) { self.files = files }

  /// A reader that notes the digest of each file that it reads to its end.
  var reader: FileReader {
    FileReader.streaming { path in
      let stream = try self.files.open(path)
      guard self.digest(path) == nil else { return stream }
      var hash = SHA256()
      return ByteStream(size: stream.size) {
        guard let block = try stream.next() else {
          let digest = Hexadecimal.text(hash.finalize())
          self.digests.withLock { $0[path] = digest }
          return nil
        }
        hash.update(block)
        return block
      }
    }
  }

  /// The bytes of a file that many cells ask for, read once.
  func bytes(_ path: String) throws -> [UInt8] {
    if let bytes = kept.withLock({ $0[path] }) { return bytes }
    let bytes = try reader.bytes(path)
    kept.withLock { $0[path] = bytes }
    return bytes
  }

  /// What a reading of files makes, made once however many cells ask for it under the same key.
  func made<Value: Sendable>(_ key: String, _ make: (FileReader) throws -> Value) throws -> Value {
    if let value = values.withLock({ $0[key] }) as? Value { return value }
    let value = try make(reader)
    values.withLock { $0[key] = value }
    return value
  }

  /// Notes the digest of the data that were read from a file.
  func note(_ reading: String, of path: String) {
    _ = readings.withLock { $0[path, default: []].insert(reading) }
  }

  /// The digest of the bytes of a file that has been read.
  func digest(_ path: String) -> String? { digests.withLock { $0[path] } }

  /// Notes what a task made of its files: of each its own reading, or that of `data`, which several may make together.
  func note(_ task: KindSpecification<any SequenceTask>) {
    let identity = task.value.identity
    for parameter in task.parameters.description.parameters where parameter.shape == .file {
      guard case .text(let path)? = task.parameters[parameter.name],
        case .text(let reading)? = identity[parameter.name] ?? identity["data"]
      else { continue }
      note(reading, of: path)
    }
  }

  /// What has been read, sorted by path.
  var all: [DataFile] {
    let readings = readings.withLock { $0 }
    return digests.withLock { digests in
      digests.map { DataFile(path: $0.key, sha256: $0.value, readings: (readings[$0.key] ?? []).sorted()) }
    }.sorted { $0.path < $1.path }
  }
}
