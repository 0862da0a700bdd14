import Glibc

/// The finished runs of a results folder: one file a run, in 256 folders.
///
/// A run is done if and only if its record exists, its checksum holds and its lines can be read. There is no lock and no journal: two
/// runners in one folder at worst do a run twice, and write the same bytes.
public struct RunStore: Sendable, Hashable {
  /// What a results folder knows of a run.
  public enum State: Sendable, Hashable {
    /// There is no record.
    case missing
    /// There is a file, but it is torn, changed, or of an unknown form.
    case unreadable
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
  public func path(of run: String) -> String {
    Files.join(recordsFolder, "\(Self.shelf(of: run))/\(run)")
  }

  /// Whether a run is done, as a program sees it that would make a record of this origin.
  public func state(of run: String, for origin: RecordOrigin) throws(IOError) -> State {
    guard let bytes = try bytes(of: run) else { return .missing }
    guard let record = RecordFile.decode(bytes, run: run) else { return .unreadable }
    return record.origin == origin ? .finished : .foreign(record.origin)
  }

  /// The record of a run; `nil` where it is not done, or its record is torn, changed or of an unknown form.
  public func record(of run: String) throws(IOError) -> RunRecord? {
    guard let bytes = try bytes(of: run) else { return nil }
    return RecordFile.decode(bytes, run: run)
  }

  /// Keeps the record of a finished run, through a loss of power too.
  public func save(_ record: RunRecord) throws(IOError) {
    let (path, bytes) = (path(of: record.run), RecordFile.encode(record))
    do throws(IOError) { try AtomicFile.write(bytes, to: path) } catch {
      guard error.isCreation, [ENOENT, ENOTDIR].contains(error.code) else { throw error }
      // The first record of its folder.
      try Files.makeFolder(Files.parent(of: path))
      try Files.synchronize(folder: recordsFolder)
      try AtomicFile.write(bytes, to: path)
    }
  }

  /// The ids of all records, sorted, whether they can be read or not.
  public func runs() throws(IOError) -> [String] {
    var runs: [String] = []
    for shelf in try shelves() {
      for name in try Files.names(in: Files.join(recordsFolder, shelf)) where name.hasPrefix("r-") {
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

  /// Deletes the record of a run.
  public func remove(_ run: String) throws(IOError) { try Files.remove(path(of: run)) }

  /// Deletes what killed writers left behind, an hour after they did.
  public func removeLeftovers() throws(IOError) {
    for path in [folder, Files.join(folder, "data")] {
      AtomicFile.removeLeftovers(in: path, named: try Files.names(in: path))
    }
    for shelf in try shelves() {
      let path = Files.join(recordsFolder, shelf)
      AtomicFile.removeLeftovers(in: path, named: try Files.names(in: path))
    }
  }

  private func shelves() throws(IOError) -> [String] {
    try Files.names(in: recordsFolder).filter { $0.utf8.count == 2 }
  }

  /// The first two digits of the run's hash.
  private static func shelf(of run: String) -> Substring { run.dropFirst(2).prefix(2) }

  private func bytes(of run: String) throws(IOError) -> [UInt8]? {
    do { return try Files.read(path(of: run)) } catch {
      if error.isMissing { return nil }
      throw error
    }
  }
}
