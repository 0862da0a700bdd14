import Catalog
import SequenceTasks
import Sequences
import Testing

/// What is taken for a date and what for a series.
@Suite("Date columns")
struct DateColumnTests {
  private func table(_ text: String, dateColumn: String? = nil, chosen: [String]? = nil) throws -> SeriesTable
  {
    try SeriesTable(
      CSVTable(file: "data.csv", bytes: Array(text.utf8)), dateColumn: dateColumn, chosen: chosen)
  }

  @Test(arguments: [
    "Date,a\n2005-01-03,1\n2005-01-10,2\n", "when,a\n2005-01-03,1\n2005-01-10,2\n",
    "a,t\n1,2005-W01\n2,2005-W02\n",
    "month,a\n2005-01,1\n2005-02,2\n", "\"Date\",a\n\"2005-01-03T00:30\",1\n\"2005-01-03T01:00\",2\n",
  ])
  func found(text: String) throws {
    let table = try table(text)
    #expect(table.names == ["a"])
    #expect(table.dates?.count == 2)
    #expect(table.values == [1, 2])
  }

  @Test func noneIsNeeded() throws {
    let table = try table("a,b\n1,2\n3,4\n")
    #expect(table.dates == nil)
    #expect(table.values == [1, 2, 3, 4])
  }

  /// Four digits are a number unless the experiment says that they are years.
  @Test func yearsAreDatesWhenNamed() throws {
    let table = try table("year,a\n2005,1\n2006,2\n", dateColumn: "year")
    #expect(table.names == ["a"] && table.dates?.count == 2)
  }

  @Test func chosenSeriesMayHaveAnyName() throws {
    #expect(try table("week,a\n1,5\n2,6\n", chosen: ["week", "a"]).values == [1, 5, 2, 6])
    #expect(try table("week,a\n1,5\n2,6\n", chosen: ["a"]).values == [5, 6])
  }

  /// Columns that are not chosen are not read: text and missing values there do no harm. Dates still have to
  /// be in order.
  @Test func othersAreLeftAlone() throws {
    #expect(try table("Date,note,a\n03/01/05,x,1\n10/01/05,,2\n", chosen: ["a"]).values == [1, 2])
    #expect(throws: DataError.self) { try table("Date,a\n2005-01-10,1\n2005-01-03,2\n", chosen: ["a"]) }
  }
}
