import Synchronization

/// The segments that are open for reading, a few at a time: records are read in the order of a plan, which goes from one to the other.
final class SegmentFiles: Sendable {
  /// As many as leave most of what a process may open to others.
  private static let most = 64

  private final class Open: Sendable {
    let file: RegularFile
    init(_ path: String) throws(IOError) { file = try RegularFile(path) }
  }

  private struct Known {
    var files: [String: Open] = [:]
    /// The paths from the one that was opened first.
    var order: [String] = []
  }

  private let known = Mutex(Known())

  /// A part of a file.
  func read(_ path: String, at offset: Int, _ count: Int) throws(IOError) -> [UInt8] {
    let open = known.withLock { known in Result { () throws(IOError) in try Self.file(path, &known) } }
    return try open.get().file.read(at: offset, count)
  }

  private static func file(_ path: String, _ known: inout Known) throws(IOError) -> Open {
    if let open = known.files[path] { return open }
    if known.order.count == most { known.files[known.order.removeFirst()] = nil }
    let open = try Open(path)
    known.files[path] = open
    known.order.append(path)
    return open
  }
}
