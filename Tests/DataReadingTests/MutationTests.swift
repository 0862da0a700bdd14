import Catalog
import DataReading
import TestSupport
import Testing

/// Damaged files are read or refused, never trapped on: bytes changed, cut, doubled, moved and put between.
///
/// `make soak` has 100,000 mutations, `SLUICE_MUTATIONS` any number.
@Suite("Mutations of data files")
struct MutationTests {
  /// A file that uses everything the reader knows, and how it is read.
  private static let seeds: [(text: String, settings: [String: ParameterValue])] = [
    (
      "\u{FEFF}Date,\"é\"\"\",b\r\n2005-01-03,1.5e3,2\r\n\"2005-01-10\",\"2\",.\r\n2005-01-24,7,8\r\n",
      ["fill": .text("hold")]
    ),
    (
      "T;;\nDate;a;b\n03/01/2005;1.234,5;-7\n10/01/2005;0,25;NA\n17/01/2005;3;4\n\nNote\n",
      [
        "fill": .text("zero"),
        "read": .map([
          "skip": .number(1), "footer": .number(1), "thousands": .text("point"),
          "date": .map(["format": .text("day_month_year")]),
        ]),
      ]
    ),
    (
      "date,county,cases\n2005-01-01,A,1\n2005-01-02,A,2\n2005-01-01,B,3\n2005-01-02,B,4\n",
      ["read": .map(["layout": .text("long"), "series": .text("county"), "value": .text("cases")])]
    ),
    (
      "county\tlat\t1/22/20\t1/23/20\t1/24/20\nA\t1\t2\t3\t4\nB\t5\t6\t7\t8\n",
      [
        "read": .map([
          "layout": .text("transposed"), "series": .text("county"),
          "date": .map(["format": .text("month_day_year")]),
        ])
      ]
    ),
    (
      "YEAR WEEK HOUR x\r2005 1 0 5\r2005 2 0 6\r2005 3 0 7\r",
      [
        "fill": .text("interpolate"), "future": .flag(true),
        "read": .map([
          "order": .text("by_date"),
          "date": .map([
            "columns": .list(["YEAR", "WEEK"].map { .text($0) }), "format": .text("year_week"),
            "time": .text("HOUR"),
          ]),
        ]),
      ]
    ),
  ]

  /// A file of steps, and how it is read.
  private static let steps: (text: String, settings: [String: ParameterValue]) = (
    "Steps;;\nwho;\"x\";y\na;1.234,5;-7\nb;;\na;0,25;1e-3\n",
    [
      "skip": .number(1), "thousands": .text("point"), "where": .map(["who": .text("a")]),
    ]
  )

  private static let edits = TestData.edits()

  @Test(arguments: seeds.indices)
  func neverATrap(index: Int) {
    let (text, settings) = Self.seeds[index]
    mutate(text, index) { bytes in
      let table = try TestData.series(bytes, settings)
      return table.values.allSatisfy(\.isFinite)
        && table.values.count == table.rowCount * table.names.count
    }
  }

  @Test func stepsNeverTrap() {
    let (text, settings) = Self.steps
    mutate(text, Self.seeds.count) { bytes in
      let table = try StepTable(
        file: "data.csv", read: ReadSettings(.map(settings)), columns: ["x", "y"], maximumSteps: 100,
        files: FileReader { _ in bytes })
      return table.rows.allSatisfy { row in row.count == 2 && row.allSatisfy(\.isFinite) }
    }
  }

  /// Damages a text in many ways, and reads each; `isSound` says whether what was read can be.
  private func mutate(_ text: String, _ index: Int, isSound: ([UInt8]) throws -> Bool) {
    let original = Array(text.utf8)
    let report = DamageReport(
      copies: TestData.mutations / Self.seeds.count, seed: UInt64(50 + index),
      { _, scatter in Self.edits.damaged(original, &scatter) },
      by: { bytes in
        Reading(
          isRefusal: { error in ["data.csv", "'"].contains { "\(error)".hasPrefix($0) } },
          isSound: { try isSound(bytes) })
      })
    #expect(report.faults == [])
    #expect(report.read > 0 && report.refused > 0)
  }
}
