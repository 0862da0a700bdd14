import Digest
import Glibc
import Planning
import Running
import Tables
import TestSupport
import Testing

/// Files beside a record: durable before it, known by their digests, and gone with it.
@Suite struct AttachmentTests {
  let folder = TemporaryFolder()
  var store: RunStore { RunStore(folder.path) }

  static let run = "r-5f00112233445566778899"
  static let weights = Attachment.published(folder: "weights", ending: "safetensors", [1, 2, 3, 0x0A, 255])
  static let table = Table<Int>(
    "units", "Numbers.", [.integer("step", "The number.") { $0 }, .text("word", "A word.") { "w \($0)" }])
  /// More than is read at once.
  static let rows = Attachment.rows(table.rows(0..<60_000))
  static let record = RunRecord(
    run: run,
    outcome: RunOutcome(
      status: .completed, updates: 3, selectedUpdate: 3, tables: [], attachments: [weights, rows]),
    timing: .init(wallSeconds: 1, processorSeconds: 1))

  static let names = ["weights/\(run).safetensors", "records/5f/\(run).units"]

  @Test func theRecordSaysWhatBelongsToIt() throws {
    let bytes = RecordFile.encode(Self.record)
    let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n")
    let digest = SHA256.hexadecimal([1, 2, 3, 0x0A, 255])
    #expect(lines[4] == "file weights safetensors 5 \(digest)")
    let content = Self.table.rows(0..<60_000).lines
    #expect(lines[5] == "rows units 60000 \(content.count) \(SHA256.hexadecimal(content)) step word")
    let read = try #require(RecordFile.decode(bytes, run: Self.run))
    #expect(read == Self.record)
    #expect(read.outcome.attachments.allSatisfy { $0.bytes == nil })
  }

  @Test func theFilesLieWhereTheyAreLookedFor() throws {
    try store.save(Self.record)
    #expect(Self.record.outcome.attachments.map { store.name(of: $0, Self.run) } == Self.names)
    #expect(try Files.read(folder[Self.names[0]]) == [1, 2, 3, 0x0A, 255])
    #expect(try store.state(of: Self.run, for: .current) == .finished)
    #expect(try store.record(of: Self.run) == Self.record)
    // What lies beside a record is no run.
    #expect(try store.runs() == [Self.run])
    #expect(try store.strangers(among: [Self.run]) == [])
  }

  /// A stroke between the attachments and the record leaves the run unfinished, and nothing in the way.
  @Test func withoutTheRecordNothingIsDone() throws {
    try store.save(Self.record)
    try store.scatter()
    try Files.remove(store.loosePath(of: Self.run))
    #expect(try store.state(of: Self.run, for: .current) == .missing)
    #expect(try store.runs() == [])
    try store.save(Self.record)
    #expect(try store.state(of: Self.run, for: .current) == .finished)
  }

  @Test(arguments: names) func aMissingOrChangedFileIsDoneAgain(name: String) throws {
    try store.save(Self.record)
    let path = folder[name]
    let bytes = try Files.read(path)
    func isLost() throws -> Bool {
      #expect(try store.record(of: Self.run) == nil)
      return try store.state(of: Self.run, for: .current) == .incomplete(file: name)
    }
    try Files.remove(path)
    #expect(try isLost())
    for size in [0, bytes.count - 1] {
      try store.save(Self.record)
      #expect(truncate(path, size) == 0)
      #expect(try isLost())
    }
    for index in [0, bytes.count / 2, bytes.count - 1] {
      var changed = bytes
      changed[index] ^= 1
      try Files.remove(path)
      try OutputFile(creating: path).write(changed)
      #expect(try isLost(), "byte \(index)")
    }
    try Files.remove(path)
    try OutputFile(creating: path).write(bytes + [0x0A])
    #expect(try isLost())
    try store.save(Self.record)
    #expect(try store.state(of: Self.run, for: .current) == .finished)
  }

  /// A folder in the place of the file is no sound attachment, and a write that fails says which file.
  @Test func aFileThatCannotBeWrittenIsNamed() throws {
    try OutputFile(creating: folder["weights"]).close()
    let error = #expect(throws: IOError.self) { try store.save(Self.record) }
    #expect(error?.path == folder["weights"] || error?.path == folder[Self.names[0]])
    #expect(try store.state(of: Self.run, for: .current) == .missing)
    #expect(try store.runs() == [])
  }

  /// What will be packed lies beside its record, and counts wherever it lies; of two places one sound file is enough.
  @Test func packedFilesLieBesideTheRecord() throws {
    let kept = folder["records/5f/\(Self.run).weights.safetensors"]
    try store.save(Self.record, isPacked: true)
    #expect(!Files.exists(folder["weights"]))
    #expect(try Files.read(kept) == [1, 2, 3, 0x0A, 255])
    #expect(try store.state(of: Self.run, for: .current) == .finished)
    #expect(try store.runs() == [Self.run])
    try Files.makeFolder(folder["weights"])
    try OutputFile(creating: folder[Self.names[0]]).write([1, 2])
    #expect(try store.state(of: Self.run, for: .current) == .finished)
    try Files.remove(kept)
    #expect(try store.state(of: Self.run, for: .current) == .incomplete(file: Self.names[0]))
    try store.save(Self.record)
    #expect(try store.state(of: Self.run, for: .current) == .finished)
    try store.save(Self.record, isPacked: true)
    try store.remove(Self.run)
    #expect(!Files.exists(kept) && !Files.exists(folder[Self.names[0]]))
  }

  @Test func aRemovedRunTakesItsFilesAlong() throws {
    try store.save(Self.record)
    try store.remove(Self.run)
    for name in Self.names { #expect(!Files.exists(folder[name])) }
  }

  @Test func oldLeftoversGoFromEveryFolder() throws {
    try store.save(Self.record)
    let old = folder["weights/.tmp-old"]
    try OutputFile(creating: old).close()
    var times = [timeval(tv_sec: 1, tv_usec: 0), timeval(tv_sec: 1, tv_usec: 0)]
    #expect(utimes(old, &times) == 0)
    try store.removeLeftovers()
    #expect(try Files.names(in: folder["weights"]) == ["\(Self.run).safetensors"])
  }

  /// A record's checksum vouches for its author, and the names in it are still held to be names.
  @Test(arguments: [
    "file .. safetensors", "file weights ../../x", "file a/b safetensors", "file - safetensors",
    "rows ../x 1",
  ])
  func namesCannotLeadOutOfTheFolder(words: String) throws {
    let digest = SHA256.hexadecimal([])
    let line = words.hasPrefix("file") ? "\(words) 0 \(digest)" : "\(words) 0 \(digest) step"
    let body = String(decoding: RecordFile.encode(Self.record).dropLast(72), as: UTF8.self)
      .replacing("timing", with: "\(line)\ntiming").utf8
    let bytes = Array(body) + Array("sha256 \(SHA256.hexadecimal(body))\n".utf8)
    #expect(RecordFile.decode(bytes, run: Self.run) == nil)
  }
}
