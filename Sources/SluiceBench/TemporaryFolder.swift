import Foundation

/// A folder for a bench's results, deleted with all that is in it.
final class TemporaryFolder {
  let path: String

  /// A new folder below `parent`, on whose disk the bench then writes.
  init(in parent: String) throws {
    path = parent + "/sluice-bench-\(getpid())"
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  subscript(name: String) -> String { path + "/" + name }
}
