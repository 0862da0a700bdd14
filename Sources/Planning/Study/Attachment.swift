import Digest
public import Tables

/// Something that a run leaves in a file of its own, beside its record.
///
/// Such a file is durable before the record, which holds its SHA-256: where it is missing or has changed, the run counts as unfinished.
/// It is a pure function of the run's specification, as the record is.
public struct Attachment: Sendable, Hashable {
  /// Where the file lies, and what it is for.
  public enum Place: Sendable, Hashable {
    /// A result of its own, in a folder of the results: `weights/r-5f0c….safetensors`, or in a pack there. It is listed in
    /// `manifest.json`.
    case published(folder: String, ending: String)
    /// Rows of a table that are too many for the record; they stream into the table when it is written.
    case rows(table: String, columns: [String], count: Int)
  }

  /// Where it lies, and what it is for.
  public let place: Place
  /// The size in bytes.
  public let size: Int
  /// The SHA-256 of the bytes, in hexadecimal digits.
  public let sha256: String
  /// The bytes, as the run made them; `nil` in an outcome that was read from its record.
  public let bytes: [UInt8]?

  /// What a record says of an attachment; `nil` where a name could not be that of a file.
  public init?(_ place: Place, size: Int, sha256: String) {
    guard place.isPlain, size >= 0, sha256.utf8.count == 64 else { return nil }
    self.place = place
    self.size = size
    self.sha256 = sha256
    bytes = nil
  }

  private init(_ place: Place, bytes: [UInt8]) {
    precondition(place.isPlain, "names of files are of letters, digits and _: \(place)")
    self.place = place
    size = bytes.count
    sha256 = SHA256.hexadecimal(bytes)
    self.bytes = bytes
  }

  /// A file that is a result of its own: `folder/RUN.ending` in the results folder.
  public static func published(folder: String, ending: String, _ bytes: [UInt8]) -> Attachment {
    Attachment(.published(folder: folder, ending: ending), bytes: bytes)
  }

  /// Rows of one of the study's ``SweptStudy/runTables``, in place of the same rows among ``RunOutcome/tables``.
  public static func rows(_ rows: TableRows) -> Attachment {
    Attachment(.rows(table: rows.table, columns: rows.columns, count: rows.count), bytes: rows.lines)
  }

  /// Whether two are the same file: their bytes are known by the digest.
  public static func == (a: Attachment, b: Attachment) -> Bool {
    a.place == b.place && a.size == b.size && a.sha256 == b.sha256
  }

  /// Hashes the digest.
  public func hash(into hasher: inout Hasher) { hasher.combine(sha256) }
}

extension Attachment.Place {
  /// Whether its names are of letters, digits and `_`, and so cannot lead out of a folder.
  fileprivate var isPlain: Bool {
    let names =
      switch self {
      case .published(let folder, let ending): [folder, ending]
      case .rows(let table, _, _): [table]
      }
    return names.allSatisfy { name in
      !name.isEmpty
        && name.utf8.allSatisfy {
          (0x30...0x39).contains($0) || (0x41...0x5A).contains($0) || (0x61...0x7A).contains($0) || $0 == 0x5F
        }
    }
  }
}
