public import DataReading
import Glibc

/// Reading files and keeping folders, with errors that name the path.
public enum Files {
  /// The most bytes of a file that is read whole: 4 GiB. Data and records are read in pieces, and may be larger.
  public static let largest = 1 << 32

  /// All bytes of a file.
  ///
  /// - Parameters:
  ///   - path: a plain file.
  ///   - limit: the most bytes that it may have.
  /// - Throws: ``IOError``, also where it is larger, or no plain file.
  public static func read(_ path: String, upTo limit: Int = largest) throws(IOError) -> [UInt8] {
    let file = try RegularFile(path)
    guard file.size <= limit else { throw .tooLarge(path, limit: limit) }
    // One more than it has, so that its end is met without making room; the system's own files say that they have none.
    var bytes = [UInt8](repeating: 0, count: file.size > 0 ? file.size + 1 : 4096)
    var count = 0
    while true {
      let room = count
      let got = bytes.withUnsafeMutableBytes { bytes in
        Result { () throws(IOError) in
          try file.read(into: UnsafeMutableRawBufferPointer(rebasing: bytes[room...]))
        }
      }
      let read = try got.get()
      if read == 0 { break }
      count += read
      guard count <= limit else { throw .tooLarge(path, limit: limit) }
      if count == bytes.count { bytes.append(contentsOf: repeatElement(0, count: count)) }
    }
    bytes.removeLast(bytes.count - count)
    return bytes
  }

  /// The bytes of a file, a block after the other.
  public static func stream(_ path: String) throws(IOError) -> ByteStream {
    let file = try BlockFile(path)
    return ByteStream(size: file.size) { try file.block() }
  }

  /// A file that is read a block after the other.
  private final class BlockFile {
    private static let blockSize = 1 << 20
    private let file: RegularFile

    init(_ path: String) throws(IOError) { file = try RegularFile(path) }

    var size: Int { file.size }

    /// The next bytes; `nil` at the end.
    func block() throws(IOError) -> [UInt8]? {
      var failure: IOError?
      let bytes = [UInt8](unsafeUninitializedCapacity: Self.blockSize) { buffer, count in
        do throws(IOError) { count = try file.read(into: UnsafeMutableRawBufferPointer(buffer)) } catch {
          failure = error
        }
      }
      if let failure { throw failure }
      return bytes.isEmpty ? nil : bytes
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
