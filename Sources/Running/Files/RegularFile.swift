import Glibc

/// A file that is open for reading: a plain one, whose end is known, and no device, pipe or socket, which may have none.
struct RegularFile: ~Copyable, Sendable {
  /// The path, for messages.
  let path: String
  /// Bytes of the file when it was opened; 0 for one that the system makes up, such as `/proc/self/status`.
  let size: Int
  private let descriptor: CInt

  /// Opens a file.
  ///
  /// - Throws: ``IOError``, also for what is no plain file.
  init(_ path: String) throws(IOError) {
    self.path = path
    // A pipe without a writer is opened at once, and then refused.
    descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { throw IOError(.read, path) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else {
      let error = IOError(.read, path)
      _ = close(descriptor)
      throw error
    }
    guard status.st_mode & S_IFMT == S_IFREG else {
      _ = close(descriptor)
      throw status.st_mode & S_IFMT == S_IFDIR ? IOError(.read, path, code: EISDIR) : .notRegular(path)
    }
    size = Int(status.st_size)
  }

  deinit { _ = close(descriptor) }

  /// The next bytes, at most as many as there is room; none at the end.
  func read(into buffer: UnsafeMutableRawBufferPointer) throws(IOError) -> Int {
    while true {
      let count = Glibc.read(descriptor, buffer.baseAddress, buffer.count)
      if count >= 0 { return count }
      guard errno == EINTR else { throw IOError(.read, path) }
    }
  }

  /// A part of the file.
  ///
  /// - Throws: ``IOError``, also where the file ends before.
  func read(at offset: Int, _ count: Int) throws(IOError) -> [UInt8] {
    var code: Int32 = 0
    let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
      while filled < count, code == 0 {
        let got = pread(descriptor, buffer.baseAddress! + filled, count - filled, off_t(offset + filled))
        if got > 0 {
          filled += got
        } else if got == 0 {
          break
        } else if errno != EINTR {
          code = errno
        }
      }
    }
    guard code == 0 else { throw IOError(.read, path, code: code) }
    guard bytes.count == count else { throw IOError.changed(path) }
    return bytes
  }
}
