import Digest
import Foundation
import Glibc
import Planning
import Running
import TestSupport
import Testing

@Suite struct RunStoreTests {
  let folder = TemporaryFolder()
  var store: RunStore { RunStore(folder.path) }

  @Test func aSavedRunIsFinished() throws {
    let origin = fullRecord.origin
    #expect(try store.state(of: fullRecord.run, for: origin) == .missing)
    try store.save(fullRecord)
    #expect(try store.state(of: fullRecord.run, for: origin) == .finished)
    #expect(try store.state(of: fullRecord.run, for: .current) == .foreign(origin))
    #expect(try store.record(of: fullRecord.run) == fullRecord)
    #expect(try store.runs() == [fullRecord.run])
    #expect(try store.strangers(among: ["r-1", fullRecord.run]).isEmpty)
    #expect(try store.strangers(among: ["r-1"]) == [fullRecord.run])
    #expect(try store.records().fileName(of: fullRecord.run).hasPrefix("records/segment-"))
  }

  /// The first in the order of the files' names is used, and another timing is no difference.
  @Test func aRunThatWasDoneTwice() throws {
    try store.save(fullRecord)
    let other = RunRecord(
      run: fullRecord.run, origin: fullRecord.origin, outcome: fullRecord.outcome,
      timing: .init(wallSeconds: 9, processorSeconds: 8))
    try store.save(other)
    let names = try Files.names(in: folder["records"])
    #expect(names.count == 2)
    let record = try #require(try store.record(of: fullRecord.run))
    #expect([fullRecord, other].contains(record))
    #expect(try store.records().fileName(of: fullRecord.run) == "records/\(names[0])")
    #expect(try store.runs() == [fullRecord.run])
    #expect(try store.state(of: fullRecord.run, for: fullRecord.origin) == .finished)
  }

  /// No two makings of a run differ: both records stay until the run is done anew.
  @Test func recordsThatSayDifferentThings() throws {
    try store.save(fullRecord)
    let outcome = fullRecord.outcome
    let other = RunRecord(
      run: fullRecord.run, origin: fullRecord.origin,
      outcome: RunOutcome(
        status: .completed, updates: 201, selectedUpdate: 100, tables: outcome.tables),
      timing: fullRecord.timing)
    try store.save(other)
    guard case .conflicting(let conflict) = try store.state(of: fullRecord.run, for: fullRecord.origin) else {
      Issue.record("no conflict")
      return
    }
    #expect(
      conflict.line == 5
        && conflict.lines.sorted() == ["status completed 200 100", "status completed 201 100"])
    #expect(conflict.kept < conflict.other)
    #expect(RecordConflicts([conflict]).description.contains("sluice run --redo"))
    try store.remove(fullRecord.run)
    #expect(try store.state(of: fullRecord.run, for: fullRecord.origin) == .missing)
    try store.save(fullRecord)
    #expect(try store.state(of: fullRecord.run, for: fullRecord.origin) == .finished)
  }

  @Test(arguments: [".", "data", "records/00"]) func onlyOldLeftoversGo(place: String) throws {
    try store.save(fullRecord)
    try Files.makeFolder(folder[place])
    let before = try Files.names(in: folder[place])
    let (old, new) = (folder["\(place)/.tmp-old"], folder["\(place)/.tmp-new"])
    try OutputFile(creating: old).close()
    try OutputFile(creating: new).close()
    var times = [timeval(tv_sec: 1, tv_usec: 0), timeval(tv_sec: 1, tv_usec: 0)]
    #expect(utimes(old, &times) == 0)
    try store.removeLeftovers()
    #expect(try Files.names(in: folder[place]) == [".tmp-new"] + before)
  }

  @Test func aFolderThatCannotBeMadeIsACreationError() throws {
    try OutputFile(creating: folder["file"]).close()
    let store = RunStore(folder["file"])
    let error = #expect(throws: IOError.self) { try store.save(fullRecord) }
    #expect(error?.isCreation == true)
    #expect(error?.path == folder["file/records"])
    #expect(error?.code == ENOTDIR)
  }

  /// A folder as versions before segments left it, with a file for every record; it stays readable for ever.
  @Test func aFileForEveryRecord() throws {
    let kept = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("FileARun")
      .path
    let store = RunStore(kept)
    let records = try store.records()
    #expect(
      records.runs == [
        "r-02c57b9e029dd5b9ff5d", "r-6243df3be4256f373a06", "r-f1b723303dee4bd01045",
        "r-f7257383e199ac02809c",
      ])
    var lines = 0
    for run in records.runs {
      #expect(try records.state(of: run, for: RecordOrigin(numerics: "sluice/numerics/v2")) == .finished)
      let record = try #require(try records.record(of: run))
      #expect(record.outcome.attachments.count == 2 && record.outcome.updates == 4)
      lines += record.outcome.measurements.count
      #expect(records.fileName(of: run) == "records/\(run.dropFirst(2).prefix(2))/\(run)")
    }
    let table = try Files.read(Files.join(kept, "measurements.csv"))
    #expect(lines == table.count { $0 == 0x0A } - 1)
  }

  /// What a version before segments left is not done again, and what is added lies beside it.
  @Test func aFolderOfTheOldFormGoesOn() async throws {
    let plan = try SmallSweep.plan(["training.save_weights=selected"])
    try await SmallSweep.run(plan, in: folder["fresh"])
    try await SmallSweep.run(plan, in: folder["r"], shard: Shard(number: 1, count: 2)!)
    try RunStore(folder["r"]).scatter()
    let outcome = try await SmallSweep.run(plan, in: folder["r"])
    #expect(outcome.found == 5 && outcome.done == 4)
    #expect(try SmallSweep.digests(folder["r"]) == SmallSweep.digests(folder["fresh"]))
  }
}
