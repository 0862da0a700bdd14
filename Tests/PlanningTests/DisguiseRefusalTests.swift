import Planning
import Studies
import Testing

/// A file in a form that needs a key is read as it is meant, or not at all: never as something else.
struct DisguiseRefusalTests {
  /// Of each form that is refused without its keys, what the message tells to say.
  private static let advice: [String: String] = [
    "title and notes": "'read: {skip: 2}'",
    "day first": "'read: {date: {columns: [Date], format: day_month_year}}' or format: month_day_year",
    "month first": "'read: {date: {columns: [Date], format: day_month_year}}' or format: month_day_year",
    "two-digit years": "'read: {date: {columns: [Date], format: day_month_year}}' or format: month_day_year",
    "year and week": "'read: {date: {columns: [YEAR, WEEK], format: year_week}}'",
    "year, month, day": "'read: {date: {columns: [year, month, day], format: year_month_day}}'",
    "year, month, day, hour":
      "'read: {date: {columns: [year, month, day, hour], format: year_month_day_hour}}'",
    "date and time of day": "'read: {date: {columns: […], time: clock}}' if it is the time of day",
    "newest first": "'read: {order: by_date}'",
    "dates as digits": "'read: {date: {columns: [Date], format: year_month_day}}'",
    "month names, two-digit years":
      "'read: {date: {columns: [Date], format: day_month_year}}' or format: year_month_day",
    "two columns of one name": "list the series in 'columns'",
    "long, by county": "'read: {layout: long, series: county, value: …}'",
    "long, by date": "'read: {layout: long, series: county, value: …}'",
    "long, in another order": "'read: {layout: long, series: county, value: …}'",
    "long, of two groups": "'read: {where: {REGION: …}}'",
    "groups of rows": "'read: {where: {REGION: …}}'",
    "transposed":
      "522 columns are named by them, the first '2005-01-03'; say 'read: {layout: transposed, series: county}'",
    "transposed, month first":
      "522 columns are named by them, the first '1/3/05'; say 'read: {layout: transposed, series: county}'",
  ]

  /// And never to leave the dates out, with which the file would pass and mean something else.
  @Test(arguments: Disguise.same.filter { !$0.keys.isEmpty })
  func withoutItsKeysNothingIsMisread(disguise: Disguise) throws {
    let bare = disguise.saying("")
    guard let refusal = bare.refusal() else {
      #expect(try bare.ids() == Disguise.clean.ids())
      #expect(Self.advice[disguise.name] == nil)
      return
    }
    #expect(refusal.contains(try #require(Self.advice[disguise.name])), "\(refusal)")
    #expect(!refusal.contains("date: false"))
  }

  /// Series whose columns are years, as statistical offices give them.
  @Test func yearsAcross() {
    let text = "country,code,2001,2002,2003\nA,a,1,2,3\nB,b,4,5,6\n"
    #expect(
      Disguise("", text).refusal()?.contains(
        "3 columns are named by them, the first '2001'; say 'read: {layout: transposed, series: country, date: {format: year}}' if each row is a series"
      ) == true)
  }
}
