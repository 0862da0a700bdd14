import Catalog

/// Runs whose records differ between folders in more than their timing, which no two makings of one run may.
public struct MergeConflicts: Error, Sendable, Hashable, CustomStringConvertible {
  /// One run of which two folders say different things.
  public struct Conflict: Sendable, Hashable {
    /// `r-…`, with the cell and the replicate in words.
    public let run: String
    /// The folder whose record is kept in the merged folder; the merged folder itself where the record was there before.
    public let kept: String
    /// The folder whose record differs, and stays where it is.
    public let other: String
    /// The number of the first line of the record that differs, from 1.
    public let line: Int
    /// That line of the record that is kept, and of the other; empty where the record has ended.
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
  }

  /// The merged folder.
  public let folder: String
  /// The runs; never empty.
  public let conflicts: [Conflict]

  /// `nil` where there are none.
  init?(folder: String, _ conflicts: [Conflict]) {
    guard !conflicts.isEmpty else { return nil }
    self.folder = folder
    self.conflicts = conflicts
  }

  /// Up to eight runs, with the folders and the first line that differs.
  public var description: String {
    let shown = conflicts.prefix(8).map {
      let texts = Self.excerpts($0.lines)
      return
        "  \($0.run): line \($0.line) of the record is \(texts[0]) in '\($0.kept)', \(texts[1]) in '\($0.other)'\n"
    }.joined()
    let more = conflicts.count > 8 ? "  … and \(conflicts.count - 8) more\n" : ""
    return """
      \(conflicts.count) record\(conflicts.count == 1 ? "" : "s") differ\(conflicts.count == 1 ? "s" : "") between folders, \
      and no two makings of a run may:
      \(shown)\(more)the records named first are kept in '\(folder)', the others stay in their folders; no tables are written. \
      Do the runs again in a new folder to see which is right
      """
  }

  /// The lines from shortly before the first character that differs.
  private static func excerpts(_ lines: [String]) -> [String] {
    let start = max(0, zip(lines[0], lines[1]).prefix { $0 == $1 }.count - 30)
    return lines.map { (start > 0 ? "…" : "") + JSON.excerpt(String($0.dropFirst(start))) }
  }
}
