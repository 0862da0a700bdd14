import Catalog
import DataReading
import Testing

/// The distance from row to row, the season that follows from it, and the rows that are left out.
@Suite("Spacing of times")
struct TimeSpacingTests {
  private func table(_ dates: [String], _ settings: [String: ParameterValue] = [:]) throws -> SeriesTable {
    try TestData.series("Date,a\n" + dates.enumerated().map { "\($1),\($0)\n" }.joined(), settings)
  }

  /// Days of January 2024, which begins on a Monday.
  private func january(_ days: some Sequence<Int>) -> [String] {
    days.map { "2024-01-\($0 < 10 ? "0" : "")\($0)" }
  }

  @Test(
    arguments: [
      (["2024-01-01", "2024-01-02", "2024-01-03"], "1 day", 7), (["2024-01-01", "2024-01-08"], "1 week", 52),
      (["2024-01-01", "2024-01-15"], "2 weeks", 26),
      (["2024-01-31", "2024-02-29", "2024-03-31", "2024-04-30"], "1 month", 12),
      (["2024-01", "2024-04", "2024-07"], "3 months", 4),
      (["2023-11-15", "2023-12-15", "2024-01-15"], "1 month", 12),
      (["2020-01-01", "2021-01-01", "2022-01-01"], "1 year", nil),
      (["2024-01-01T00:00", "2024-01-01T01:00", "2024-01-01T02:00"], "1 hour", 24),
      (["2024-01-01T23:45", "2024-01-02T00:00"], "15 minutes", 96),
      (["2024-01-01T00:00:00", "2024-01-01T00:00:07"], "7 seconds", nil),
      (["2024-01-01", "2024-01-04"], "3 days", nil),
    ] as [([String], String, Int?)])
  func found(dates: [String], text: String, season: Int?) throws {
    let spacing = try #require(table(dates).spacing)
    #expect(spacing.text == text)
    #expect(spacing.season == season)
  }

  @Test func rowsLeftOutAreFilled() throws {
    let filled = try table(january([1, 2, 5, 6, 7]), ["fill": .text("hold")])
    #expect(filled.dates?.map(\.text) == january(1...7))
    #expect(filled.values == [0, 1, 1, 1, 2, 3, 4])
    #expect(filled.observed == [true, true, false, false, true, true, true])
    let zero = try table(january([1, 2, 5, 6, 7]), ["fill": .text("zero")])
    #expect(zero.values == [0, 1, 0, 0, 2, 3, 4])
    let line = try table(january([1, 2, 5, 6, 7]), ["fill": .text("interpolate"), "future": .flag(true)])
    let (third, two): (Double, Double) = (1 + 1.0 / 3, 1 + 2.0 / 3)
    #expect(line.values == [0, 1, third, two, 2, 3, 4])
    #expect(line.looksAhead && !filled.looksAhead)
  }

  @Test func monthsLeftOutHaveTheirOwnLastDay() throws {
    let filled = try table(
      ["2023-12-31", "2024-01-31", "2024-04-30", "2024-05-31", "2024-06-30"], ["fill": .text("hold")])
    #expect(
      filled.dates?.map(\.text) == [
        "2023-12-31", "2024-01-31", "2024-02-29", "2024-03-31", "2024-04-30", "2024-05-31", "2024-06-30",
      ])
  }

  /// Weekends are never invented; holidays are.
  @Test func weekdays() throws {
    let days = january([1, 2, 3, 4, 5, 8, 9, 11, 12, 15])
    let read: ParameterValue = .map(["spacing": .text("business")])
    let filled = try table(days, ["read": read, "fill": .text("hold")])
    #expect(filled.dates?.map(\.text) == january([1, 2, 3, 4, 5, 8, 9, 10, 11, 12, 15]))
    #expect(filled.spacing?.season == 5)
    #expect(throws: DataError.self) { try table(days, ["read": read]) }
    #expect(throws: DataError.self) { try table(days) }
  }

  @Test func theOrderAloneCounts() throws {
    let read: ParameterValue = .map(["spacing": .text("rows")])
    let table = try table(["2024-01-01", "2024-01-05", "2024-03-01"], ["read": read])
    #expect(table.values == [0, 1, 2] && table.observed == nil && table.spacing == nil)
  }

  @Test func missingValuesAreFilledAndRemembered() throws {
    let text = "Date,a,b\n2024-01-01,1,5\n2024-01-02,X,-999\n2024-01-03,,-999.0\n2024-01-04,4,8\n"
    let read: ParameterValue = .map(["missing": .list(["", "X", "-999"].map { .text($0) })])
    let held = try TestData.series(text, ["read": read, "fill": .text("hold")])
    #expect(held.values == [1, 5, 1, 5, 1, 5, 4, 8])
    #expect(held.observed == [true, true, false, false, false, false, true, true])
    let line = try TestData.series(text, ["read": read, "fill": .text("interpolate"), "future": .flag(true)])
    #expect(line.values == [1, 5, 2, 6, 3, 7, 4, 8])
    #expect(held.digest != line.digest)
    // What was observed is part of the data: the same numbers, all of them in the file, are others.
    let whole = try TestData.series(
      "Date,a,b\n2024-01-01,1,5\n2024-01-02,1,5\n2024-01-03,1,5\n2024-01-04,4,8\n")
    #expect(whole.values == held.values && whole.digest != held.digest)
  }
}
