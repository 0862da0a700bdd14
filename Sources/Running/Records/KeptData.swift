public import DataReading
import Digest
import Synchronization

/// The copies of data files that a results folder keeps.
///
/// A copy that is missing, damaged or unreadable is a fault of the folder. Whoever plans an experiment makes of it a mistake in the
/// experiment, at the key that names the file; so the fault is remembered, and ``reading(_:)`` throws it instead.
public final class KeptData: Sendable {
  private let folder: PlanFolder
  private let copies: [PlanFile.DataCopy]
  private let fault = Mutex<(any Error)?>(nil)

  init(_ folder: PlanFolder, _ copies: [PlanFile.DataCopy]) {
    self.folder = folder
    self.copies = copies
  }

  /// The bytes of a data file, by the path that the experiment has it by.
  ///
  /// - Throws: `DataError` where the folder keeps no copy; ``PlanFolder/Missing`` and ``IOError`` where there is something wrong with it.
  public func bytes(_ path: String) throws -> [UInt8] {
    guard let copy = copies.first(where: { $0.path == path }) else {
      let known = copies.isEmpty ? "none of any file" : copies.map { "'\($0.path)'" }.joined(separator: ", ")
      throw DataError(
        file: path, isMissing: true, "'\(folder.folder)' keeps no copy of this file; it has \(known)")
    }
    do { return try folder.bytes(of: copy) } catch {
      fault.withLock { $0 = $0 ?? error }
      throw error
    }
  }

  /// What is made of the data.
  ///
  /// - Throws: what `body` throws, or else what is wrong with a copy that it has asked for.
  public func reading<Result>(_ body: (FileReader) throws -> Result) throws -> Result {
    do { return try body(FileReader(bytes)) } catch { throw fault.withLock { $0 } ?? error }
  }
}

extension PlanFolder {
  /// The bytes of a copy that are those that were read when the folder was made.
  fileprivate func bytes(of copy: PlanFile.DataCopy) throws -> [UInt8] {
    let path = dataPath(copy.digest)
    let bytes: [UInt8]
    do throws(IOError) { bytes = try Files.read(path) } catch {
      throw error.isMissing ? Missing(folder: folder, .absent(path, copyOf: copy.path)) : error
    }
    guard SHA256.hexadecimal(bytes) == copy.digest else {
      throw Missing(folder: folder, .damaged(path, copyOf: copy.path))
    }
    return bytes
  }
}
