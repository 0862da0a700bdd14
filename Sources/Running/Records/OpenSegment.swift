import Glibc

/// A segment that this process is writing.
struct OpenSegment {
  /// The open file, which a thread may synchronize while others append.
  final class Handle: Sendable {
    fileprivate let path: String
    fileprivate let folder: String
    private let file: OutputFile

    fileprivate init(_ path: String, in folder: String) throws(IOError) {
      (self.path, self.folder) = (path, folder)
      file = try OutputFile(creating: path)
    }

    /// Waits until all that is written is on the disk, and the file's name with it.
    func synchronize() throws(IOError) {
      try file.synchronize()
      try Files.synchronize(folder: folder)
    }

    fileprivate func write(_ bytes: [UInt8]) throws(IOError) { try file.write(bytes) }
  }

  let handle: Handle
  /// The end of the last whole frame.
  private var end = 0

  /// Creates a segment that no process has.
  init(in store: RunStore) throws(IOError) {
    let folder = store.recordsFolder
    if !Files.exists(folder) {
      try Files.makeFolder(folder)
      try Files.synchronize(folder: store.folder)
    }
    handle = try Handle(Files.join(folder, Segment.newName()), in: folder)
  }

  /// Appends a frame whole, or leaves the segment as it was.
  mutating func append(_ frame: [UInt8]) throws(IOError) {
    let bytes = end == 0 ? Array("\(Segment.version)\n".utf8) + frame : frame
    do throws(IOError) { try handle.write(bytes) } catch {
      // What is left of a frame would be passed over; without it a full disk is not filled further by every attempt.
      if end == 0 { unlink(handle.path) } else { truncate(handle.path, end) }
      throw error
    }
    end += bytes.count
  }
}
