import Digest
package import Running

/// What a results folder has at this moment of one run; for many, `records()` reads the folder once.
extension RunStore {
  package func state(of run: String, for origin: RecordOrigin) throws -> State {
    try records().state(of: run, for: origin)
  }

  package func record(of run: String) throws -> RunRecord? { try records().record(of: run) }

  package func runs() throws -> [String] { try records().runs }

  package func strangers(among runs: [String]) throws -> [String] { try records().strangers(among: runs) }

  /// Takes away the record of a run and what belongs to it.
  package func remove(_ run: String) throws { try remove([run], from: records()) }

  /// Puts a record in the place of the run's own, whose attachments stay.
  package func replace(by record: RunRecord) throws {
    try scatter()
    try Files.remove(loosePath(of: record.run))
    try save(record)
  }

  /// The SHA-256 of what every record says but for the seconds that its run took, by run.
  package func lastingDigests() throws -> [String: String] {
    let records = try records()
    var digests: [String: String] = [:]
    for run in records.runs {
      guard let record = try records.record(of: run) else { continue }
      let timeless = RunRecord(
        run: run, origin: record.origin, outcome: record.outcome,
        timing: .init(wallSeconds: 0, processorSeconds: 0))
      digests[run] = SHA256.hexadecimal(RecordFile.encode(timeless))
    }
    return digests
  }
}

/// Records in files of their own, as versions before segments wrote them; tests damage them one by one.
extension RunStore {
  /// The path of a run's file, `records/5f/r-5f0c…`.
  package func loosePath(of run: String) -> String {
    Files.join(recordsFolder, "\(run.dropFirst(2).prefix(2))/\(run)")
  }

  /// Takes the records out of the folder's segments.
  package func scatter() throws {
    let records = try records()
    for run in records.runs {
      guard let bytes = try records.bytes(of: run) else { continue }
      let path = loosePath(of: run)
      try Files.makeFolder(Files.parent(of: path))
      try AtomicFile.write(bytes, to: path)
    }
    for name in try Files.names(in: recordsFolder) where name.hasPrefix("segment-") {
      try Files.remove(Files.join(recordsFolder, name))
    }
  }
}
