import Catalog
import DataReading
import Foundation

/// What the tests of this module read.
enum TestData {
  /// The repository's root.
  static let repository = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  /// The chickenpox counts as they are shipped.
  static func chickenpox() throws -> [UInt8] {
    try [UInt8](Data(contentsOf: repository.appending(path: "Experiments/Data/hungary_chickenpox.csv")))
  }

  /// The series of a file that is in memory, as a task's settings ask for them.
  static func series(_ bytes: [UInt8], _ settings: [String: ParameterValue] = [:], file: String = "data.csv")
    throws
    -> SeriesTable
  {
    let fill = try Parameters(
      KindDescription("fill", summary: "", parameters: FillRule.parameters),
      settings.filter { ["fill", "future"].contains($0.key) })
    let request = SeriesRequest(
      file: file, read: try ReadSettings(settings["read"]), fill: try FillRule(fill),
      columns: Settings(settings).optionalTexts("columns"),
      dateColumn: Settings(settings).optionalText("date_column"))
    return try SeriesTable(request, files: FileReader { _ in bytes })
  }

  /// The series of a CSV text.
  static func series(_ text: String, _ settings: [String: ParameterValue] = [:]) throws -> SeriesTable {
    try series(Array(text.utf8), settings)
  }

  /// The sentence with which `body` fails, or `nil`.
  static func message(_ body: () throws -> some Any) -> String? {
    do {
      _ = try body()
      return nil
    } catch {
      return "\(error)"
    }
  }
}
