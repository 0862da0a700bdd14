import Digest
import Glibc
import Running
import TestSupport
import Testing

@Suite struct AtomicFileTests {
  let folder = TemporaryFolder()

  @Test func theOldFileStaysUntilTheNewOneIsWhole() throws {
    try AtomicFile.write(Array("old".utf8), to: folder["a"])
    var file = try AtomicFile(replacing: folder["a"])
    try file.write(Array("new".utf8))
    #expect(try Files.read(folder["a"]) == Array("old".utf8))
    let digest = try file.publish()
    #expect(try Files.read(folder["a"]) == Array("new".utf8))
    #expect(digest == SHA256.digest(Array("new".utf8)))
  }

  @Test func anAbandonedFileLeavesNothing() throws {
    do {
      var file = try AtomicFile(replacing: folder["a"])
      try file.write(Array("new".utf8))
    }
    #expect(try Files.names(in: folder.path) == [])
  }

  @Test func whatIsWrittenInPiecesHasTheDigestOfTheWhole() throws {
    let piece = [UInt8](repeating: 0x61, count: 10_007)
    var file = try AtomicFile(replacing: folder["a"])
    for _ in 0..<20 { try file.write(piece) }
    let digest = try file.publish()
    #expect(try digest == SHA256.digest(Files.read(folder["a"])))
    #expect(try Files.read(folder["a"]).count == 200_140)
  }

  @Test func aFolderInTheWayIsAnErrorThatNamesTheFile() throws {
    try Files.makeFolder(folder["a/b"])
    let error = #expect(throws: IOError.self) { try AtomicFile.write([1], to: folder["a"]) }
    #expect(error?.operation == .rename)
    #expect(error?.path == folder["a"])
    #expect(try Files.names(in: folder.path) == ["a"])
  }

  @Test func aMissingFolderIsACreationError() {
    let error = #expect(throws: IOError.self) { try AtomicFile.write([1], to: folder["none/a"]) }
    #expect(error == IOError(.create, folder["none/a"], code: ENOENT))
  }
}
