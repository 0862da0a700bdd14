import Running
import Testing

@Suite struct CSVRowTests {
  private func line(_ build: (inout CSVRow) -> Void) -> String {
    var row = CSVRow()
    build(&row)
    return String(decoding: row.finished(), as: UTF8.self)
  }

  @Test func fieldsAreSeparatedByCommas() {
    let text = line {
      $0.text("r-1")
      $0.integer(5)
      $0.integer(nil)
      $0.exact(0.1)
      $0.exact(nil)
      $0.exact(Float(0.1))
      $0.flag(true)
      $0.empty()
    }
    #expect(text == "r-1,5,,0.1,,0.1,true,\n")
  }

  @Test(arguments: [
    ("plain", "plain"), ("a b", "a b"), ("a,b", "\"a,b\""), ("say \"x\"", "\"say \"\"x\"\"\""),
    ("two\nlines", "\"two\nlines\""), ("back\r", "\"back\r\""), ("é=σ", "é=σ"), ("", ""),
  ])
  func quoting(value: String, field: String) {
    #expect(line { $0.text(value) } == field + "\n")
  }
}
