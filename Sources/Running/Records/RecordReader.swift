import Planning
import Tables

/// Reads the lines of a record that has passed its checksum, in the order in which ``RecordFile`` writes them.
///
/// The checksum has vouched for the bytes, so that an unknown line means another version: the record then counts as not there,
/// and nothing traps.
struct RecordReader {
  private static let newline = UInt8(ascii: "\n")
  private static let space = UInt8(ascii: " ")

  private var rest: ArraySlice<UInt8>

  init(_ body: ArraySlice<UInt8>) { rest = body }

  /// The record, if it is that of a run.
  mutating func read(run: String) -> RunRecord? {
    guard take("\(RecordFile.version)\nrun \(run)\n") else { return nil }
    guard let numerics = value(of: "numerics") else { return nil }
    var words = line()
    let program = words.first == "program" && words.count == 2 ? words[1] : nil
    if program != nil { words = line() }
    guard words.count == 4, words[0] == "status", let status = RunOutcome.Status(rawValue: words[1]),
      let updates = Int(words[2]), words[3].isEmpty || Int(words[3]) != nil
    else { return nil }
    let selected = Int(words[3])
    var tables: [TableRows] = []
    words = line()
    while words.first == "table" {
      guard let table = table(words) else { return nil }
      tables.append(table)
      words = line()
    }
    var attachments: [Attachment] = []
    while words.first == "file" || words.first == "rows" {
      guard let attachment = attachment(words) else { return nil }
      attachments.append(attachment)
      words = line()
    }
    guard words.count == 3, words[0] == "timing", let wall = Double(words[1]),
      let processor = Double(words[2]),
      rest.isEmpty
    else { return nil }
    return RunRecord(
      run: run, origin: RecordOrigin(numerics: numerics, program: program),
      outcome: RunOutcome(
        status: status, updates: updates, selectedUpdate: selected, tables: tables, attachments: attachments),
      timing: RunRecord.Timing(wallSeconds: wall, processorSeconds: processor))
  }

  /// The lines that a `table` line announces, each with a word for every column.
  private mutating func table(_ words: [String]) -> TableRows? {
    guard words.count > 3, let count = Int(words[2]), count >= 0 else { return nil }
    let columns = Array(words[3...])
    var end = rest.startIndex
    for _ in 0..<count {
      var wordsInLine = 1
      var before = Self.space
      while end < rest.endIndex, rest[end] != Self.newline {
        if rest[end] == Self.space {
          if before == Self.space { return nil }
          wordsInLine += 1
        }
        before = rest[end]
        end += 1
      }
      guard end < rest.endIndex, before != Self.space, wordsInLine == columns.count else { return nil }
      end += 1
    }
    let lines = Array(rest[..<end])
    rest = rest[end...]
    return TableRows(words[1], columns: columns, count: count, lines: lines)
  }

  /// What a `file` or `rows` line says of an attachment.
  private func attachment(_ words: [String]) -> Attachment? {
    if words[0] == "file" {
      guard words.count == 5, let size = Int(words[3]) else { return nil }
      return Attachment(.published(folder: words[1], ending: words[2]), size: size, sha256: words[4])
    }
    guard words.count > 5, let count = Int(words[2]), let size = Int(words[3]) else { return nil }
    return Attachment(
      .rows(table: words[1], columns: Array(words[5...]), count: count), size: size, sha256: words[4])
  }

  /// Whether what is left begins with a text, which is then passed.
  private mutating func take(_ text: String) -> Bool {
    guard rest.starts(with: text.utf8) else { return false }
    rest = rest.dropFirst(text.utf8.count)
    return true
  }

  private mutating func value(of key: String) -> String? {
    let words = line()
    return words.count == 2 && words[0] == key ? words[1] : nil
  }

  /// The words of the next line; none at the end.
  private mutating func line() -> [String] {
    guard let end = rest.firstIndex(of: Self.newline) else { return [] }
    defer { rest = rest[(end + 1)...] }
    return rest[..<end].split(separator: Self.space, omittingEmptySubsequences: false).map(RecordWord.text)
  }
}
