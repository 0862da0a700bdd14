import Tables
import Testing

/// What `CSVLine` writes comes back cell by cell.
@Suite struct CSVRowsTests {
  @Test func whatIsWrittenComesBack() throws {
    let table = [["a", "b,c", "d"], ["", "x \"y\", z", "line\nbreak"], ["é", "\"", ","], ["", "", ""]]
    let bytes = table.flatMap { CSVLine($0.map { .text($0) }).finished() }
    let rows = try #require(CSVRows(bytes))
    #expect(rows.names == table[0] && rows.rows == Array(table.dropFirst()))
    #expect(CSVRows(Array("a,b\n".utf8))?.rows == [])
  }

  @Test(arguments: ["", "a,b", "a,b\n1\n", "a,b\n1,2,3\n", "a\n\"x\n", "a\n1\nrest"])
  func anythingElseIsNoTable(text: String) { #expect(CSVRows(Array(text.utf8)) == nil) }

  @Test func bytesThatAreNoTextAreNoTable() { #expect(CSVRows([0x61, 0x0A, 0xFF, 0x0A]) == nil) }
}
