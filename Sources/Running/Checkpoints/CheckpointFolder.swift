import Glibc

/// The checkpoints of a results folder: a file a run that is under way, `checkpoints/t-83c1….r-5f0c…`.
///
/// Nothing depends on them but how soon a run is done: what is missing, damaged, or another version's or program's counts as not there. A
/// run writes its own file alone, whole or not at all, so that two runners of one run put one sound state in the place of another.
public struct CheckpointFolder: Sendable, Hashable {
  /// The results folder.
  let results: String
  /// The folder of the checkpoints, which need not exist.
  package let path: String

  /// The checkpoints of a results folder.
  public init(_ results: String) {
    self.results = results
    path = Files.join(results, "checkpoints")
  }

  /// A file by what its name says.
  package struct Entry: Sendable, Hashable {
    /// `t-…`.
    package let trajectory: String
    /// `r-…`.
    package let run: String

    package init(trajectory: String, run: String) { (self.trajectory, self.run) = (trajectory, run) }

    /// `nil` of a file that is no checkpoint.
    init?(name: String) {
      let parts = name.split(separator: ".", omittingEmptySubsequences: false)
      guard parts.count == 2, parts[0].hasPrefix("t-"), parts[1].hasPrefix("r-") else { return nil }
      self.init(trajectory: String(parts[0]), run: String(parts[1]))
    }

    package var name: String { "\(trajectory).\(run)" }
  }

  /// The files, sorted by their names.
  package func entries() throws(IOError) -> [Entry] {
    try Files.names(in: path).compactMap { Entry(name: $0) }
  }

  /// The path of a file.
  package func path(of entry: Entry) -> String { Files.join(path, entry.name) }

  /// What a file says; `nil` where there is none.
  ///
  /// - Throws: ``IOError``, ``CheckpointFile/Fault``.
  package func read(_ entry: Entry) throws -> CheckpointFile? {
    let bytes: [UInt8]
    do { bytes = try Files.read(path(of: entry)) } catch {
      if error.isMissing { return nil }
      throw error
    }
    let file = try CheckpointFile(bytes: bytes)
    // A file under another's name has been moved there.
    guard file.trajectory == entry.trajectory, file.run == entry.run else {
      throw CheckpointFile.Fault.damaged
    }
    return file
  }

  /// Puts a file in the place of the run's last one, through a loss of power too.
  package func write(_ file: CheckpointFile) throws(IOError) {
    let target = path(of: Entry(trajectory: file.trajectory, run: file.run))
    do throws(IOError) { try file.write(to: target) } catch {
      guard error.isCreation, error.code == ENOENT else { throw error }
      // The first one of the folder.
      try Files.makeFolder(path)
      try Files.synchronize(folder: results)
      try file.write(to: target)
    }
  }

  /// Removes the folder, if nothing is in it.
  func removeIfEmpty() { _ = rmdir(path) }

  /// Removes a file, if there is one.
  package func remove(_ entry: Entry) throws(IOError) { try Files.remove(path(of: entry)) }
}
