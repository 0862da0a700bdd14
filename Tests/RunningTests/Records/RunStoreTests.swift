import Glibc
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
    #expect(store.path(of: fullRecord.run) == folder["records/00/\(fullRecord.run)"])
  }

  @Test func aTornRecordIsDoneAgain() throws {
    try store.save(fullRecord)
    let path = store.path(of: fullRecord.run)
    #expect(truncate(path, 100) == 0)
    #expect(try store.state(of: fullRecord.run, for: fullRecord.origin) == .unreadable)
    #expect(try store.record(of: fullRecord.run) == nil)
    try store.save(fullRecord)
    #expect(try Files.read(path) == RecordFile.encode(fullRecord))
  }

  @Test func nothingButRecordsIsLeftBehind() throws {
    try store.save(fullRecord)
    try store.save(fullRecord)
    #expect(try Files.names(in: folder["records/00"]) == [fullRecord.run])
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
    #expect(error?.path == folder["file/records/00"])
    #expect(error?.code == ENOTDIR)
  }
}
