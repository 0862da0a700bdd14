import Digest
import Foundation
import Sluice
import Synchronization
import Testing

/// Digests of the values in records, kept under the version of the numerics that made them: `Golden/values.txt`.
///
/// A change of a value fails until `NumericsVersion.current` is raised and `make golden` has written the digests anew, for it refuses
/// to write another digest under the same version. An entry keeps the names of the columns that it covers, so that a new column, like
/// a new entry, leaves the others and the version as they are.
enum GoldenValues {
  /// One digest.
  struct Entry: Equatable {
    var columns: String
    var digest: String
  }

  private static let path = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appendingPathComponent("values.txt").path
  private static let isRecording = ProcessInfo.processInfo.environment["SLUICE_RECORD_GOLDEN"] == "1"
  private static let lock = Mutex(())

  /// Holds the values of finished runs, in plan order, against the digest that is kept under a name.
  static func check(_ name: String, _ records: [RunRecord], sourceLocation: SourceLocation = #_sourceLocation)
  {
    lock.withLock { _ in
      let kept = (try? String(contentsOfFile: path, encoding: .utf8)).flatMap(Kept.init)
      let isCurrent = kept?.version == NumericsVersion.current
      let entry = isCurrent ? kept?.entries[name] : nil
      let columns = entry?.columns ?? Self.columns(records)
      let found = Entry(columns: columns, digest: digest(columns, records))
      if entry == found { return }
      guard isRecording, entry == nil else {
        Issue.record(
          Comment(rawValue: reason(name, isCurrent: isCurrent, isNew: entry == nil)),
          sourceLocation: sourceLocation)
        return
      }
      var all = isCurrent ? kept!.entries : [:]
      all[name] = found
      let text = Kept(version: NumericsVersion.current, entries: all).text
      #expect(throws: Never.self) { try text.write(toFile: path, atomically: true, encoding: .utf8) }
    }
  }

  private static func reason(_ name: String, isCurrent: Bool, isNew: Bool) -> String {
    if !isCurrent {
      return "the golden values are another version's than \(NumericsVersion.current): run `make golden`"
    }
    return isNew
      ? "there is no golden value of '\(name)' yet: run `make golden`"
      : "the values in the records of '\(name)' have changed: raise NumericsVersion.current, then run `make golden`"
  }

  /// Everything that the records have.
  private static func columns(_ records: [RunRecord]) -> String {
    var tables: [(name: String, columns: [String])] = []
    for table in records.flatMap(\.outcome.tables) where !tables.contains(where: { $0.name == table.table }) {
      tables.append((table.table, table.columns))
    }
    return tables.map { "\($0.name)(\($0.columns.joined(separator: ",")))" }.joined(separator: ";")
  }

  private static func digest(_ columns: String, _ records: [RunRecord]) -> String {
    let tables = columns.split(separator: ";").map { text -> (name: String, columns: [String]) in
      let parts = text.dropLast().split(separator: "(")
      return (String(parts[0]), parts[1].split(separator: ",").map(String.init))
    }
    var hash = SHA256()
    for record in records.map(\.outcome) {
      hash.update("\(record.status.rawValue) \(record.updates) \(record.selectedUpdate ?? -1)\n".utf8)
      for table in tables {
        for row in record.rows(of: table.name) {
          hash.update((table.columns.map { row[$0] }.joined(separator: "\u{1F}") + "\n").utf8)
        }
      }
    }
    return Hexadecimal.text(hash.finalize())
  }

  /// The content of the file.
  private struct Kept {
    let version: String
    let entries: [String: Entry]

    init(version: String, entries: [String: Entry]) {
      self.version = version
      self.entries = entries
    }

    init?(_ text: String) {
      let lines = text.split(separator: "\n").filter { !$0.hasPrefix("#") }
      guard let first = lines.first, first.hasPrefix("version ") else { return nil }
      version = String(first.dropFirst("version ".count))
      var entries: [String: Entry] = [:]
      for line in lines.dropFirst() {
        let parts = line.split(separator: "\t")
        guard parts.count == 3 else { return nil }
        entries[String(parts[0])] = Entry(columns: String(parts[1]), digest: String(parts[2]))
      }
      self.entries = entries
    }

    var text: String {
      "# Digests of the values in records; `make golden` adds entries, and refuses to change one under the same version.\n"
        + "version \(version)\n"
        + entries.sorted { $0.key < $1.key }.map { "\($0.key)\t\($0.value.columns)\t\($0.value.digest)\n" }
        .joined()
    }
  }
}
