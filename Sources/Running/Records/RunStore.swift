import Glibc

/// The finished runs of a results folder: one file a run, in 256 folders.
///
/// A run is done if and only if its record exists and its checksum holds. There is no lock and no journal: two
/// runners in one folder at worst do a run twice, and write the same bytes.
public struct RunStore: Sendable, Hashable {
  /// The results folder.
  public let folder: String

  /// The store of a results folder, which need not exist yet.
  public init(_ folder: String) { self.folder = folder }

  /// The folder of all records.
  public var recordsFolder: String { Files.join(folder, "records") }

  /// The file of a run's record: `records/5f/r-5f0c…`.
  public func path(of run: String) -> String {
    Files.join(recordsFolder, "\(Self.shelf(of: run))/\(run)")
  }

  /// Whether a run is done.
  public func isFinished(_ run: String) throws(IOError) -> Bool {
    guard let bytes = try bytes(of: run) else { return false }
    return RecordFile.isIntact(bytes, run: run)
  }

  /// The record of a run; `nil` where it is not done, or its record is torn or changed.
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

  /// Deletes what killed writers left behind, an hour after they did.
  public func removeLeftovers() throws(IOError) {
    for path in [folder, Files.join(folder, "data")] {
      AtomicFile.removeLeftovers(in: path, named: try Files.names(in: path))
    }
    for shelf in try Files.names(in: recordsFolder) where shelf.utf8.count == 2 {
      let path = Files.join(recordsFolder, shelf)
      AtomicFile.removeLeftovers(in: path, named: try Files.names(in: path))
    }
  }

  /// The first two digits of the run's hash.
  private static func shelf(of run: String) -> Substring { run.dropFirst(2).prefix(2) }

  private func bytes(of run: String) throws(IOError) -> [UInt8]? {
    do throws(IOError) { return try Files.read(path(of: run)) } catch {
      if error.isMissing { return nil }
      throw error
    }
  }
}
