import Catalog
import DataReading
import SequenceTasks
import Sequences
import Testing

/// Every way in which readable data do not suit a forecast, with the exact sentence.
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
    Case(
      name: "beyond single precision when scaled", text: rows("2005-01-13,1e50,5\n"),
      message:
        "data.csv:14: 1e+50 in 'a' is 5.855400437691199e+49 when scaled as the training rows are, beyond single precision (±3.4028235e+38)"
    ),
    // Series.
    Case(
      name: "constant column", text: "a,b\n" + (1...8).map { "\($0),3.10\n" }.joined(),
      message:
        "data.csv:1:3: 'b' is constant (always 3.1) in the training range, lines 2 to 5, so it cannot be scaled; leave it out with 'columns', or change 'split'"
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
      name: "unknown target", text: rows(""), settings: ["targets": .list([.text("A")])],
      message: "'targets' is 'A' (did you mean 'a'?), expected a series that is read: a, b"),
    Case(
      name: "target twice", text: rows(""), settings: ["targets": .list([.text("a"), .text("a")])],
      message: "'targets' is 'a' twice, expected each series once"),
    Case(
      name: "no targets", text: rows(""), settings: ["targets": .list([])],
      message: "'targets' is empty, expected a list of series"),
    Case(
      name: "fractions", text: rows(""),
      settings: ["split": .list([.number(0.5), .number(0.3), .number(0.3)])],
      message: "'split' is [0.5, 0.3, 0.3], expected three fractions that sum to 1"),
  ]
}
