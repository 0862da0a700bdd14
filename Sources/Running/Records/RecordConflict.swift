import Catalog

/// Two records of one run that differ in more than their timing, which no two makings of a run may.
public struct RecordConflict: Sendable, Hashable {
  /// `r-…`.
  public let run: String
  /// The file whose record is used.
  public let kept: String
  /// The file whose record differs.
  public let other: String
  /// The number of the first line of the record that differs, from 1.
  public let line: Int
  /// That line of the record that is used, and of the other; empty where the record has ended.
  public let lines: [String]

  init(_ run: String, kept: String, _ keptBytes: [UInt8], other: String, _ otherBytes: [UInt8]) {
    self.run = run
    self.kept = kept
    self.other = other
    let texts = [keptBytes, otherBytes].map { RecordFile.lasting($0).split(separator: UInt8(ascii: "\n")) }
    let same = zip(texts[0], texts[1]).prefix { $0.elementsEqual($1) }.count
    line = same + 1
    lines = texts.map { same < $0.count ? String(decoding: $0[same], as: UTF8.self) : "" }
  }

  /// The same of a run that is named in other words.
  func named(_ run: String) -> RecordConflict {
    RecordConflict(run: run, kept: kept, other: other, line: line, lines: lines)
  }

  private init(run: String, kept: String, other: String, line: Int, lines: [String]) {
    (self.run, self.kept, self.other, self.line, self.lines) = (run, kept, other, line, lines)
  }

  /// The run, the files and the first line that differs.
  var text: String {
    let texts = excerpts
    return "\(run): line \(line) of the record is \(texts[0]) in '\(kept)', \(texts[1]) in '\(other)'"
  }

  /// The lines from shortly before the first character that differs.
  private var excerpts: [String] {
    let start = max(0, zip(lines[0], lines[1]).prefix { $0 == $1 }.count - 30)
    return lines.map { (start > 0 ? "…" : "") + JSON.excerpt(String($0.dropFirst(start))) }
  }
}

/// Runs of which there are records that say different things.
public struct RecordConflicts: Error, Sendable, Hashable, CustomStringConvertible {
  /// A record of each run that differs from the one that is used; never empty.
  public let conflicts: [RecordConflict]

  package init(_ conflicts: [RecordConflict]) { self.conflicts = conflicts }

  /// `nil` where there are none.
  init?(ifAny conflicts: [RecordConflict]) {
    guard !conflicts.isEmpty else { return nil }
    self.conflicts = conflicts
  }

  /// Up to eight runs, with the files and the first line that differs.
  public var description: String {
    let list = ConflictList.text(conflicts.map(\.text))
    let count = "\(conflicts.count) record\(conflicts.count == 1 ? " differs" : "s differ")"
    return """
      \(count) from another of the same run, and no two makings of a run may:
      \(list)all of them are kept, and no tables are written. `sluice verify` says which is right, and `sluice run --redo` does \
      these runs again
      """
  }
}
