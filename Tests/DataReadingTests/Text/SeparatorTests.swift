import Catalog
import DataReading
import Testing

/// Cells of rows, in whatever way they are separated and quoted.
@Suite("Rows and cells")
struct SeparatorTests {
  private let noDates: [String: ParameterValue] = ["read": .map(["date": .flag(false)])]

  @Test(arguments: [
    "a,b\n1,2\n3,4\n", "a,b\n1,2\n3,4", "a,b\r\n1,2\r\n3,4\r\n", "a,b\r\n1,2\n3,4", "a,b\r1,2\r3,4\r",
    "\u{FEFF}a,b\n1,2\n3,4\n",
    "\"a\",b\n\"1\",2\n3,\"4\"", "\u{FEFF}\"a\",\"b\"\r\n1,2\r\n3,\"4\"\r\n", "a;b\n1;2\n3;4\n",
    "a\tb\n1\t2\n3\t4\n",
    "a|b\n1|2\n3|4\n", "a b\n1 2\n3 4\n", "  a   b\n  1   2\n  3   4\n", "a , b\n 1 , 2\n3,4 \n",
    "a;b\n1,0;2,0\n3,0;4,0\n",
    "a,b\n\"1\" , 2\n3, \"4\"\n", "a,b\n1,2\n3,4\n\n\n", "a,b,\n1,2,\n3,4,\n", "a,b,\n1,2\n3,4\n",
    "a,b\n1,2,\n3,4,\n",
    "a,b\n1,2\n3,4\n,\n,\n",
  ])
  func spellingsOfOneTable(text: String) throws {
    let table = try TestData.series(text, noDates)
    #expect(table.names == ["a", "b"])
    #expect(table.values == [1, 2, 3, 4])
  }

  @Test func quotedCellsMayHoldAnything() throws {
    let table = try TextTable(
      file: "data.csv", bytes: Array("\"a,b\",\"c\"\"d\"\"\"\n\"line\nbreak\",\"\"\n\"\"\"\",é\n".utf8))
    #expect(table.names == ["a,b", "c\"d\""])
    #expect(table.rows == [["line\nbreak", ""], ["\"", "é"]])
  }

  /// Blocks of a file may end anywhere: in a number, a quote, between the bytes of a character or of a line's end.
  @Test(arguments: [1, 2, 3, 5, 7])
  func blocksEndAnywhere(size: Int) throws {
    let bytes = Array("Date,\"é\"\"\",b\r\n2005-01-03,1.5,2\r\n2005-01-10,\"3\",4\r\n\r\n".utf8)
    let request = SeriesRequest(file: "data.csv", read: try ReadSettings(nil))
    let files = FileReader.streaming { _ in
      var start = 0
      return ByteStream {
        guard start < bytes.count else { return nil }
        defer { start += size }
        return Array(bytes[start..<min(start + size, bytes.count)])
      }
    }
    let table = try SeriesTable(request, files: files)
    #expect(table.names == ["é\"", "b"])
    #expect(table.values == [1.5, 2, 3, 4])
  }

  /// Cells without commas, quotes or line ends, in every shape up to 4 × 4, written in each way, read back the same.
  @Test func everySmallShapeComesBack() throws {
    for width in 1...4 {
      for height in 1...4 {
        let names = (0..<width).map { "n\($0)" }
        let cells = (0..<height).map { row in (0..<width).map { "\(row * 7 + $0)" } }
        for (end, quote) in [("\n", ""), ("\r\n", ""), ("\r", ""), ("\n", "\""), ("\r\n", "\"")] {
          let lines = ([names] + cells).map { $0.map { quote + $0 + quote }.joined(separator: ",") }
          for text in [lines.joined(separator: end), lines.joined(separator: end) + end] {
            let table = try TextTable(file: "data.csv", bytes: Array(text.utf8))
            #expect(table.names == names)
            #expect(table.rows == cells)
          }
        }
      }
    }
  }

  @Test func aColumnOfNobodyMayHoldAnything() throws {
    let text = "Date,note,a\n2005-01-03,5\" pipe,1\n2005-01-10,,2\n"
    #expect(try TestData.series(text, ["columns": .list([.text("a")])]).values == [1, 2])
  }

  @Test func titlesAndNotesAreLeftOut() throws {
    for (skip, footer, text) in [
      (0, 1, "Date,a\n2005-01-03,1\n2005-01-10,2\nSource\n"),
      (0, 1, "Date,a\n2005-01-03,1\n2005-01-10,2\n\n\nSource\n\n\n"),
      (2, 0, "T\n\nDate,a\n2005-01-03,1\n2005-01-10,2\n"),
      (1, 3, "T,t,t\nDate,a\n2005-01-03,1\n2005-01-10,2\nx\n\"y\nz"),
    ] {
      let read = ParameterValue.map(["skip": .number(Double(skip)), "footer": .number(Double(footer))])
      #expect(try TestData.series(text, ["read": read]).values == [1, 2], "\(text)")
    }
  }
}
