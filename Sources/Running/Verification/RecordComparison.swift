import Planning
import Tables

/// Compares the record of a run, and what is attached to it, with the same run computed anew.
struct RecordComparison {
  let records: RunRecords
  let run: RunSpecification

  /// The first difference between a record that is sound and the one that was made now; `nil` where all bytes but those of the timing are
  /// the same.
  ///
  /// - Parameters:
  ///   - stored: the record of the folder.
  ///   - bytes: the bytes it was read from.
  ///   - found: the record that was made now, with the bytes of its attachments.
  func difference(
    _ stored: RunRecord, _ bytes: [UInt8], _ found: RunRecord
  ) throws(IOError) -> Difference? {
    let (old, new) = (RecordFile.lasting(bytes), RecordFile.lasting(RecordFile.encode(found)))
    if old.elementsEqual(new) { return nil }
    if let first = head(stored.outcome, found.outcome) ?? tables(stored.outcome, found.outcome) {
      return first
    }
    if let first = try attachments(stored.outcome, found.outcome) { return first }
    return line(old, new)
  }

  private func other(
    _ place: Difference.Place, table: String? = nil, file: String? = nil, _ stored: String?, _ found: String?
  ) -> Difference {
    Difference(
      .init(run), file: file ?? records.fileName(of: run.id), table: table, at: place,
      .other(stored: stored, found: found))
  }

  private func head(_ stored: RunOutcome, _ found: RunOutcome) -> Difference? {
    func words(_ outcome: RunOutcome) -> [(String, String?)] {
      [
        ("status", outcome.status.rawValue), ("updates", String(outcome.updates)),
        ("selected_update", outcome.selectedUpdate.map { String($0) }),
      ]
    }
    for ((name, old), (_, new)) in zip(words(stored), words(found)) where old != new {
      return other(.head(name), old, new)
    }
    return nil
  }

  private func tables(_ stored: RunOutcome, _ found: RunOutcome) -> Difference? {
    for place in 0..<max(stored.tables.count, found.tables.count) {
      let old = place < stored.tables.count ? stored.tables[place] : nil
      let new = place < found.tables.count ? found.tables[place] : nil
      guard let old, let new, old.table == new.table else {
        return other(.whole, old.map { "table \($0.table)" }, new.map { "table \($0.table)" })
      }
      if let first = RowsDifference(old, new) {
        return other(first.place, table: old.table, first.stored, first.found)
      }
    }
    return nil
  }

  private func attachments(_ stored: RunOutcome, _ found: RunOutcome) throws(IOError) -> Difference? {
    let store = records.store
    for place in 0..<max(stored.attachments.count, found.attachments.count) {
      let old = place < stored.attachments.count ? stored.attachments[place] : nil
      let new = place < found.attachments.count ? found.attachments[place] : nil
      if old == new { continue }
      let (oldName, newName) = (
        old.map { store.name(of: $0, run.id) }, new.map { store.name(of: $0, run.id) }
      )
      guard let old, let new, let name = oldName, name == newName else {
        return other(.whole, oldName, newName)
      }
      let bytes = try Files.read(store.soundPath(of: old, run.id))
      if case .rows(let table, let oldColumns, _) = old.place, case .rows(_, let newColumns, _) = new.place,
        let first = RowsDifference(
          TableRows(table, columns: oldColumns, lines: bytes),
          TableRows(table, columns: newColumns, lines: new.bytes ?? []))
      {
        return other(first.place, table: table, file: name, first.stored, first.found)
      }
      return other(
        .byte(ByteDifference.first(bytes, new.bytes ?? [])), file: name,
        "\(old.size) bytes with the SHA-256 \(old.sha256.prefix(12))…",
        "\(new.size) with \(new.sha256.prefix(12))…")
    }
    return nil
  }

  /// The same content in other bytes.
  private func line(_ stored: ArraySlice<UInt8>, _ found: ArraySlice<UInt8>) -> Difference? {
    let (old, new) = (stored.split(separator: 0x0A), found.split(separator: 0x0A))
    for place in 0..<max(old.count, new.count) {
      func text(_ lines: [ArraySlice<UInt8>]) -> String? {
        place < lines.count ? String(decoding: lines[place], as: UTF8.self) : nil
      }
      if text(old) != text(new) { return other(.line(place + 1), text(old), text(new)) }
    }
    return other(.whole, "\(stored.count) bytes", "\(found.count) bytes")
  }
}

/// The first of two files' bytes that differ.
enum ByteDifference {
  /// Its place, from 0; the length of the shorter one where that begins the other.
  static func first(_ a: [UInt8], _ b: [UInt8]) -> Int {
    zip(a, b).enumerated().first { $0.element.0 != $0.element.1 }?.offset ?? min(a.count, b.count)
  }
}
