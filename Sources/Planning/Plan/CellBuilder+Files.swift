import DataReading
import SequenceTasks
import Sequences

extension CellBuilder {
  /// The bytes of a file that the experiment names; `nil` where it cannot be read, which is then among the errors.
  ///
  /// The results folder keeps a copy of it, as of data, and the manifest has its SHA-256. It is read once however many cells ask.
  ///
  /// - Parameters:
  ///   - name: the path as the experiment has it.
  ///   - path: the key that names it.
  public mutating func file(_ name: String, at path: String) -> [UInt8]? {
    guard let tasks else { preconditionFailure("a builder of cells has files") }
    do {
      return try tasks.files.bytes(name)
    } catch {
      failedReading(path, error)
      return nil
    }
  }

  /// Notes why the file that a key names cannot be used.
  mutating func failedReading(_ path: String, _ error: any Error) {
    let place = place(of: path)
    let isMissing = (error as? DataError)?.isMissing ?? true
    take([
      ExperimentError(place.position, place.path, "\(error)", reason: isMissing ? .missingInput : .invalid)
    ])
  }
}
