package import DataReading
import Running

extension TemporaryFolder {
  /// Reads files of the folder by their names there.
  package var files: FileReader {
    let path = path
    return FileReader { name in
      do { return try Files.read(Files.join(path, name)) } catch {
        throw DataError(file: name, isMissing: true, "\(error)")
      }
    }
  }
}
