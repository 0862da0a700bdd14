import Glibc
import Planning

/// The finished runs of a results folder: their records, and beside them what each attaches.
///
/// A run is done if and only if there is a record of it whose checksum holds, its lines can be read, and every attachment is there with the bytes
/// that the record says. There is no lock: every process writes a segment of its own, and two runners in one folder at worst do a run twice,
/// and write the same bytes.
public struct RunStore: Sendable, Hashable {
  /// What a results folder knows of a run.
  public enum State: Sendable, Hashable {
    /// There is no record.
    case missing
    /// There is a record, but it is torn, changed, or of an unknown form.
    case unreadable
    /// There is a record, but this file that belongs to it is missing or has changed.
    case incomplete(file: String)
    /// The run is done.
    case finished
    /// The run is done, by another program than the one that asks.
    case foreign(RecordOrigin)
    /// There are records that say different things of it.
    case conflicting(RecordConflict)
  }

  /// The results folder.
  public let folder: String

  /// The store of a results folder, which need not exist yet.
  public init(_ folder: String) { self.folder = folder }

  /// The name of the folder of records.
  static let recordsName = "records"

  /// The folder of all records.
  public var recordsFolder: String { Files.join(folder, Self.recordsName) }

  /// Whether there is a folder of records, and so something that tables can be made from.
  public var hasRecords: Bool { Files.exists(recordsFolder) }

  /// The records as they are now, all of which are read.
  public func records() throws(IOError) -> RunRecords { try RecordScan(self).finish() }

  /// A writer of records, whose segment appears with the first.
  public func writer(_ commit: GroupCommit = .standard) -> RecordWriter { RecordWriter(self, commit: commit) }

  /// Keeps one record, through a loss of power too; see ``RecordWriter`` for many.
  package func save(_ record: RunRecord, isPacked: Bool = false) throws(IOError) {
    let writer = writer()
    try writer.save(record, isPacked: isPacked)
    try writer.synchronize()
  }

  /// Makes the records of runs count as not there, and deletes what belongs to them.
  ///
  /// - Parameters:
  ///   - runs: their ids.
  ///   - records: the folder's records.
  package func remove(_ runs: some Sequence<String>, from records: RunRecords) throws(IOError) {
    let writer = writer()
    for run in runs {
      for place in records.allPlaces(of: run) {
        if let mark = try records.mark(of: run, at: place) {
          try writer.append(.withdrawn, Segment.withdrawal(of: run, mark))
        }
        guard let bytes = try records.bytes(of: run, at: place) else { continue }
        for attachment in RecordFile.decode(bytes, run: run)?.outcome.attachments ?? [] {
          try Files.remove(path(of: attachment, run))
          try Files.remove(keptPath(of: attachment, run))
        }
      }
      try Files.remove(Files.join(folder, looseName(of: run)))
    }
    try writer.synchronize()
  }

  /// Writes a file whose folder may not be there yet, and returns its SHA-256.
  @discardableResult
  func write(_ bytes: [UInt8], to path: String) throws(IOError) -> [UInt8] {
    do throws(IOError) { return try AtomicFile.write(bytes, to: path) } catch {
      guard error.isCreation, [ENOENT, ENOTDIR].contains(error.code) else { throw error }
      // The first file of its folder.
      let shelf = Files.parent(of: path)
      try Files.makeFolder(shelf)
      try Files.synchronize(folder: Files.parent(of: shelf))
      return try AtomicFile.write(bytes, to: path)
    }
  }

  /// Deletes what killed writers left behind, an hour after they did.
  public func removeLeftovers() throws(IOError) {
    let top = try Files.names(in: folder)
    AtomicFile.removeLeftovers(in: folder, named: top)
    let inner = top.map { Files.join(folder, $0) }.filter(Files.isFolder)
    for path in inner + (try shelves().map { Files.join(recordsFolder, $0) }) {
      AtomicFile.removeLeftovers(in: path, named: try Files.names(in: path))
    }
  }

  private func shelves() throws(IOError) -> [String] {
    try Files.names(in: recordsFolder).filter(Self.isShelf)
  }

  /// Whether a name in the folder of records is that of one of the 256 folders, in which attachments lie, and records of the old form.
  static func isShelf(_ name: String) -> Bool { name.utf8.count == 2 }

  /// The first two digits of the run's hash.
  static func shelf(of run: String) -> Substring { run.dropFirst(2).prefix(2) }
}

/// Records that lie each in a file of its own, as versions before segments wrote them.
extension RunStore {
  /// The name of the file: `records/5f/r-5f0c…`.
  func looseName(of run: String) -> String { "\(Self.recordsName)/\(Self.shelf(of: run))/\(run)" }

  /// Whether a file on a shelf is a record: attachments have endings.
  static func isLoose(_ name: String) -> Bool { name.hasPrefix("r-") && !name.contains(".") }

  /// The bytes of a run's record, sound or not; `nil` where there is none.
  func looseBytes(of run: String) throws(IOError) -> [UInt8]? {
    do { return try Files.read(Files.join(folder, looseName(of: run))) } catch {
      if error.isMissing { return nil }
      throw error
    }
  }
}
