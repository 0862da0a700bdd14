import Digest
import Glibc

/// A file that appears complete or not at all: written under a temporary name, then renamed.
///
/// A reader never meets a half-written table, and a killed writer leaves the old one. Temporary names begin
/// with ``temporaryPrefix`` and are random, so that two runners, on two machines even, never write to one file.
package struct AtomicFile: ~Copyable {
  /// How temporary names begin; scans skip them.
  package static let temporaryPrefix = ".tmp-"
  private static let flushSize = 1 << 16

  private let path: String
  private let file: OutputFile
  private var buffer: [UInt8] = []
  private var hash = SHA256()
  private var isPublished = false

  /// Begins a replacement of the file at `path`, whose folder exists.
  package init(replacing path: String) throws(IOError) {
    let name = Self.temporaryPrefix + String(UInt64.random(in: .min ... .max), radix: 36)
    self.path = path
    do throws(IOError) { file = try OutputFile(creating: Files.join(Files.parent(of: path), name)) } catch {
      throw IOError(error.operation, path, code: error.code)
    }
  }

  /// Appends bytes.
  package mutating func write(_ bytes: some Sequence<UInt8>) throws(IOError) {
    buffer.append(contentsOf: bytes)
    if buffer.count >= Self.flushSize { try flush() }
  }

  /// The SHA-256 of all that has been written.
  package mutating func digest() throws(IOError) -> [UInt8] {
    try flush()
    return hash.finalize()
  }

  deinit { if !isPublished { unlink(file.path) } }

  /// Puts the finished file in place and returns its SHA-256.
  ///
  /// The name lasts through a loss of power once the folder is synchronized too.
  package consuming func publish() throws(IOError) -> [UInt8] {
    try flush()
    do throws(IOError) {
      try file.synchronize()
      guard rename(file.path, path) == 0 else { throw IOError(.rename, path) }
    } catch { throw IOError(error.operation, path, code: error.code) }
    isPublished = true
    return hash.finalize()
  }

  /// Puts the finished file in place where no file of that name exists, in one step; `false` where one does.
  ///
  /// Of two processes that create one name at the same time exactly one succeeds, and the other has written nothing.
  package consuming func publishAsNew() throws(IOError) -> Bool {
    try flush()
    do throws(IOError) { try file.synchronize() } catch {
      throw IOError(error.operation, path, code: error.code)
    }
    // The temporary name goes in any case, with this value.
    if link(file.path, path) == 0 { return true }
    guard errno == EEXIST else { throw IOError(.create, path) }
    return false
  }

  private mutating func flush() throws(IOError) {
    do throws(IOError) { try file.write(buffer) } catch {
      throw IOError(error.operation, path, code: error.code)
    }
    hash.update(buffer)
    buffer.removeAll(keepingCapacity: true)
  }

  /// Writes a whole file and makes its name last; returns its SHA-256.
  @discardableResult
  package static func write(_ bytes: some Sequence<UInt8>, to path: String) throws(IOError) -> [UInt8] {
    var file = try AtomicFile(replacing: path)
    try file.write(bytes)
    let digest = try file.publish()
    try Files.synchronize(folder: Files.parent(of: path))
    return digest
  }

  /// Creates a whole file and makes its name last; `false` where a file of that name exists, which stays as it is.
  package static func create(_ bytes: some Sequence<UInt8>, at path: String) throws(IOError) -> Bool {
    var file = try AtomicFile(replacing: path)
    try file.write(bytes)
    guard try file.publishAsNew() else { return false }
    try Files.synchronize(folder: Files.parent(of: path))
    return true
  }

  /// Deletes temporary files that a killed process left in a folder more than an hour ago.
  ///
  /// A living writer's file is seconds old, so that nothing another runner still needs is touched.
  package static func removeLeftovers(in folder: String, named names: [String]) {
    for name in names where name.hasPrefix(temporaryPrefix) {
      let path = Files.join(folder, name)
      var status = stat()
      guard stat(path, &status) == 0, time(nil) - status.st_mtim.tv_sec > 3600 else { continue }
      unlink(path)
    }
  }
}
