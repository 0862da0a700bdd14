import Tables
import Testing

@Suite struct TableRowsTests {
  private struct Animal: Sendable {
    var name: String
    var legs: Int?
    var weight: Double
  }

  private static let table = Table<Animal>(
    "animals", "One row for every animal.",
    [
      .text("name", "The name.") { $0.name }, .optionalInteger("legs", "Legs.") { $0.legs },
      .exact("weight", "Weight in kg.") { $0.weight },
    ])

  @Test func aTableIsItsColumns() {
    #expect(Self.table.schema.file == "animals.csv")
    #expect(Self.table.schema.columns.map(\.name) == ["name", "legs", "weight"])
    #expect(Self.table.schema.columns.map(\.isOptional) == [false, true, false])
    #expect(Self.table.cells(Animal(name: "cat", legs: 4, weight: 4.5)).map(\.text) == ["cat", "4", "4.5"])
  }

  @Test func aLineHasAWordForEveryCell() {
    let rows = Self.table.rows([
      Animal(name: "cat", legs: nil, weight: 4.5), Animal(name: "a b", legs: 2, weight: 1),
    ])
    #expect(String(decoding: rows.lines, as: UTF8.self) == "cat - 4.5\na%20b 2 1.0\n")
    #expect(rows.count == 2)
  }

  @Test(arguments: [
    "cat", "", "-", "--", "a b", "100 %", "%20", "two\nlines", "tab\t", "é σ", "\u{7F}", "-1",
  ])
  func everyTextReadsBack(text: String) throws {
    let rows = Self.table.rows([Animal(name: text, legs: nil, weight: 0)])
    let row = try #require(Array(rows.rows).first)
    #expect(row["name"] == text)
    #expect(row.words.count == 3)
    #expect(!row.words.contains { $0.isEmpty })
    // Copied into a table, the word is the field that its text is.
    var line = CSVLine()
    line.append(word: row.words[0])
    #expect(line.bytes == CSVLine([.text(text)]).bytes)
  }

  @Test func cellsAreReadByTheNamesOfTheirColumns() throws {
    let rows = TableRows(
      "animals", columns: ["weight", "name"], count: 1, lines: Array("2.5 dog\n".utf8))
    let row = try #require(Array(rows.rows).first)
    #expect(row["name"] == "dog")
    #expect(row.number("weight") == 2.5)
    #expect(row.integer("legs") == nil)
    #expect(row["legs"] == "")
  }

  @Test(arguments: ["", "%", "%4", "%4g", "a%2"])
  func whatIsNoWordSpellsNothing(word: String) { #expect(RecordWord.bytes(Array(word.utf8)[...]) == nil) }
}
