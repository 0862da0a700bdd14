import DataReading
import Testing

/// A table row by row: cells are read when they are asked for.
@Suite struct TableScanTests {
  private func scan(_ text: String) throws -> TableScan {
    try TableScan(file: "t.csv", ByteStream(Array(text.utf8)))
  }

  @Test func cellsAreReadByColumn() throws {
    var scan = try scan("name,value\n\"a, \"\"b\"\"\",1.5\nc,\nd,x\n")
    #expect(scan.names == ["name", "value"] && scan.row == 0)
    #expect(try scan.next() && scan.row == 1)
    #expect(scan.text(0) == "a, \"b\"" && scan.number(1) == 1.5)
    #expect(scan.holds(Array("1.5".utf8), in: 1) && !scan.holds(Array("1.50".utf8), in: 1))
    #expect(try scan.next() && scan.text(0) == "c")
    #expect(scan.number(1) == nil && scan.text(1) == "" && scan.holds([], in: 1))
    #expect(try scan.next() && scan.number(1) == nil)
    #expect(try !scan.next() && scan.row == 3)
  }

  @Test func rowsOfAnotherWidthAreRefused() throws {
    var scan = try scan("a,b\n1,2\n1\n")
    #expect(try scan.next())
    let error = #expect(throws: DataError.self) { try scan.next() }
    #expect("\(try #require(error))".contains("t.csv:3:1: the row has 1 cell, the header 2 cells"))
    #expect(throws: DataError.self) { try TableScan(file: "t.csv", ByteStream([])) }
  }
}
