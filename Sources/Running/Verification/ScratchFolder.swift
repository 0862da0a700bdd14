import Glibc

/// A new folder of its own among the machine's temporary files, removed with all that is in it.
///
/// It is locked while it is in use. The next one removes those that nobody has locked: killed processes have left them.
struct ScratchFolder: ~Copyable {
  private static let prefix = "sluice-verify-"
  /// A file without which a folder of such a name is somebody else's.
  private static let mark = ".sluice-scratch"

  /// Where it is.
  let path: String
  private let lock: CInt

  /// Makes the folder, below `TMPDIR` or `/tmp`.
  init() throws(IOError) {
    let parent = getenv("TMPDIR").map { String(cString: $0) } ?? ""
    let folder = parent.isEmpty ? "/tmp" : parent
    Self.removeAbandoned(in: folder)
    let path = try Self.make(in: folder)
    lock = try Self.claim(path)
    self.path = path
  }

  deinit {
    Self.remove(path)
    close(lock)
  }

  private static func make(in folder: String) throws(IOError) -> String {
    let pattern = Files.join(folder, "\(prefix)XXXXXX")
    var characters = Array(pattern.utf8CString)
    guard characters.withUnsafeMutableBufferPointer({ mkdtemp($0.baseAddress!) }) != nil else {
      throw IOError(.create, pattern)
    }
    return String(decoding: characters.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  /// Locks a folder and marks it.
  private static func claim(_ path: String) throws(IOError) -> CInt {
    let lock = open(path)
    // Where there are no locks, nobody gets this one either. Whoever finds the mark without the lock has found an abandoned folder.
    flock(lock, LOCK_EX)
    let mark = openat(lock, Self.mark, O_WRONLY | O_CREAT | O_CLOEXEC, 0o600)
    guard mark >= 0 else { throw IOError(.create, Files.join(path, Self.mark)) }
    close(mark)
    return lock
  }

  private static func open(_ path: String) -> CInt {
    // Through a link another folder would be emptied.
    Glibc.open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
  }

  private static func removeAbandoned(in folder: String) {
    for name in (try? Files.names(in: folder)) ?? [] where name.hasPrefix(prefix) {
      let path = Files.join(folder, name)
      let lock = open(path)
      guard lock >= 0 else { continue }
      defer { close(lock) }
      guard flock(lock, LOCK_EX | LOCK_NB) == 0, faccessat(lock, mark, F_OK, 0) == 0 else { continue }
      remove(path)
    }
  }

  private static func remove(_ path: String) {
    for name in (try? Files.names(in: path)) ?? [] {
      let inner = Files.join(path, name)
      if unlink(inner) != 0 { remove(inner) }
    }
    rmdir(path)
  }
}
