import Glibc
import Running
import Testing

@Suite struct RunStoreTests {
  let folder = TemporaryFolder()
  var store: RunStore { RunStore(folder.path) }

  @Test func aSavedRunIsFinished() throws {
    #expect(try !store.isFinished(fullRecord.run))
    try store.save(fullRecord)
    #expect(try store.isFinished(fullRecord.run))
    #expect(try store.record(of: fullRecord.run)?.gates == fullRecord.gates)
    #expect(store.path(of: fullRecord.run) == folder["records/00/\(fullRecord.run)"])
  }

  @Test func aTornRecordIsDoneAgain() throws {
    try store.save(fullRecord)
    let path = store.path(of: fullRecord.run)
    #expect(truncate(path, 100) == 0)
    #expect(try !store.isFinished(fullRecord.run))
    #expect(try store.record(of: fullRecord.run) == nil)
    try store.save(fullRecord)
    #expect(try Files.read(path) == RecordFile.encode(fullRecord))
  }

  @Test func nothingButRecordsIsLeftBehind() throws {
    try store.save(fullRecord)
    try store.save(fullRecord)
    #expect(try Files.names(in: folder["records/00"]) == [fullRecord.run])
  }

  @Test func onlyOldLeftoversGo() throws {
    try store.save(fullRecord)
    let (old, new) = (folder["records/00/.tmp-old"], folder["records/00/.tmp-new"])
    try OutputFile(creating: old).close()
    try OutputFile(creating: new).close()
    var times = [timeval(tv_sec: 1, tv_usec: 0), timeval(tv_sec: 1, tv_usec: 0)]
    #expect(utimes(old, &times) == 0)
    try store.removeLeftovers()
    #expect(try Files.names(in: folder["records/00"]) == [".tmp-new", fullRecord.run])
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
