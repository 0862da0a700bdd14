import Glibc
import Planning

/// The finished runs of a results folder: one file a run, in 256 folders, and beside it what the run attaches.
///
/// A run is done if and only if its record exists, its checksum holds, its lines can be read, and every attachment is there with the bytes
/// that the record says. There is no lock and no journal: two runners in one folder at worst do a run twice, and write the same bytes.
public struct RunStore: Sendable, Hashable {
  /// What a results folder knows of a run.
  public enum State: Sendable, Hashable {
    /// There is no record.
    case missing
    /// There is a file, but it is torn, changed, or of an unknown form.
    case unreadable
    /// There is a record, but this file that belongs to it is missing or has changed.
    case incomplete(file: String)
    /// The run is done.
    case finished
    /// The run is done, by another program than the one that asks.
    case foreign(RecordOrigin)
  }

  /// The results folder.
  public let folder: String

  /// The store of a results folder, which need not exist yet.
  public init(_ folder: String) { self.folder = folder }

  /// The folder of all records.
  public var recordsFolder: String { Files.join(folder, "records") }

  /// Whether there is a folder of records, and so something that tables can be made from.
  public var hasRecords: Bool { Files.exists(recordsFolder) }

  /// The file of a run's record: `records/5f/r-5f0c…`.
  public func path(of run: String) -> String { Files.join(folder, name(ofRecord: run)) }

  /// The name of a run's record in the results folder.
  func name(ofRecord run: String) -> String { "records/\(Self.shelf(of: run))/\(run)" }

  /// Whether a run is done, as a program sees it that would make a record of this origin.
  public func state(of run: String, for origin: RecordOrigin) throws(IOError) -> State {
    guard let bytes = try bytes(of: run) else { return .missing }
    guard let record = RecordFile.decode(bytes, run: run) else { return .unreadable }
    if let lost = try lostAttachment(of: record) { return .incomplete(file: name(of: lost, run)) }
    return record.origin == origin ? .finished : .foreign(record.origin)
  }

  /// The record of a run; `nil` where it is not done, or its record or an attachment is torn, changed or of an unknown form.
  public func record(of run: String) throws(IOError) -> RunRecord? {
    guard let bytes = try bytes(of: run), let record = RecordFile.decode(bytes, run: run),
      try lostAttachment(of: record) == nil
    else { return nil }
    return record
  }

  /// Keeps the record of a finished run, through a loss of power too; its attachments come first.
  ///
  /// - Parameters:
  ///   - record: the record.
  ///   - isPacked: whether files that are published will lie in packs, and so by themselves lie beside the record.
  public func save(_ record: RunRecord, isPacked: Bool = false) throws(IOError) {
    for attachment in record.outcome.attachments {
      guard let bytes = attachment.bytes else { continue }
      let path = isPacked ? keptPath(of: attachment, record.run) : path(of: attachment, record.run)
      try write(bytes, to: path)
    }
    try write(RecordFile.encode(record), to: path(of: record.run))
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

  /// The ids of all records, sorted, whether they can be read or not.
  public func runs() throws(IOError) -> [String] {
    var runs: [String] = []
    for shelf in try shelves() {
      for name in try Files.names(in: Files.join(recordsFolder, shelf)) where Self.isRecord(name) {
        runs.append(name)
      }
    }
    return runs
  }

  /// The ids of those records that belong to none of these runs.
  public func strangers(among runs: some Sequence<String>) throws(IOError) -> [String] {
    var strangers = Set(try self.runs())
    for run in runs {
      if strangers.isEmpty { break }
      strangers.remove(run)
    }
    return strangers.sorted()
  }

  /// Deletes the record of a run, then what belongs to it.
  public func remove(_ run: String) throws(IOError) {
    let record = try bytes(of: run).flatMap { RecordFile.decode($0, run: run) }
    try Files.remove(path(of: run))
    for attachment in record?.outcome.attachments ?? [] {
      try Files.remove(path(of: attachment, run))
      try Files.remove(keptPath(of: attachment, run))
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

  /// Whether a file beside records is one: attachments have endings.
  private static func isRecord(_ name: String) -> Bool { name.hasPrefix("r-") && !name.contains(".") }

  private func shelves() throws(IOError) -> [String] {
    try Files.names(in: recordsFolder).filter { $0.utf8.count == 2 }
  }

  /// The first two digits of the run's hash.
  static func shelf(of run: String) -> Substring { run.dropFirst(2).prefix(2) }

  /// The bytes of a run's record, sound or not; `nil` where there is none.
  func bytes(of run: String) throws(IOError) -> [UInt8]? {
    do { return try Files.read(path(of: run)) } catch {
      if error.isMissing { return nil }
      throw error
    }
  }
}
