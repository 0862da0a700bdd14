import SequenceTasks
import Sequences
import Testing

@Suite("CSV tables")
struct CSVTableTests {
  private func table(_ text: String) throws -> CSVTable {
    try CSVTable(file: "data.csv", bytes: Array(text.utf8))
  }

  private func rows(_ table: CSVTable) -> [[String]] {
    (0..<table.rowCount).map { row in table.names.indices.map { table.text(row: row, column: $0) } }
  }

  @Test(arguments: [
    "a,b\n1,2\n3,4\n", "a,b\n1,2\n3,4", "a,b\r\n1,2\r\n3,4\r\n", "a,b\r\n1,2\n3,4", "\u{FEFF}a,b\n1,2\n3,4\n",
    "\"a\",b\n\"1\",2\n3,\"4\"", "\u{FEFF}\"a\",\"b\"\r\n1,2\r\n3,\"4\"\r\n",
  ])
  func spellingsOfOneTable(text: String) throws {
    let table = try table(text)
    #expect(table.names == ["a", "b"])
    #expect(rows(table) == [["1", "2"], ["3", "4"]])
    #expect(table.number(row: 1, column: 1) == 4)
  }

  @Test func quotedCellsMayHoldAnything() throws {
    let table = try table("\"a,b\",\"c\"\"d\"\"\"\n\"line\nbreak\",\"\"\n\"\"\"\",é\n")
    #expect(table.names == ["a,b", "c\"d\""])
    #expect(rows(table) == [["line\nbreak", ""], ["\"", "é"]])
  }

  @Test func everyCellKnowsItsPlace() throws {
    let table = try table("\u{FEFF}ä,\"b\nb\",c\r\n1,\"2\n2\",3\r\n,,\"é\"\r\n")
    let places = (-1..<table.rowCount).map { row in
      table.names.indices.map { column in
        let error = table.error(row: row, column: column, "")
        return [error.line, error.column]
      }
    }
    #expect(
      places == [[[1, 1], [1, 3], [2, 4]], [[3, 1], [3, 3], [4, 4]], [[5, 1], [5, 2], [5, 3]]])
  }

  /// Cells without commas, quotes or line ends, in every shape up to 4 × 4, written in each way, read back
  /// the same.
  @Test func everySmallShapeComesBack() throws {
    for width in 1...4 {
      for height in 1...4 {
        let names = (0..<width).map { "n\($0)" }
        let cells = (0..<height).map { row in (0..<width).map { "\(row * 7 + $0)" } }
        for (end, quote) in [("\n", ""), ("\r\n", ""), ("\n", "\""), ("\r\n", "\"")] {
          let lines = ([names] + cells).map { $0.map { quote + $0 + quote }.joined(separator: ",") }
          for text in [lines.joined(separator: end), lines.joined(separator: end) + end] {
            let table = try table(text)
            #expect(table.names == names)
            #expect(rows(table) == cells)
          }
        }
      }
    }
  }

  /// A broken file gives an error, never a crash: every prefix and every single changed byte of a file that
  /// uses all there is.
  @Test func damagedFilesAreReadOrRefused() {
    let bytes = Array("\u{FEFF}d,\"é\"\"\"\r\n2005-01-03,1.5e3\n\"2005-01-10\",2\r\n".utf8)
    var refused = 0
    var attempts = (0..<bytes.count).map { Array(bytes[..<$0]) }
    for index in bytes.indices {
      for byte in [0, 0x0A, 0x0D, 0x22, 0x2C, 0x41, 0x80, 0xC3, 0xFF] as [UInt8] {
        attempts.append(bytes)
        attempts[attempts.count - 1][index] = byte
      }
    }
    for attempt in attempts {
      let message = Fixtures.message {
        try SeriesTable(CSVTable(file: "data.csv", bytes: attempt), dateColumn: nil, chosen: nil)
      }
      if let message {
        refused += 1
        #expect(message.hasPrefix("data.csv:"))
      }
    }
    #expect(refused > attempts.count / 2)
  }
}
