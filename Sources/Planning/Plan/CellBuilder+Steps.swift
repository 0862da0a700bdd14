import Catalog
package import DataReading

extension CellBuilder {
  /// The steps in the file that a section names by its keys `file`, `columns` and `read`; `nil` where they cannot be read, which
  /// is then among the errors.
  ///
  /// In the cell's identity the digest of the data as read stands in the place of the section. The file is read once however
  /// many cells ask.
  ///
  /// - Parameters:
  ///   - section: the section's name.
  ///   - maximumSteps: the most rows that are read.
  package mutating func steps(_ section: String, maximumSteps: Int) -> StepTable? {
    guard let tasks else { preconditionFailure("a builder of cells has files") }
    let values = Settings(settings)[section]
    let name = values.text("file")
    do {
      let key = "\(section) \(ParameterValue.map(values.values).canonicalText)"
      let table = try tasks.files.made(key) { files in
        try StepTable(
          file: name, read: ReadSettings(values.value("read")), columns: values.optionalTexts("columns"),
          maximumSteps: maximumSteps, files: files)
      }
      tasks.files.note("sha256:\(table.digest)", of: name)
      settings[section] = .map(["file": .text("sha256:\(table.digest)")])
      return table
    } catch let error as ParameterError {
      failed(section, error)
    } catch {
      failedReading("\(section).file", error)
    }
    return nil
  }
}
