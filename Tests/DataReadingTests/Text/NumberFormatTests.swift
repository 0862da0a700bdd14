import Catalog
import DataReading
import Testing

/// Numbers with commas, points, and digits in groups.
@Suite("Number formats")
struct NumberFormatTests {
  private func values(_ cells: [String], separator: String = ";", _ read: [String: ParameterValue] = [:])
    throws -> [Double]
  {
    let read = read.merging(["date": .flag(false)]) { $1 }
    let text = "a\(separator)b\n" + cells.map { "\($0)\(separator)7\n" }.joined()
    let values = try TestData.series(text, ["read": .map(read)]).values
    return stride(from: 0, to: values.count, by: 2).map { values[$0] }
  }

  @Test func theMarkIsWhatTheCellsShow() throws {
    #expect(try values(["1", "1,5", "-2,25e2", "3"]) == [1, 1.5, -225, 3])
    #expect(try values(["1", "1.5", "1.250"]) == [1, 1.5, 1.25])
    // A cell that can only be a fraction decides for all.
    #expect(try values(["1,500", "2,5"]) == [1.5, 2.5])
    #expect(try values(["0,5000", "1,500"]) == [0.5, 1.5])
    #expect(try values(["1,500"], ["decimal": .text("comma")]) == [1.5])
    #expect(try values(["1,500"], ["thousands": .text("comma")]) == [1500])
    #expect(try values(["1.500"], ["thousands": .text("point")]) == [1500])
  }

  @Test(arguments: [
    ("comma", "\"24,331.32\"", 24_331.32), ("comma", "\"1,234,567\"", 1_234_567),
    ("comma", "\"-1,234\"", -1_234), ("comma", "12.5", 12.5),
    ("comma", "1234", 1_234), ("space", "24 331", 24_331), ("space", "24\u{A0}331.5", 24_331.5),
    ("space", "1\u{202F}000", 1_000),
    ("apostrophe", "1'000'000.5", 1_000_000.5), ("apostrophe", "1’000", 1_000),
  ])
  func groupsOfThree(thousands: String, cell: String, expected: Double) throws {
    #expect(try values([cell], separator: ",", ["thousands": .text(thousands)]) == [expected])
  }

  /// What groups thousands begins no fraction, so that the first mark which does not decides.
  @Test(arguments: [("space", " "), ("apostrophe", "'")])
  func theMarkIsWhatGroupedCellsShow(thousands: String, mark: String) throws {
    let read: [String: ParameterValue] = ["thousands": .text(thousands)]
    #expect(try values(["24\(mark)331,32", "1,500"], read) == [24_331.32, 1.5])
    #expect(try values(["1,500", "24\(mark)331", "7"], read) == [1.5, 24_331, 7])
    #expect(try values(["24\(mark)331.320", "1.5"], read) == [24_331.32, 1.5])
    #expect(throws: DataError.self) { try values(["24\(mark)331,32", "1.5"], read) }
  }

  /// A cell that is no number is told what makes it one, and what is told does.
  @Test(arguments: [
    ("24 331,32", ";", "{thousands: space}"), ("\"24 331,32\"", ",", "{thousands: space, decimal: comma}"),
    ("\"24.331,32\"", ",", "{thousands: point}"), ("24'331", ";", "{thousands: apostrophe}"),
    ("\"1,5\"", ",", "{decimal: comma}"),
  ])
  func whatMakesANumber(cell: String, separator: String, remedy: String) throws {
    for before in separator == ";" ? ["1", "0,25"] : ["1"] {
      let message = try #require(TestData.message { try values([before, cell], separator: separator) })
      #expect(message.contains("say 'read: \(remedy)'"), "\(message)")
    }
    let pairs = remedy.dropFirst().dropLast().split(separator: ",").map { pair in
      pair.split(separator: ":").map { $0.trimmingPrefix(" ") }
    }
    let read = Dictionary(
      uniqueKeysWithValues: pairs.map { (String($0[0]), ParameterValue.text(String($0[1]))) })
    #expect(try values([cell], separator: separator, read)[0] > 1)
  }

  @Test func groupsWithADecimalComma() throws {
    #expect(
      try values(["24.331,32", "1.234.567,5", "0,5"], ["thousands": .text("point")]) == [
        24_331.32, 1_234_567.5, 0.5,
      ])
  }

  @Test(arguments: ["1,23", "12,34,567", "1,2345", ",123", "1,,234", "1,234.5,6", "1234,567"])
  func groupsOutOfThreesAreNoNumbers(cell: String) {
    #expect(throws: DataError.self) {
      try values(["\"\(cell)\""], separator: ",", ["thousands": .text("comma")])
    }
  }
}
