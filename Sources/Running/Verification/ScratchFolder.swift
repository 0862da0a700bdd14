import Glibc

/// A new folder of its own among the machine's temporary files, removed with all that is in it.
struct ScratchFolder: ~Copyable {
  /// Where it is.
  let path: String

  /// Makes the folder, below `TMPDIR` or `/tmp`.
  init() throws(IOError) {
    let parent = getenv("TMPDIR").map { String(cString: $0) } ?? ""
    let pattern = Files.join(parent.isEmpty ? "/tmp" : parent, "sluice-verify-XXXXXX")
    var characters = Array(pattern.utf8CString)
    guard characters.withUnsafeMutableBufferPointer({ mkdtemp($0.baseAddress!) }) != nil else {
      throw IOError(.create, pattern)
    }
    path = String(decoding: characters.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  deinit { Self.remove(path) }

  private static func remove(_ path: String) {
    for name in (try? Files.names(in: path)) ?? [] {
      let inner = Files.join(path, name)
      if Files.isFolder(inner) { remove(inner) } else { unlink(inner) }
    }
    rmdir(path)
  }
}
