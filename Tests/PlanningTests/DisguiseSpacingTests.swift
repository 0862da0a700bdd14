import DataReading
import Planning
import SequenceTasks
import Sequences
import Studies
import Testing

/// The counts at other distances in time: the season, and with it the floor, follow from the dates however they are written.
struct DisguiseSpacingTests {
  @Test(arguments: Disguise.spacings) func everyFormIsTheSameRuns(spacing: Disguise.Spacing) throws {
    let ids = try spacing.forms[0].ids()
    for form in spacing.forms.dropFirst() { #expect(try form.ids() == ids, "\(form.name)") }
    #expect(try ids != Disguise.clean.ids())
  }

  /// The seasonal floor is that of the season found, and not of 52 rows; of years there is none.
  @Test(arguments: Disguise.spacings) func theFloorIsOfTheSeasonFound(spacing: Disguise.Spacing) throws {
    let plain = spacing.forms[0]
    let floors = try plain.floors()
    let said = plain.saying("season: \(spacing.season.map(String.init) ?? "none")")
    #expect(try said.floors() == floors && said.ids() == plain.ids())
    #expect(try plain.saying("season: 52").floors()["seasonal_naive"] != floors["seasonal_naive"])
    #expect((floors["seasonal_naive"] == nil) == (spacing.season == nil))
    let season = spacing.season.map { "\($0) rows (found)" } ?? "none (found): no seasonal_naive floor"
    #expect(try plain.task().findings.contains(Finding("season", season)))
  }

  @Test func tradingDays() throws {
    let file = Disguise("", Disguise.tradingDays())
    #expect(
      file.refusal()?.contains(
        "2 between 2005-01-07 (line 6) and 2005-01-10 (line 7), 2 between 2005-01-14 (line 11) and 2005-01-17 (line 12), 2 between 2005-01-21 (line 16) and 2005-01-24 (line 17), and more in 101 other places; say 'read: {spacing: business}' if only weekdays count, or 'read: {spacing: rows}'"
      ) == true)
    let (business, rows) = (file.saying("read: {spacing: business}"), file.saying("read: {spacing: rows}"))
    var floors = try business.floors()
    #expect(floors.count == 3)
    #expect(try business.task().findings.contains(Finding("season", "5 rows (found)")))
    floors["seasonal_naive"] = nil
    #expect(try rows.floors() == floors)
    #expect(try rows.saying("read: {spacing: rows}, season: 5").ids() == business.ids())
  }

  /// Holidays are put in where that is asked for, weekends never.
  @Test func weekendsAreNeverInvented() throws {
    let file = Disguise("", Disguise.tradingDays(without: [99, 100, 104, 300]))
    let business = "read: {spacing: business}"
    #expect(
      file.saying(business).refusal()?.contains("4 rows are left out, the spacing being weekdays") == true)
    #expect(try file.saying("read: {spacing: rows}").task().findings.contains { $0.text.hasPrefix("518, ") })
    let filled = file.saying("\(business), fill: hold")
    #expect(
      try filled.task().findings.contains(
        Finding("filled", "4 rows left out in 3 places (hold); they never count as targets")))
    let series = try #require(try filled.task() as? ForecastTask).series
    let dates = try #require(series.dates)
    #expect(dates.count == 522)
    // 1970-01-01 was a Thursday, the fourth day of its week.
    #expect(dates.allSatisfy { ($0.days + 3) % 7 < 5 })
  }
}
