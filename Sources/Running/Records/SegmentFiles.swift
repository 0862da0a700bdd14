import Glibc
import Synchronization

/// The segments that are open for reading, a few at a time: records are read in the order of a plan, which goes from one to the other.
final class SegmentFiles: Sendable {
  /// As many as leave most of what a process may open to others.
  private static let most = 64

  private struct Open {
    var descriptors: [String: CInt] = [:]
    var order: [String] = []
  }

  private let open = Mutex(Open())

  deinit {
    open.withLock { for descriptor in $0.descriptors.values { _ = close(descriptor) } }
  }

  /// A part of a file.
  func read(_ path: String, at offset: Int, _ count: Int) throws(IOError) -> [UInt8] {
    let result = open.withLock { files in
      Result { () throws(IOError) in try Files.read(path, Self.descriptor(path, &files), at: offset, count) }
    }
    return try result.get()
  }

  private static func descriptor(_ path: String, _ files: inout Open) throws(IOError) -> CInt {
    if let descriptor = files.descriptors[path] { return descriptor }
    if files.order.count == most {
      let oldest = files.order.removeFirst()
      if let descriptor = files.descriptors.removeValue(forKey: oldest) { _ = close(descriptor) }
    }
    let descriptor = Glibc.open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { throw IOError(.read, path) }
    files.descriptors[path] = descriptor
    files.order.append(path)
    return descriptor
  }
}
