import Glibc
import Planning

/// The form of a segment: a file to which one process appends the records of the runs that it finishes.
///
/// ```
/// sluice/segment/v1
/// record 412                            the length of what follows, in bytes
/// sluice/record/v2                      a record, as RecordFile writes it: its last line is the checksum of all before it
/// run r-5f0c…
/// …
/// sha256 9f86…
/// withdrawn 187                         says of one record that it counts as not there
/// run r-5f0c…
/// record 9f86… segment-…                the checksum in that record's last line, and the segment that it lies in
/// sha256 60af…
/// ```
/// A segment is created by the process that writes it and never written by another, so that it needs no lock, on no file system. A reader
/// takes what is sound in it: what a killed writer left unfinished at the end is passed over, and a frame that has changed costs itself
/// alone, because the next one is found by its first word.
enum Segment {
  /// The first line.
  static let version = "sluice/segment/v1"
  /// How names begin, in the folder of records.
  static let prefix = "segment-"

  /// What a frame holds.
  enum Kind: String, CaseIterable {
    case record
    case withdrawn
  }

  /// A name that no other process has: the host, the process and a random word.
  static func newName() -> String {
    let word = String(UInt64.random(in: .min ... .max), radix: 36)
    return "\(prefix)\(host)-\(getpid())-\(word)"
  }

  /// The host's name, with nothing in it that a path or a shell could read otherwise.
  private static var host: String {
    var buffer = [CChar](repeating: 0, count: 256)
    guard gethostname(&buffer, buffer.count - 1) == 0 else { return "host" }
    let name = buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }.prefix(64).map { byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"):
        byte
      default: UInt8(ascii: "_")
      }
    }
    return name.isEmpty ? "host" : String(decoding: name, as: UTF8.self)
  }

  /// Whether a file in the folder of records is a segment.
  static func isName(_ name: String) -> Bool { name.hasPrefix(prefix) }

  /// The bytes of a frame.
  static func frame(_ kind: Kind, _ content: [UInt8]) -> [UInt8] {
    Array("\(kind.rawValue) \(content.count)\n".utf8) + content
  }

  /// The content of a frame that withdraws a record.
  ///
  /// - Parameters:
  ///   - run: the record's run.
  ///   - mark: which record it is.
  static func withdrawal(of run: String, _ mark: Mark) -> [UInt8] {
    RecordFile.sealed(Array("run \(run)\nrecord \(mark.checksum) \(mark.segment)\n".utf8))
  }

  /// What tells a record from every other: the same bytes may be written again into another segment.
  struct Mark: Hashable {
    let checksum: String
    let segment: String
  }

  /// What a withdrawal says; `nil` where its lines are others.
  static func withdrawn(_ content: [UInt8]) -> (run: String, mark: Mark)? {
    let lines = content.split(separator: UInt8(ascii: "\n")).map { String(decoding: $0, as: UTF8.self) }
    guard lines.count == 3, lines[0].hasPrefix("run "), lines[1].hasPrefix("record ") else { return nil }
    let words = lines[1].dropFirst(7).split(separator: " ").map(String.init)
    guard words.count == 2 else { return nil }
    return (String(lines[0].dropFirst(4)), Mark(checksum: words[0], segment: words[1]))
  }
}
