import Planning

/// Merges the records of one shelf, a folder such as `records/5f`, in the order of the plan.
///
/// A record that is copied keeps its bytes, its timing included. It is created in one step, so that of two merges that meet in one folder
/// exactly one puts it there, and the other compares. The shelf is synchronized once, at the end: until then a loss of power may cost
/// copies, never what they were made from.
struct ShelfMerge {
  private let sources: [RunStore]
  private let out: RunStore
  private let isPacked: Bool
  private let numerics: String
  private(set) var findings = MergeFindings()

  init(_ sources: [RunStore], into out: RunStore, isPacked: Bool, numerics: String) {
    self.sources = sources
    self.out = out
    self.isPacked = isPacked
    self.numerics = numerics
  }

  /// A finished run as a folder has it.
  private struct Finished {
    let store: RunStore
    let bytes: [UInt8]
    let record: RunRecord
  }

  /// What a folder has of a run, its attachments aside.
  private enum Content {
    case missing
    case unreadable
    case foreign(RecordOrigin)
    case readable(Finished)
  }

  /// Merges these runs, until the task is cancelled.
  mutating func merge(_ runs: [RunSpecification]) throws {
    var hasCopied = false
    for run in runs {
      guard !Task.isCancelled else { break }
      let before = findings.copied
      try merge(run)
      if findings.copied > before { hasCopied = true }
    }
    if hasCopied, let run = runs.first {
      try Files.synchronize(folder: Files.parent(of: out.path(of: run.id)))
    }
  }

  private mutating func merge(_ run: RunSpecification) throws {
    var kept: Finished?
    switch try content(of: run, in: out) {
    case .missing: break
    case .unreadable: findings.add(.unreadable, run, out)
    case .foreign(let origin): return findings.add(.foreign(origin), run, out)
    case .readable(let own):
      if let lost = try out.lostAttachment(of: own.record) {
        findings.add(.incomplete(file: out.name(of: lost, run.id)), run, out)
      } else {
        kept = own
        findings.found += 1
      }
    }
    for source in sources { try take(run, from: source, &kept) }
  }

  /// Takes a run over from a folder, or holds it against what is there.
  private mutating func take(_ run: RunSpecification, from source: RunStore, _ kept: inout Finished?) throws {
    if let kept, try isEqual(kept, run, in: source) {
      findings.repeated += 1
      return
    }
    switch try content(of: run, in: source) {
    case .missing: break
    case .unreadable: findings.add(.unreadable, run, source)
    case .foreign(let origin): findings.add(.foreign(origin), run, source)
    case .readable(let other):
      if let kept { return try compare(kept, other, run) }
      if let lost = try out.copyAttachments(of: other.record, from: source, isPacked: isPacked) {
        return findings.add(.incomplete(file: source.name(of: lost, run.id)), run, source)
      }
      let present = try put(other, run) ?? other
      kept = present
      // What is there may be an own record that only lacked an attachment.
      guard RecordFile.lasting(present.bytes) == RecordFile.lasting(other.bytes) else {
        findings.found += 1
        return try compare(present, other, run)
      }
      findings.copied += 1
    }
  }

  /// Whether a folder's record is there and has the same lasting bytes, under a checksum that holds.
  private func isEqual(_ kept: Finished, _ run: RunSpecification, in source: RunStore) throws -> Bool {
    guard let bytes = try source.bytes(of: run.id) else { return false }
    return bytes == kept.bytes
      || (RecordFile.lasting(bytes) == RecordFile.lasting(kept.bytes) && RecordFile.isSound(bytes))
  }

  /// Takes down the difference of two sound records; one whose attachments are lost counts as not there.
  private mutating func compare(_ kept: Finished, _ other: Finished, _ run: RunSpecification) throws {
    if let lost = try other.store.lostAttachment(of: other.record) {
      return findings.add(.incomplete(file: other.store.name(of: lost, run.id)), run, other.store)
    }
    findings.conflicts.append(
      MergeConflicts.Conflict(
        run.inWords, kept: kept.store.folder, kept.bytes, other: other.store.folder, other.bytes))
  }

  /// Puts a record in place; where one is there that is sound, by now, returns that instead.
  private func put(_ finished: Finished, _ run: RunSpecification) throws -> Finished? {
    let path = out.path(of: run.id)
    try out.makeShelf(of: path)
    var file = try AtomicFile(replacing: path)
    try file.write(finished.bytes)
    if try file.publishAsNew() { return nil }
    if case .readable(let faster) = try content(of: run, in: out),
      try out.lostAttachment(of: faster.record) == nil
    {
      return faster
    }
    var replacement = try AtomicFile(replacing: path)
    try replacement.write(finished.bytes)
    _ = try replacement.publish()
    return nil
  }

  private func content(of run: RunSpecification, in store: RunStore) throws -> Content {
    guard let bytes = try store.bytes(of: run.id) else { return .missing }
    guard let record = RecordFile.decode(bytes, run: run.id) else { return .unreadable }
    guard try record.origin == origin(of: run) else { return .foreign(record.origin) }
    return .readable(Finished(store: store, bytes: bytes, record: record))
  }

  /// The origin that a record of a run has where this program made it.
  private func origin(of run: RunSpecification) throws(IOError) -> RecordOrigin {
    RecordOrigin(numerics: numerics, program: try RecordOrigin.current(for: run.specification).program)
  }
}
