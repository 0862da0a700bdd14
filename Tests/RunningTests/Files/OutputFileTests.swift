import Glibc
import Running
import TestSupport
import Testing

@Suite struct OutputFileTests {
  let folder = TemporaryFolder()

  @Test func anExistingFileIsNotWrittenOver() throws {
    try OutputFile(creating: folder["a"]).close()
    let error = #expect(throws: IOError.self) { _ = try OutputFile(creating: folder["a"]) }
    #expect(error == IOError(.create, folder["a"], code: EEXIST))
  }

  @Test func theErrorNamesTheFileAndTheReason() {
    let error = IOError(.write, "results/a b/runs.csv", code: ENOSPC)
    #expect(error.description == "cannot write 'results/a b/runs.csv': No space left on device")
    #expect(!error.isCreation)
    #expect(IOError(.create, "x", code: EACCES).isCreation)
    #expect(IOError(.read, "x", code: ENOENT).isMissing)
  }

  @Test func foldersAreMadeWithThoseAbove() throws {
    try Files.makeFolder(folder["a/b/c"])
    try Files.makeFolder(folder["a/b/c"])
    #expect(try Files.names(in: folder["a/b"]) == ["c"])
    #expect(try Files.names(in: folder["none"]) == [])
  }

  @Test(arguments: [
    ("a/b", "a"), ("/a", "/"), ("a", "."), ("a/b/", "a"), ("/", "/"), ("/a/b", "/a"),
  ])
  func parents(path: String, parent: String) { #expect(Files.parent(of: path) == parent) }

  @Test func longFilesAreReadWhole() throws {
    let bytes = (0..<100_000).map { UInt8(truncatingIfNeeded: $0 &* 7) }
    try AtomicFile.write(bytes, to: folder["long"])
    #expect(try Files.read(folder["long"]) == bytes)
    let error = #expect(throws: IOError.self) { _ = try Files.read(folder["none"]) }
    #expect(error?.isMissing == true)
  }
}
