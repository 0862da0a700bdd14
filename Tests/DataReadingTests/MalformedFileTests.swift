import Catalog
import DataReading
import Foundation
import Testing

/// Every file in Malformed/ is refused with exactly the sentence that Malformed/messages.txt has for it.
///
/// After an intended change, `SLUICE_RECORD_HELP=1 swift test …` writes the sentences anew; read the difference.
@Suite("Malformed data files")
struct MalformedFileTests {
  /// How files are read, where they are not plain.
  private static let settings: [String: [String: ParameterValue]] = [
    "columns-date": ["columns": .list([.text("Date")]), "date_column": .text("Date")],
    "columns-name-of-two": ["columns": .list([.text("a")])],
    "columns-none": ["columns": .list([])],
    "columns-twice": ["columns": .list([.text("a"), .text("a")])],
    "columns-unknown": ["columns": .list([.text("A")])],
    "date-business-holiday": ["read": .map(["spacing": .text("business")])],
    "date-business-weekend": ["read": .map(["spacing": .text("business")])],
    "date-column-key-unknown": ["date_column": .text("date")],
    "date-column-numbers": ["date_column": .text("a")],
    "date-column-place-too-large": [
      "read": .map(["date": .map(["columns": .list([.text("3")]), "format": .text("iso")])])
    ],
    "date-column-unknown": [
      "read": .map(["date": .map(["columns": .list([.text("date")]), "format": .text("iso")])])
    ],
    "date-format-nowhere": ["read": .map(["date": .map(["format": .text("day_month_year")])])],
    "date-format-other": [
      "read": .map(["date": .map(["columns": .list([.text("Date")]), "format": .text("day_month_year")])])
    ],
    "date-groups-interleaved": ["columns": .list([.text("a")])],
    "date-hour-24": [
      "read": .map(["date": .map(["columns": .list([.text("Date")]), "time": .text("hour")])])
    ],
    "date-time-of-day": [
      "read": .map(["date": .map(["columns": .list([.text("Date")]), "time": .text("hour")])])
    ],
    "date-week-53": [
      "read": .map([
        "date": .map(["columns": .list([.text("YEAR"), .text("WEEK")]), "format": .text("year_week")])
      ])
    ],
    "long-falls": [
      "read": .map(["layout": .text("long"), "series": .text("county"), "value": .text("cases")])
    ],
    "long-missing": [
      "read": .map(["layout": .text("long"), "series": .text("county"), "value": .text("cases")])
    ],
    "long-no-series": [
      "read": .map(["layout": .text("long"), "series": .text("county"), "value": .text("cases")])
    ],
    "long-text": [
      "read": .map(["layout": .text("long"), "series": .text("county"), "value": .text("cases")])
    ],
    "long-two-rows": [
      "read": .map(["layout": .text("long"), "series": .text("county"), "value": .text("cases")])
    ],
    "long-unknown-column": [
      "read": .map(["layout": .text("long"), "series": .text("County"), "value": .text("cases")])
    ],
    "long-unknown-series": [
      "columns": .list([.text("B")]),
      "read": .map(["layout": .text("long"), "series": .text("county"), "value": .text("cases")]),
    ],
    "missing-all-held": ["fill": .text("hold")],
    "missing-empty-not-listed": ["read": .map(["missing": .list([.text("X")])])],
    "missing-first-held": ["fill": .text("hold")],
    "missing-first-interpolated": ["fill": .text("interpolate"), "future": .flag(true)],
    "missing-interpolated-unsaid": ["fill": .text("interpolate")],
    "shape-ambiguous-separator": ["read": .map(["date": .flag(false)])],
    "shape-footer-too-large": ["read": .map(["footer": .number(2)])],
    "shape-names-too-few": [
      "read": .map(["header": .list([.text("a"), .text("b")]), "date": .flag(false)])
    ],
    "shape-skip-all": ["read": .map(["skip": .number(9)])],
    "thousands-out-of-threes": ["read": .map(["thousands": .text("comma")])],
    "transposed-date-twice": ["read": .map(["layout": .text("transposed"), "series": .text("county")])],
    "transposed-doubtful": ["read": .map(["layout": .text("transposed"), "series": .text("county")])],
    "transposed-no-dates": ["read": .map(["layout": .text("transposed"), "series": .text("county")])],
    "transposed-text": ["read": .map(["layout": .text("transposed"), "series": .text("county")])],
    "transposed-twice": ["read": .map(["layout": .text("transposed"), "series": .text("county")])],
    "where-unknown-column": ["read": .map(["where": .map(["REGION": .text("x")])])],
    "where-unknown-value": ["read": .map(["where": .map(["REGION": .text("Florda")])])],
  ]

  private static let folder = TestData.repository.appending(path: "Tests/DataReadingTests/Malformed")

  private static let files: [String] = {
    let files = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return files.filter { $0 != "messages.txt" }.sorted()
  }()

  @Test func everyFileIsRefusedWithItsSentence() throws {
    #expect(Self.files.count >= 120)
    var lines: [String] = []
    for file in Self.files {
      let bytes = try [UInt8](Data(contentsOf: Self.folder.appending(path: file)))
      let settings = Self.settings[String(file.prefix { $0 != "." })] ?? [:]
      let message = TestData.message { try TestData.series(bytes, settings, file: file) }
      lines.append("\(file): \(message ?? "is read")")
    }
    let messages = Self.folder.appending(path: "messages.txt")
    if ProcessInfo.processInfo.environment["SLUICE_RECORD_HELP"] == "1" {
      return try Data((lines.joined(separator: "\n") + "\n").utf8).write(to: messages)
    }
    let expected = try String(contentsOf: messages, encoding: .utf8).split(separator: "\n").map(String.init)
    #expect(lines.count == expected.count)
    for (line, expected) in zip(lines, expected) { #expect(line == expected) }
    #expect(!lines.contains { $0.hasSuffix(": is read") })
  }
}
