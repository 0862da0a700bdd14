public import Snapshots

/// The rows that a run has made so far.
extension TableRows: Restorable {
  /// The table, the columns, and the lines.
  public func write(to snapshot: inout SnapshotWriter) {
    snapshot.write(([table] + columns).joined(separator: " "))
    snapshot.write(count)
    snapshot.write(lines)
  }

  /// Takes up rows of the same table and columns.
  public mutating func restore(from snapshot: inout SnapshotReader) throws(SnapshotError) {
    let (heading, expected) = (try snapshot.text(), ([table] + columns).joined(separator: " "))
    guard heading == expected else { throw SnapshotError("rows of another table than \(table)") }
    let (count, lines) = (try snapshot.count(), try snapshot.bytes())
    guard Self.lines(in: lines, ofWords: columns.count) == count else {
      throw SnapshotError("rows of \(table) that are none")
    }
    self = TableRows(table, columns: columns, count: count, lines: lines)
  }

  /// How many lines there are, each ended and of so many words with one space between them; `nil` where one is not.
  private static func lines(in bytes: [UInt8], ofWords expected: Int) -> Int? {
    var (lines, words, isInWord) = (0, 0, false)
    for byte in bytes {
      switch byte {
      case UInt8(ascii: " "):
        guard isInWord else { return nil }
        isInWord = false
      case UInt8(ascii: "\n"):
        guard isInWord, words == expected else { return nil }
        (lines, words, isInWord) = (lines + 1, 0, false)
      default:
        if !isInWord { (words, isInWord) = (words + 1, true) }
      }
    }
    return words == 0 ? lines : nil
  }
}
