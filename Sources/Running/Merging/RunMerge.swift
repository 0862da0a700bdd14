import Planning

/// Merges the records of a part of a plan's runs, in the order of the plan.
///
/// A record that is copied keeps its bytes, its timing included. Two merges that meet in one folder at worst copy a run twice, which then has
/// the same record two times. Copies are made durable many at a time: until then a loss of power may cost copies, never what they were
/// made from.
struct RunMerge {
  private let sources: [RunRecords]
  private let out: RunRecords
  private let writer: RecordWriter
  private let isPacked: Bool
  private let numerics: String
  private(set) var findings = MergeFindings()

  init(
    _ sources: [RunRecords], into out: RunRecords, writer: RecordWriter, isPacked: Bool, numerics: String
  ) {
    self.sources = sources
    self.out = out
    self.writer = writer
    self.isPacked = isPacked
    self.numerics = numerics
  }

  /// A finished run as a folder has it.
  private struct Finished {
    let file: String
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
  mutating func merge(_ runs: ArraySlice<RunSpecification>) throws {
    for run in runs {
      guard !Task.isCancelled else { return }
      try merge(run)
    }
  }

  private mutating func merge(_ run: RunSpecification) throws {
    for records in [out] + sources {
      if let conflict = records.conflicts[run.id] { findings.conflicts.append(conflict.named(run.inWords)) }
    }
    var kept: Finished?
    switch try content(of: run, in: out) {
    case .missing: break
    case .unreadable: findings.add(.unreadable, run, out.store)
    case .foreign(let origin): return findings.add(.foreign(origin), run, out.store)
    case .readable(let own):
      if let lost = try out.store.lostAttachment(of: own.record) {
        findings.add(.incomplete(file: out.store.name(of: lost, run.id)), run, out.store)
      } else {
        kept = own
        findings.found += 1
      }
    }
    for source in sources { try take(run, from: source, &kept) }
  }

  /// Takes a run over from a folder, or holds it against what is there.
  private mutating func take(_ run: RunSpecification, from source: RunRecords, _ kept: inout Finished?) throws
  {
    if let kept, let bytes = try source.bytes(of: run.id),
      RecordFile.lasting(bytes) == RecordFile.lasting(kept.bytes)
    {
      findings.repeated += 1
      return
    }
    switch try content(of: run, in: source) {
    case .missing: break
    case .unreadable: findings.add(.unreadable, run, source.store)
    case .foreign(let origin): findings.add(.foreign(origin), run, source.store)
    case .readable(let other):
      if let kept { return try compare(kept, other, run, source.store) }
      if let lost = try out.store.copyAttachments(of: other.record, from: source.store, isPacked: isPacked) {
        return findings.add(.incomplete(file: source.store.name(of: lost, run.id)), run, source.store)
      }
      kept = other
      // The own record may only have lacked an attachment, and is whole again.
      if let own = try out.bytes(of: run.id), RecordFile.lasting(own) == RecordFile.lasting(other.bytes) {
        findings.copied += 1
        return
      }
      try writer.append(.record, other.bytes)
      findings.copied += 1
    }
  }

  /// Takes down the difference of two sound records; one whose attachments are lost counts as not there.
  private mutating func compare(
    _ kept: Finished, _ other: Finished, _ run: RunSpecification, _ store: RunStore
  ) throws {
    if let lost = try store.lostAttachment(of: other.record) {
      return findings.add(.incomplete(file: store.name(of: lost, run.id)), run, store)
    }
    findings.conflicts.append(
      RecordConflict(run.inWords, kept: kept.file, kept.bytes, other: other.file, other.bytes))
  }

  private func content(of run: RunSpecification, in records: RunRecords) throws -> Content {
    guard let bytes = try records.bytes(of: run.id) else {
      return records.damaged[run.id] == nil ? .missing : .unreadable
    }
    guard let record = RecordFile.decode(bytes, run: run.id) else { return .unreadable }
    guard try record.origin == origin(of: run) else { return .foreign(record.origin) }
    let file = Files.join(records.store.folder, records.fileName(of: run.id))
    return .readable(Finished(file: file, bytes: bytes, record: record))
  }

  /// The origin that a record of a run has where this program made it.
  private func origin(of run: RunSpecification) throws(IOError) -> RecordOrigin {
    try .current(for: run.specification, numerics: numerics)
  }
}
