import Catalog
import SequenceTasks
import Sequences
import Testing

/// Every way a data file can be wrong, with the exact sentence it gets.
@Suite("Bad data")
struct BadDataTests {
  /// A file, the settings that differ from window 2, horizon 1, split 50/25/25, and the sentence.
  struct Case: CustomTestStringConvertible {
    let name: String
    let text: String
    var settings: [String: ParameterValue] = [:]
    let message: String
    var testDescription: String { name }
  }

  @Test(arguments: cases)
  func sentence(_ bad: Case) {
    #expect(Fixtures.message { try Fixtures.forecast(bad.text, bad.settings) } == bad.message)
  }

  /// Bytes that are no UTF-8 text.
  @Test(
    arguments: [
      ([0xFF, 0xFE, 0x61, 0x00], "data.csv:1:1: the file is UTF-16; needed is UTF-8"),
      ([0xFE, 0xFF, 0x00, 0x61], "data.csv:1:1: the file is UTF-16; needed is UTF-8"),
      (
        [0x61, 0x0A, 0xC3, 0xA9, 0x2C, 0xE9, 0x0A],
        "data.csv:2:3: the byte 0xE9 is not UTF-8; save the file as UTF-8"
      ),
      ([0x61, 0x0A, 0x80], "data.csv:2:1: the byte 0x80 is not UTF-8; save the file as UTF-8"),
      (
        [0xEF, 0xBB, 0xBF],
        "data.csv: the file is empty; needed are a header of column names and one line for each time"
      ),
    ] as [([UInt8], String)])
  func encoding(bytes: [UInt8], message: String) {
    #expect(
      Fixtures.message { try Fixtures.forecast(bytes, ["window": .number(1), "horizon": .number(1)]) }
        == message)
  }

  @Test func aMissingFileStaysOne() {
    let reader = FileReader { path in throw DataError(file: path, isMissing: true, "there is no such file") }
    let settings: [String: ParameterValue] = [
      "data": .text("absent.csv"), "window": .number(2), "horizon": .number(1),
    ]
    #expect {
      try ForecastTask(Parameters(ForecastTask.description, settings), files: reader)
    } throws: { error in
      (error as? DataError)?.isMissing == true && "\(error)" == "absent.csv: there is no such file"
    }
  }

  /// Twelve good rows after which a case puts its own.
  private static let good = (1...12).map { "2005-01-\($0 < 10 ? "0" : "")\($0),\($0),\($0 * $0)\n" }.joined()

  private static func rows(_ last: String) -> String { "Date,a,b\n" + good + last }

  private static let cases: [Case] = [
    // Cells.
    Case(
      name: "missing value", text: rows("2005-01-13,,5\n"),
      message: "data.csv:14:12: a value is missing in 'a'; every series needs a number on every line"),
    Case(
      name: "quoted missing value", text: rows("2005-01-13,1,\"\"\n"),
      message: "data.csv:14:14: a value is missing in 'b'; every series needs a number on every line"),
    Case(
      name: "NA", text: rows("2005-01-13,1,NA\n"),
      message: "data.csv:14:14: a value is missing ('NA') in 'b'; every series needs a number on every line"),
    Case(
      name: "text cell", text: rows("2005-01-13,many,5\n"),
      message: "data.csv:14:12: 'many' in 'a' is not a number; expected numbers such as 12, -0.5 or 1e3"),
    Case(
      name: "NaN", text: rows("2005-01-13,1,NaN\n"),
      message: "data.csv:14:14: 'NaN' in 'b' is not finite; expected numbers such as 12, -0.5 or 1e3"),
    Case(
      name: "infinity", text: rows("2005-01-13,1,-inf\n"),
      message: "data.csv:14:14: '-inf' in 'b' is not finite; expected numbers such as 12, -0.5 or 1e3"),
    Case(
      name: "overflow", text: rows("2005-01-13,1,1e999\n"),
      message: "data.csv:14:14: '1e999' in 'b' is not finite; expected numbers such as 12, -0.5 or 1e3"),
    Case(
      name: "hexadecimal", text: rows("2005-01-13,0x1F,5\n"),
      message: "data.csv:14:12: '0x1F' in 'a' is not a number; expected numbers such as 12, -0.5 or 1e3"),
    Case(
      name: "spaces", text: rows("2005-01-13, 1,5\n"),
      message: "data.csv:14:12: ' 1' in 'a' has spaces in it; write '1'"),
    Case(
      name: "decimal comma", text: rows("2005-01-13,\"1,5\",5\n"),
      message: "data.csv:14:12: '1,5' in 'a' is not a number; expected numbers such as 12, -0.5 or 1e3"),
    Case(
      name: "thousands", text: rows("2005-01-13,\"1'000\",5\n"),
      message: "data.csv:14:12: '1'000' in 'a' is not a number; expected numbers such as 12, -0.5 or 1e3"),
    Case(
      name: "trailing junk", text: rows("2005-01-13,12%,5\n"),
      message: "data.csv:14:12: '12%' in 'a' is not a number; expected numbers such as 12, -0.5 or 1e3"),
    Case(
      name: "beyond single precision when scaled", text: rows("2005-01-13,1e50,5\n"),
      message:
        "data.csv:14:12: '1e50' in 'a' is 5.855400437691199e+49 when scaled as the training rows are, beyond single precision (±3.4028235e+38)"
    ),
    Case(
      name: "too large for squared errors", text: rows("2005-01-13,1,-1e155\n"),
      message:
        "data.csv:14:14: '-1e155' in 'b' is too large for squared errors; expected numbers from -1e+150 to 1e+150"
    ),
    Case(
      name: "too large in a training row",
      text: "Date,a\n2005-01-01,1e155\n"
        + (2...12).map { "2005-01-\($0 < 10 ? "0" : "")\($0),\($0)\n" }.joined(),
      settings: ["scaling": .text("minmax")],
      message:
        "data.csv:2:12: '1e155' in 'a' is too large for squared errors; expected numbers from -1e+150 to 1e+150"
    ),
    // Shape.
    Case(
      name: "short row", text: rows("2005-01-13,1\n"),
      message: "data.csv:14:13: the row ends after 2 cells, the header has 3 cells"),
    Case(
      name: "short last row without line end", text: rows("2005-01-13,1"),
      message: "data.csv:14:13: the row ends after 2 cells, the header has 3 cells"),
    Case(
      name: "long row", text: rows("2005-01-13,1,5,7\n"),
      message: "data.csv:14:16: the row has 4 cells, the header 3 cells: one cell too many begins here"),
    Case(
      name: "blank line", text: rows("\n2005-01-13,1,5\n"),
      message: "data.csv:14:1: the line is empty; the header has 3 cells, and blank lines are not skipped"),
    Case(
      name: "blank last line", text: rows("\n"),
      message: "data.csv:14:1: the line is empty; the header has 3 cells, and blank lines are not skipped"),
    Case(
      name: "blank line of CRLF", text: "a\r\n1\r\n\r\n2\r\n",
      message: "data.csv:3:1: a value is missing in 'a'; every series needs a number on every line"),
    Case(
      name: "empty", text: "",
      message: "data.csv: the file is empty; needed are a header of column names and one line for each time"),
    Case(
      name: "line ends only", text: "\r\n\n",
      message: "data.csv: the file is empty; needed are a header of column names and one line for each time"),
    Case(
      name: "header only", text: "Date,a,b\n",
      message: "data.csv:1:1: no rows under the header; needed is one line for each time"),
    Case(
      name: "header only without line end", text: "a",
      message: "data.csv:1:1: no rows under the header; needed is one line for each time"),
    Case(
      name: "no header", text: "1,2\n3,4\n",
      message: "data.csv:1:1: the first line holds numbers only; needed is a header of column names"),
    Case(
      name: "duplicate name", text: "a,b,a\n1,2,3\n",
      message: "data.csv:1:5: columns 1 and 3 are both named 'a'"),
    Case(name: "empty name", text: "a,,b\n1,2,3\n", message: "data.csv:1:3: column 2 has no name"),
    Case(
      name: "trailing comma in the header", text: "a,b,\n1,2,\n",
      message: "data.csv:1:5: column 3 has no name"),
    Case(
      name: "semicolons", text: "Date;a\n2005-01-01;1\n2005-01-02;2\n",
      message: "data.csv:1:1: the header is one cell with semicolons in it; cells are separated by commas"),
    // Quotes and line ends.
    Case(
      name: "unterminated quote", text: rows("2005-01-13,\"1,5\n2005-01-14,2,5\n"),
      message: "data.csv:14:12: the quote that opens here is never closed"),
    Case(
      name: "unterminated quote at the end", text: rows("2005-01-13,1,\""),
      message: "data.csv:14:14: the quote that opens here is never closed"),
    Case(
      name: "unterminated after an escaped quote", text: rows("2005-01-13,1,\"5\"\""),
      message: "data.csv:14:14: the quote that opens here is never closed"),
    Case(
      name: "stray quote", text: rows("2005-01-13,1\"2,5\n"),
      message:
        "data.csv:14:13: a quote inside a cell that does not begin with one; quote the whole cell and double the quote"
    ),
    Case(
      name: "text after a quote", text: rows("2005-01-13,\"1\"2,5\n"),
      message:
        "data.csv:14:15: text after a closing quote; expected a comma, the line's end, or a second quote to mean one"
    ),
    Case(
      name: "bare carriage returns", text: "a,b\r1,2\r",
      message: "data.csv:1:4: a carriage return without a line feed; lines end with LF or CRLF"),
    // Dates.
    Case(
      name: "not ISO", text: "Date,a\n03/01/05,1\n10/01/05,2\n",
      message:
        "data.csv:2:1: '03/01/05' under 'Date' is no date; expected ISO 8601 dates (2005-01-31, 2005-01-31T18:30, 2005-01, 2005-W05 or 2005); or list the series in 'columns' to leave 'Date' out"
    ),
    Case(
      name: "missing first date", text: "Date,a\n,1\n2005-01-01,2\n",
      message:
        "data.csv:2:1: an empty cell under 'Date' is no date; expected ISO 8601 dates (2005-01-31, 2005-01-31T18:30, 2005-01, 2005-W05 or 2005); or list the series in 'columns' to leave 'Date' out"
    ),
    Case(
      name: "bad date later", text: rows("2005-02-30,1,5\n"),
      message:
        "data.csv:14:1: '2005-02-30' under 'Date' is no date; expected ISO 8601 dates: 2005-01-31, 2005-01-31T18:30, 2005-01, 2005-W05 or 2005"
    ),
    Case(
      name: "missing date later", text: rows(",1,5\n"),
      message:
        "data.csv:14:1: an empty cell under 'Date' is no date; expected ISO 8601 dates: 2005-01-31, 2005-01-31T18:30, 2005-01, 2005-W05 or 2005"
    ),
    Case(
      name: "date twice", text: rows("2005-01-12,1,5\n"),
      message:
        "data.csv:14:1: '2005-01-12' does not come after '2005-01-12' in the row before; rows must be in order of time, each date once"
    ),
    Case(
      name: "dates back", text: rows("2004-12-31,1,5\n"),
      message:
        "data.csv:14:1: '2004-12-31' does not come after '2005-01-12' in the row before; rows must be in order of time, each date once"
    ),
    Case(
      name: "week numbers", text: "week,a\n1,5\n2,6\n",
      message:
        "data.csv:1:1: 'week' is named like a date but holds numbers; say 'date_column: week' if they are years, or list the series in 'columns'"
    ),
    Case(
      name: "dates only", text: "Date\n2005-01-01\n2005-01-02\n",
      message: "data.csv:1:1: no series: the only column, 'Date', holds dates"),
    Case(
      name: "two date columns", text: "from,to,a\n2005-01-01,2005-01-07,5\n",
      message:
        "data.csv:2:12: '2005-01-07' in 'to' is not a number; expected numbers such as 12, -0.5 or 1e3"),
    // Series.
    Case(
      name: "constant column", text: "a,b\n" + (1...8).map { "\($0),3.10\n" }.joined(),
      message:
        "data.csv:1:3: 'b' is constant (always 3.10) in the training range, lines 2 to 5, so it cannot be scaled; leave it out with 'columns', or change 'split'"
    ),
    Case(
      name: "constant in the training range only",
      text: "a,b\n" + (1...8).map { "\(max($0, 4)),\($0)\n" }.joined(),
      message:
        "data.csv:1:1: 'a' is constant (always 4) in the training range, lines 2 to 5, so it cannot be scaled; leave it out with 'columns', or change 'split'"
    ),
    Case(
      name: "spread too small", text: "a\n" + (1...8).map { "\($0)e-200\n" }.joined(),
      message:
        "data.csv:1:1: 'a' is spread too little or too much for Float64 in the training range, lines 2 to 5, so it cannot be scaled; leave it out with 'columns', or change 'split'"
    ),
    // Rows.
    Case(
      name: "too few training rows", text: "a\n1\n2\n3\n4\n5\n",
      message:
        "data.csv: 5 rows are too few: 'split' gives train 2, validation 1, test 2, and train ends at row 2, before the first possible target, row 3 = window 2 + horizon 1; needed are more rows, another 'split', or less 'window' and 'horizon'"
    ),
    Case(
      name: "one row", text: "a\n1\n",
      message:
        "data.csv: 1 row is too few: 'split' gives train 0, validation 0, test 1, and train has no row; needed are more rows, another 'split', or less 'window' and 'horizon'"
    ),
    Case(
      name: "no validation rows", text: "a\n" + (1...9).map { "\($0)\n" }.joined(),
      settings: ["split": .list([.number(0.9), .number(0.05), .number(0.05)])],
      message:
        "data.csv: 9 rows are too few: 'split' gives train 8, validation 0, test 1, and validation has no row; needed are more rows, another 'split', or less 'window' and 'horizon'"
    ),
    Case(
      name: "horizon beyond validation", text: "a\n" + (1...40).map { "\($0)\n" }.joined(),
      settings: ["window": .number(15), "horizon": .number(10)],
      message:
        "data.csv: 40 rows are too few: 'split' gives train 20, validation 10, test 10, and train ends at row 20, before the first possible target, row 25 = window 15 + horizon 10; needed are more rows, another 'split', or less 'window' and 'horizon'"
    ),
    // Settings that only the data can show to be wrong.
    Case(
      name: "unknown column", text: rows(""), settings: ["columns": .list([.text("A")])],
      message: "'columns' is 'A' (did you mean 'a'?), expected a column of data.csv: Date, a, b"),
    Case(
      name: "column twice", text: rows(""), settings: ["columns": .list([.text("a"), .text("a")])],
      message: "'columns' is 'a' twice, expected each column once"),
    Case(
      name: "no columns", text: rows(""), settings: ["columns": .list([])],
      message: "'columns' is empty, expected a list of columns of data.csv"),
    Case(
      name: "unknown date column", text: rows(""), settings: ["date_column": .text("date")],
      message: "'date_column' is 'date' (did you mean 'Date'?), expected a column of data.csv: Date, a, b"),
    Case(
      name: "dates as a series", text: rows(""),
      settings: ["date_column": .text("Date"), "columns": .list([.text("Date")])],
      message: "'columns' and 'date_column': 'Date' cannot be a series and the dates"),
    Case(
      name: "numbers as dates", text: "a,b\n1,2\n2,3\n", settings: ["date_column": .text("a")],
      message:
        "data.csv:2:1: '1' under 'a' is no date; expected ISO 8601 dates: 2005-01-31, 2005-01-31T18:30, 2005-01, 2005-W05 or 2005"
    ),
    Case(
      name: "fractions", text: rows(""),
      settings: ["split": .list([.number(0.5), .number(0.3), .number(0.3)])],
      message: "'split' is [0.5, 0.3, 0.3], expected three fractions that sum to 1"),
  ]
}
