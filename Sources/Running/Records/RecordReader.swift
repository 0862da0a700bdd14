import Glibc
import Planning
import Tables

/// Reads the lines of a record that has passed its checksum, in the order in which ``RecordFile`` writes them.
///
/// The checksum has vouched for the bytes, so that an unknown line means another version: the record then counts as not there,
/// and nothing traps.
struct RecordReader {
  private static let newline = UInt8(ascii: "\n")
  private static let space = UInt8(ascii: " ")

  private let bytes: ArraySlice<UInt8>
  /// The start of the line that comes next.
  private var place: Int
  /// The words of the current line.
  private var words: [Range<Int>] = []

  init(_ body: ArraySlice<UInt8>) {
    bytes = body
    place = body.startIndex
    words.reserveCapacity(16)
  }

  /// What a record says of itself, its rows aside.
  struct Head {
    let origin: RecordOrigin
    fileprivate(set) var outcome: RunOutcome
    fileprivate(set) var timing: RunRecord.Timing
  }

  /// The record, if it is that of a run.
  mutating func read(run: String) -> RunRecord? {
    var tables: [TableRows] = []
    guard let head = head(run: run, { tables.append($0()) }) else { return nil }
    return RunRecord(
      run: run, origin: head.origin,
      outcome: RunOutcome(
        status: head.outcome.status, updates: head.outcome.updates,
        selectedUpdate: head.outcome.selectedUpdate,
        tables: tables, attachments: head.outcome.attachments),
      timing: head.timing)
  }

  /// Reads all lines, so that a record that has a head can be read whole.
  ///
  /// - Parameters:
  ///   - run: the run whose record it must be.
  ///   - take: called with what makes the rows of each table.
  mutating func head(run: String, _ take: (() -> TableRows) -> Void = { _ in }) -> Head? {
    guard next(), matches(0, RecordFile.version), words.count == 1 else { return nil }
    guard next(), matches(0, "run"), words.count == 2, matches(1, run) else { return nil }
    guard next(), matches(0, "numerics"), words.count == 2 else { return nil }
    let numerics = text(1)
    guard next() else { return nil }
    var program: String?
    if matches(0, "program"), words.count == 2 {
      program = text(1)
      guard next() else { return nil }
    }
    guard words.count == 4, matches(0, "status"), let status = RunOutcome.Status(rawValue: text(1)),
      let updates = Int(text(2)), matches(3, "-") || Int(text(3)) != nil
    else { return nil }
    let selected = Int(text(3))
    guard next() else { return nil }
    while matches(0, "table") { guard table(take), next() else { return nil } }
    var attachments: [Attachment] = []
    while matches(0, "file") || matches(0, "rows") {
      guard let attachment, next() else { return nil }
      attachments.append(attachment)
    }
    guard words.count == 3, matches(0, "timing"), let wall = Double(text(1)), let processor = Double(text(2)),
      place == bytes.endIndex
    else { return nil }
    return Head(
      origin: RecordOrigin(numerics: numerics, program: program),
      outcome: RunOutcome(
        status: status, updates: updates, selectedUpdate: selected, tables: [], attachments: attachments),
      timing: RunRecord.Timing(wallSeconds: wall, processorSeconds: processor))
  }

  /// The lines that a `table` line announces, each with a word for every column.
  private mutating func table(_ take: (() -> TableRows) -> Void) -> Bool {
    guard words.count > 3, let count = Int(text(2)), count >= 0 else { return false }
    let (columns, start) = (words.count - 3, place)
    let end = bytes.withUnsafeBufferPointer { buffer -> Int? in
      let base = bytes.startIndex
      var end = start - base
      for _ in 0..<count {
        var (wordsInLine, before) = (1, Self.space)
        while end < buffer.count, buffer[end] != Self.newline {
          if buffer[end] == Self.space {
            if before == Self.space { return nil }
            wordsInLine += 1
          }
          before = buffer[end]
          end += 1
        }
        guard end < buffer.count, before != Self.space, wordsInLine == columns else { return nil }
        end += 1
      }
      return end + base
    }
    guard let end else { return false }
    place = end
    take {
      TableRows(text(1), columns: (3..<words.count).map(text), count: count, lines: Array(bytes[start..<end]))
    }
    return true
  }

  /// What a `file` or `rows` line says of an attachment.
  private var attachment: Attachment? {
    if matches(0, "file") {
      guard words.count == 5, let size = Int(text(3)) else { return nil }
      return Attachment(.published(folder: text(1), ending: text(2)), size: size, sha256: text(4))
    }
    guard words.count > 5, let count = Int(text(2)), let size = Int(text(3)) else { return nil }
    return Attachment(
      .rows(table: text(1), columns: (5..<words.count).map(text), count: count), size: size, sha256: text(4))
  }

  /// Goes to the next line, and finds its words; `false` at the end.
  private mutating func next() -> Bool {
    words.removeAll(keepingCapacity: true)
    let (start, base) = (place, bytes.startIndex)
    let found = bytes.withUnsafeBufferPointer { buffer -> Int? in
      var first = start - base
      for index in first..<buffer.count {
        if buffer[index] == Self.space || buffer[index] == Self.newline {
          words.append(first + base..<index + base)
          if buffer[index] == Self.newline { return index + 1 + base }
          first = index + 1
        }
      }
      return nil
    }
    guard let found else { return false }
    place = found
    return true
  }

  /// Whether a word of the line is written so.
  private func matches(_ word: Int, _ text: String) -> Bool {
    word < words.count && bytes[words[word]].elementsEqual(text.utf8)
  }

  /// The text that a word of the line spells.
  private func text(_ word: Int) -> String { RecordWord.text(bytes[words[word]]) }
}
