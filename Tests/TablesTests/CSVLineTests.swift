import Tables
import Testing

@Suite struct CSVLineTests {
  private func text(_ cells: [Cell]) -> String { String(decoding: CSVLine(cells).finished(), as: UTF8.self) }

  @Test func fieldsAreSeparatedByCommas() {
    #expect(
      text([
        .text("r-1"), .integer(5), .integer(nil), .exact(0.1), .exact(nil), .exact(Float(0.1)), .flag(true),
        .empty,
      ]) == "r-1,5,,0.1,,0.1,true,\n")
  }

  @Test(arguments: [
    ("plain", "plain"), ("a b", "a b"), ("a,b", "\"a,b\""), ("say \"x\"", "\"say \"\"x\"\"\""),
    ("two\nlines", "\"two\nlines\""), ("back\r", "\"back\r\""), ("é=σ", "é=σ"), ("", ""),
  ])
  func quoting(value: String, field: String) { #expect(text([.text(value)]) == field + "\n") }
}
