import Digest
import Planning
import Tables

/// The form of a finished run: plain lines, the last of which is a checksum of all before it.
///
/// ```
/// sluice/record/v2
/// run r-5f0c…
/// numerics sluice/numerics/v1
/// program 9f86…                         where the cell uses kinds that are not part of Sluice
/// status completed 2000 1400            updates done, selected update (- for none)
/// table measurements 2 update split mode metric value standard_error
/// - test persistence rmse 33.93 -       as many lines as the line above says, one word for each column it names
/// 1400 test native rmse 28.5 -
/// file weights safetensors 1056 60af…  a file of the run's own, weights/r-5f0c….safetensors: its bytes and their SHA-256
/// rows units 2 48 5c2e… step value      rows kept beside the record: their table, number, bytes, SHA-256 and columns
/// timing 12.5 12.4                      wall and processor seconds; the only line that may differ between two makings
/// sha256 9f86…                          of every byte above
/// ```
/// `TableRows` says how cells are spelled as words. Numbers are the shortest text that reads back to them. A record that was cut or
/// changed anywhere fails its checksum and counts as not there, and so does one that cannot be read. Records lie in a `Segment`; those of
/// earlier versions each in a file of its own.
public enum RecordFile {
  /// The first line: the form of the file.
  public static let version = "sluice/record/v2"

  /// The bytes of a record's file.
  public static func encode(_ record: RunRecord) -> [UInt8] {
    var text = "\(version)\nrun \(record.run)\nnumerics \(record.origin.numerics)\n"
    if let program = record.origin.program { text += "program \(program)\n" }
    text += "status \(record.outcome.status.rawValue) \(record.outcome.updates) "
    text += "\(record.outcome.selectedUpdate.map(String.init) ?? "-")\n"
    var bytes = Array(text.utf8)
    for table in record.outcome.tables {
      append(["table", table.table, String(table.count)] + table.columns, to: &bytes)
      bytes += table.lines
    }
    for attachment in record.outcome.attachments { append(attachment, to: &bytes) }
    bytes += Array("timing \(record.timing.wallSeconds) \(record.timing.processorSeconds)\n".utf8)
    return sealed(bytes)
  }

  /// Lines with their checksum as the last.
  static func sealed(_ body: [UInt8]) -> [UInt8] { body + checksumLine(of: body[...]) }

  private static func append(_ attachment: Attachment, to bytes: inout [UInt8]) {
    let identity = [String(attachment.size), attachment.sha256]
    switch attachment.place {
    case .published(let folder, let ending): append(["file", folder, ending] + identity, to: &bytes)
    case .rows(let table, let columns, let count):
      append(["rows", table, String(count)] + identity + columns, to: &bytes)
    }
  }

  /// Appends a line of words.
  private static func append(_ words: [String], to bytes: inout [UInt8]) {
    for (index, word) in words.enumerated() {
      if index > 0 { bytes.append(UInt8(ascii: " ")) }
      RecordWord.append(word, to: &bytes)
    }
    bytes.append(UInt8(ascii: "\n"))
  }

  /// The record in a file's bytes; `nil` where the checksum does not hold, the file is another run's, or a line is unknown.
  public static func decode(_ bytes: [UInt8], run: String) -> RunRecord? {
    let body = bytes.dropLast(checksumLength)
    guard isSound(bytes) else { return nil }
    var reader = RecordReader(body)
    return reader.read(run: run)
  }

  /// What a record whose checksum holds says of itself; `nil` where a line is unknown, so that it cannot be read.
  static func head(_ bytes: [UInt8], run: String) -> RecordReader.Head? {
    var reader = RecordReader(bytes.dropLast(checksumLength))
    return reader.head(run: run)
  }

  /// Whether the last line is the checksum of all before it.
  static func isSound(_ bytes: [UInt8]) -> Bool {
    let line = bytes.suffix(checksumLength)
    return endsLikeOne(line)
      && Hexadecimal.isText(line.dropFirst(7).dropLast(), of: SHA256.digest(bytes.dropLast(checksumLength)))
  }

  /// Whether a last line has the form of a checksum, so that it is worth the time to hold it against the bytes before.
  static func endsLikeOne(_ bytes: ArraySlice<UInt8>) -> Bool {
    let line = bytes.suffix(checksumLength)
    return line.count == checksumLength && line.starts(with: "sha256 ".utf8)
      && line.last == UInt8(ascii: "\n")
  }

  /// The 64 digits of the last line.
  static func checksum(_ bytes: [UInt8]) -> String? {
    endsLikeOne(bytes[...]) ? String(decoding: bytes.suffix(64 + 1).dropLast(), as: UTF8.self) : nil
  }

  /// The run that the second line names.
  static func run(_ bytes: [UInt8]) -> String? {
    let lines = bytes.prefix(256).split(separator: UInt8(ascii: "\n"), maxSplits: 2)
    guard lines.count == 3, lines[1].starts(with: "run ".utf8) else { return nil }
    return String(decoding: lines[1].dropFirst(4), as: UTF8.self)
  }

  /// What every making of a run gives again: the lines before `timing`.
  static func lasting(_ bytes: [UInt8]) -> ArraySlice<UInt8> {
    let body = bytes.dropLast(checksumLength)
    let end = body.dropLast().lastIndex(of: UInt8(ascii: "\n"))
    return body[..<(end.map { $0 + 1 } ?? body.startIndex)]
  }

  /// `sha256 `, 64 digits and the end of the line.
  private static let checksumLength = 7 + 64 + 1

  private static func checksumLine(of body: ArraySlice<UInt8>) -> [UInt8] {
    Array("sha256 ".utf8) + Array(SHA256.hexadecimal(body).utf8) + [UInt8(ascii: "\n")]
  }
}
