import Digest
import Foundation
import Glibc
import Planning
import Running
import Tables
import TestSupport
import Testing

/// A segment gives what is sound in it, whatever has happened to the rest.
@Suite struct SegmentTests {
  let folder = TemporaryFolder()
  var store: RunStore { RunStore(folder.path) }

  static func record(_ number: Int, words: Int = 1) -> RunRecord {
    RunRecord(
      run: "r-\(SHA256.hexadecimal("\(number)".utf8).prefix(20))",
      outcome: RunOutcome(
        status: .completed, updates: number, selectedUpdate: number,
        tables: [
          Measurement.table.rows(
            (0..<words).map { .init(update: $0, split: "test", mode: "native", metric: "mse", value: 0.5) })
        ]),
      timing: .init(wallSeconds: 1, processorSeconds: 1))
  }

  /// Writes records with one writer, and returns the segment's path.
  private func segment(_ records: [RunRecord]) throws -> String {
    let writer = store.writer()
    for record in records { try writer.save(record) }
    try writer.synchronize()
    let names = try Files.names(in: folder["records"])
    return folder["records/\(try #require(names.first { $0.hasPrefix("segment-") }))"]
  }

  private func write(_ bytes: [UInt8], to path: String) throws {
    try Data(bytes).write(to: URL(fileURLWithPath: path))
  }

  @Test func theFormIsStable() throws {
    let records = [Self.record(1), Self.record(2)]
    let path = try segment(records)
    try store.remove(records[0].run)
    let bytes = records.map { RecordFile.encode($0) }
    let text = bytes.map { "record \($0.count)\n" + String(decoding: $0, as: UTF8.self) }.joined()
    #expect(try Files.read(path) == Array("sluice/segment/v1\n\(text)".utf8))
    #expect(Files.name(of: path).hasPrefix("segment-") && Files.name(of: path).contains("-\(getpid())-"))
    let other = try #require(try Files.names(in: folder["records"]).first { !path.hasSuffix($0) })
    let checksum = String(decoding: bytes[0].suffix(65).dropLast(), as: UTF8.self)
    let body = "run \(records[0].run)\nrecord \(checksum) \(Files.name(of: path))\n"
    let seal = "sha256 \(SHA256.hexadecimal(body.utf8))\n"
    #expect(
      String(decoding: try Files.read(folder["records/\(other)"]), as: UTF8.self)
        == "sluice/segment/v1\nwithdrawn \(body.utf8.count + 72)\n\(body)\(seal)")
    #expect(try store.runs() == [records[1].run])
  }

  @Test func manyThreadsAppend() async throws {
    let writer = store.writer(GroupCommit(records: 7, seconds: 0.001))
    try await withThrowingTaskGroup(of: Void.self) { group in
      for part in 0..<8 {
        group.addTask { for number in 0..<100 { try writer.save(Self.record(part * 100 + number)) } }
      }
      try await group.waitForAll()
    }
    try writer.synchronize()
    #expect(try Files.names(in: folder["records"]).count == 1)
    let records = try store.records()
    #expect(records.count == 800)
    for number in 0..<800 { #expect(try records.record(of: Self.record(number).run) == Self.record(number)) }
  }

  /// A writer that has nothing to write leaves nothing.
  @Test func nothingIsWrittenBeforeTheFirstRecord() throws {
    let writer = store.writer()
    try writer.synchronize()
    #expect(!Files.exists(folder["records"]))
  }

  @Test func cutAtEveryByteItGivesWhatIsWhole() throws {
    let made = (0..<3).map { Self.record($0) }
    let path = try segment(made)
    let bytes = try Files.read(path)
    var ends = ["sluice/segment/v1\n".utf8.count]
    for record in made {
      let content = RecordFile.encode(record)
      ends.append(ends.last! + "record \(content.count)\n".utf8.count + content.count)
    }
    #expect(ends.last == bytes.count)
    for length in 0..<bytes.count {
      try write(Array(bytes.prefix(length)), to: path)
      let records = try store.records()
      let whole = made.prefix(ends.dropFirst().count { $0 <= length })
      #expect(records.runs == whole.map(\.run).sorted(), "cut at \(length)")
      // What a killed writer left is no damage.
      for record in made.dropFirst(whole.count) {
        #expect(try records.state(of: record.run, for: .current) == .missing, "cut at \(length)")
      }
    }
  }

  /// A bit costs the record that it is in, and no other; none says what it did not say.
  @Test func flippedAtEveryByteItCostsOneRecord() throws {
    let made = (0..<3).map { Self.record($0, words: 2) }
    let path = try segment(made)
    let bytes = try Files.read(path)
    for index in bytes.indices {
      var damaged = bytes
      damaged[index] ^= 1 << (index % 8)
      try write(damaged, to: path)
      let records = try store.records()
      var found = 0
      for record in made {
        guard let read = try records.record(of: record.run) else { continue }
        #expect(read == record, "byte \(index)")
        found += 1
      }
      #expect(found >= 2, "byte \(index)")
    }
  }

  /// The damaged record is named where its run can be read, so that a person learns of it.
  @Test func damageIsNamed() throws {
    let made = (0..<3).map { Self.record($0) }
    let path = try segment(made)
    var bytes = try Files.read(path)
    let middle = bytes.count / 2
    bytes[middle] ^= 1
    try write(bytes, to: path)
    #expect(try store.state(of: made[1].run, for: .current) == .unreadable)
    #expect(try store.records().fileName(of: made[1].run) == "records/\(Files.name(of: path))")
    try store.save(made[1])
    #expect(try store.state(of: made[1].run, for: .current) == .finished)
    #expect(try store.records().count == 3)
  }

  /// Zeros at the end, as a loss of power may leave them, are no damage.
  @Test func zerosAtTheEnd() throws {
    let made = (0..<2).map { Self.record($0) }
    let path = try segment(made)
    try write(try Files.read(path) + [UInt8](repeating: 0, count: 5000), to: path)
    #expect(try store.runs() == made.map(\.run).sorted())
  }

  /// What claims to be frames inside of frames costs no more than a few readings of the file: one hashing for each claim would take hours.
  @Test(.timeLimit(.minutes(5))) func framesWithoutEnd() throws {
    let made = [Self.record(1)]
    let path = try segment(made)
    var bytes = try Files.read(path)
    let count = 400_000
    let seal = Array("sha256 \(String(repeating: "0", count: 64))\n".utf8)
    // Each head claims all up to the last line, which has the form of a checksum.
    for number in 0..<count {
      let rest = "\((count - number - 1) * 15 + seal.count)"
      bytes += Array("record \(String(repeating: "0", count: 7 - rest.count))\(rest)\n".utf8)
    }
    try write(bytes + seal, to: path)
    let records = try store.records()
    #expect(records.runs == made.map(\.run))
  }

  /// Whatever is no plain file might have no end.
  @Test func aPipeIsRefused() throws {
    try Files.makeFolder(folder["records"])
    #expect(mkfifo(folder["records/segment-x"], 0o600) == 0)
    let error = #expect(throws: IOError.self) { try store.records() }
    #expect(error?.path == folder["records/segment-x"])
  }
}
