public import DataReading
import Glibc

/// Reading files and keeping folders, with errors that name the path.
public enum Files {
  /// All bytes of a file.
  public static func read(_ path: String) throws(IOError) -> [UInt8] {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw IOError(.read, path) }
    defer { _ = close(descriptor) }
    var bytes = [UInt8](repeating: 0, count: 4096)
    var count = 0
    while true {
      let room = bytes.count - count
      let got = bytes.withUnsafeMutableBytes { Glibc.read(descriptor, $0.baseAddress! + count, room) }
      if got < 0 {
        if errno == EINTR { continue }
        throw IOError(.read, path)
      }
      count += got
      if got == 0 { break }
      if count == bytes.count { bytes.append(contentsOf: repeatElement(0, count: count)) }
    }
    bytes.removeLast(bytes.count - count)
    return bytes
  }

  /// A part of a file that is open.
  ///
  /// - Throws: ``IOError``, also where the file ends before.
  static func read(_ path: String, _ descriptor: CInt, at offset: Int, _ count: Int) throws(IOError)
    -> [UInt8]
  {
    var code: Int32 = 0
    let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
      while filled < count {
        let got = pread(descriptor, buffer.baseAddress! + filled, count - filled, off_t(offset + filled))
        if got > 0 {
          filled += got
        } else if got == 0 {
          break
        } else if errno != EINTR {
          code = errno
          break
        }
      }
    }
    guard code == 0 else { throw IOError(.read, path, code: code) }
    guard bytes.count == count else { throw IOError.changed(path) }
    return bytes
  }

  /// The bytes of a file, a block after the other.
  public static func stream(_ path: String) throws(IOError) -> ByteStream {
    let file = try OpenFile(path)
    return ByteStream(size: file.size) { try file.block() }
  }

  /// A file that is being read.
  private final class OpenFile {
    private static let size = 1 << 20
    private let path: String
    private let descriptor: CInt

    init(_ path: String) throws(IOError) {
      self.path = path
      descriptor = open(path, O_RDONLY | O_CLOEXEC)
      guard descriptor >= 0 else { throw IOError(.read, path) }
    }

    deinit { _ = close(descriptor) }

    /// Bytes of the file; `nil` of what is no plain file, such as a pipe.
    var size: Int? {
      var status = stat()
      guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
      return Int(status.st_size)
    }

    /// The next bytes; `nil` at the end.
    func block() throws(IOError) -> [UInt8]? {
      while true {
        var failed = false
        let bytes = [UInt8](unsafeUninitializedCapacity: Self.size) { buffer, count in
          let got = Glibc.read(descriptor, buffer.baseAddress!, buffer.count)
          (count, failed) = (max(0, got), got < 0)
        }
        if !failed { return bytes.isEmpty ? nil : bytes }
        if errno != EINTR { throw IOError(.read, path) }
      }
    }
  }

  /// Removes a file, if there is one.
  public static func remove(_ path: String) throws(IOError) {
    guard unlink(path) == 0 || errno == ENOENT else { throw IOError(.remove, path) }
  }

  /// Gives a file another name.
  public static func rename(_ path: String, to other: String) throws(IOError) {
    guard Glibc.rename(path, other) == 0 else { throw IOError(errno == ENOENT ? .read : .rename, path) }
  }

  /// Whether something of this name exists.
  public static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

  /// The names in a folder, sorted; none where the folder does not exist.
  public static func names(in folder: String) throws(IOError) -> [String] {
    guard let stream = opendir(folder) else {
      if errno == ENOENT { return [] }
      throw IOError(.read, folder)
    }
    defer { closedir(stream) }
    var names: [String] = []
    errno = 0
    while let entry = readdir(stream) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        String(cString: UnsafeRawPointer($0).assumingMemoryBound(to: CChar.self))
      }
      if name != "." && name != ".." { names.append(name) }
      errno = 0
    }
    guard errno == 0 else { throw IOError(.read, folder) }
    return names.sorted()
  }

  /// Makes a folder and those above it where they are missing.
  public static func makeFolder(_ path: String) throws(IOError) {
    if mkdir(path, 0o777) == 0 { return }
    switch errno {
    case EEXIST:
      guard isFolder(path) else { throw IOError(.create, path, code: ENOTDIR) }
    case ENOENT:
      let parent = self.parent(of: path)
      guard parent != path else { throw IOError(.create, path, code: ENOENT) }
      try makeFolder(parent)
      guard mkdir(path, 0o777) == 0 || errno == EEXIST else { throw IOError(.create, path) }
    default: throw IOError(.create, path)
    }
  }

  /// Makes the names in a folder last through a loss of power.
  ///
  /// File systems that cannot do this for folders say so with EINVAL, which is no failure.
  public static func synchronize(folder: String) throws(IOError) {
    let descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { throw IOError(.synchronize, folder) }
    defer { _ = close(descriptor) }
    guard fsync(descriptor) == 0 || errno == EINVAL else { throw IOError(.synchronize, folder) }
  }

  /// Everything before the last slash, `.` where there is none.
  public static func parent(of path: String) -> String {
    let trimmed = path.count > 1 && path.hasSuffix("/") ? path.dropLast() : path[...]
    guard let slash = trimmed.lastIndex(of: "/") else { return "." }
    return slash == trimmed.startIndex ? "/" : String(trimmed[..<slash])
  }

  /// What comes after the last slash.
  public static func name(of path: String) -> String {
    let trimmed = path.count > 1 && path.hasSuffix("/") ? path.dropLast() : path[...]
    return String(
      trimmed[(trimmed.lastIndex(of: "/").map { trimmed.index(after: $0) } ?? trimmed.startIndex)...])
  }

  /// A path inside a folder; an absolute path stays itself.
  public static func join(_ folder: String, _ path: String) -> String {
    if path.hasPrefix("/") { return path }
    return folder.hasSuffix("/") ? folder + path : folder + "/" + path
  }

  /// What a symbolic link leads to; `nil` where there is none.
  static func target(of link: String) -> String? {
    var bytes = [CChar](repeating: 0, count: Int(PATH_MAX))
    let count = readlink(link, &bytes, bytes.count)
    guard count >= 0 else { return nil }
    return String(decoding: bytes[..<count].map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  /// Whether there is a folder of this name.
  public static func isFolder(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }
}
