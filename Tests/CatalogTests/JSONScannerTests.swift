import Catalog
import Testing

/// What RFC 8259 allows is read, value by value; what it does not is refused with the byte.
@Suite struct JSONScannerTests {
  private func scan<Value>(
    _ text: String, _ read: (inout JSONScanner) throws(JSONError) -> Value
  ) throws(JSONError) -> Value {
    var scanner = JSONScanner(Array(text.utf8)[...])
    let value = try read(&scanner)
    try scanner.end()
    return value
  }

  private func string(_ text: String) throws(JSONError) -> String {
    try scan(text) { scanner throws(JSONError) in try scanner.string("a text") }
  }

  private func integer(_ text: String) throws(JSONError) -> Int {
    try scan(text) { scanner throws(JSONError) in try scanner.integer("a number") }
  }

  @Test func textsAreUnescaped() throws {
    #expect(
      try string(#" "a\"\\\/\b\f\n\r\t\u00e9\u00E9\ud83d\uDE00é😀" "#) == "a\"\\/\u{8}\u{C}\n\r\té\u{E9}😀é😀")
    #expect(try string("\"\"") == "")
    // Every text that the writer quotes comes back.
    let texts =
      (0...0x2FF).compactMap { Unicode.Scalar($0).map { String(Character($0)) } } + ["a\u{0}b", "\u{10FFFF}"]
    for text in texts { #expect(try string(JSON.quoted(text)) == text) }
  }

  @Test(arguments: [0, -1, 10, Int.max, Int.min]) func wholeNumbersAreExact(number: Int) throws {
    #expect(try integer(" \(number)\n") == number)
  }

  @Test func objectsAndListsAreWalked() throws {
    let text = #"{ "a" : [ 1 , 2,3 ] , "b":[] , "c" : {} }"#
    var found: [String] = []
    try scan(text) { scanner throws(JSONError) in
      try scanner.object { name, place, scanner throws(JSONError) in
        if name == "c" { return try scanner.object { _, _, _ in found.append("nothing is here") } }
        found.append("\(name) at \(place)")
        try scanner.array { scanner throws(JSONError) in found.append("\(try scanner.integer("a number"))") }
      }
    }
    #expect(found == ["a at 2", "1", "2", "3", "b at 22"])
  }

  @Test(arguments: [
    ("1.5", "byte 0: found a number that is not whole; expected a number"),
    ("-", "byte 0: found '-'; expected a number"), ("+1", "byte 0: found '+'; expected a number"),
    ("-01", "byte 0: found -01, which has a leading zero; expected a number"),
    ("9223372036854775808", "byte 0: found 9223372036854775808, which is too large; expected a number"),
    ("  1 2", "byte 4: found '2'; expected the end"),
    ("\u{7F}", "byte 0: found the byte 0x7f; expected a number"),
  ])
  func whatIsNoWholeNumberIsRefused(text: String, message: String) {
    let error = #expect(throws: JSONError.self) { try integer(text) }
    #expect(error?.description == message)
  }

  @Test func bytesThatAreNoTextAreRefused() {
    for bytes: [UInt8] in [
      [0x22, 0xFF, 0x22], [0x22, 0xC0, 0x80, 0x22], [0x22, 0xED, 0xA0, 0x80, 0x22], [0x22, 0xC3, 0x22],
    ] {
      var scanner = JSONScanner(bytes[...])
      let error = #expect(throws: JSONError.self) { try scanner.string("a text") }
      #expect(error?.description == "byte 0: found a text that is not UTF-8")
    }
  }

  /// Places count from the first byte that is read, wherever that lies in an array.
  @Test func placesCountFromTheStart() {
    var scanner = JSONScanner(Array("xxxx  true".utf8)[4...])
    let error = #expect(throws: JSONError.self) { try scanner.integer("a number") }
    #expect(error?.byte == 2)
  }
}

/// Values of any type come back as they were written.
@Suite struct JSONValueTests {
  private func text(_ text: String) throws(JSONError) -> String { try JSON(Array(text.utf8)).text(.compact) }

  @Test(arguments: [
    #"{"a":[1,-2.5,true,false,null,"é\n"],"b":{}}"#, "[]", #""""#, "0", "-9223372036854775808", "1e-07",
    #"[[[{"x":[]}]]]"#,
  ])
  func valuesComeBack(written: String) throws { #expect(try text(written) == written) }

  @Test func membersAreFound() throws {
    let json = try JSON(Array(#"{"a": {"b": "c", "n": 3}, "l": [1, 2]}"#.utf8))
    #expect(json["a"]?["b"]?.string == "c" && json["a"]?["n"]?.integer == 3 && json["l"]?.items.count == 2)
    #expect(
      json["x"] == nil && json["a"]?.string == nil && json["l"]?["a"] == nil
        && json["a"]?.items.isEmpty == true)
  }

  @Test(arguments: [
    "", "{", "[1,]", "tru", "nan", "0x10", "1 2", #"{"a":1,"a":2}"#, "infinity", "+", "{a:1}",
    String(repeating: "[", count: 33) + String(repeating: "]", count: 33),
  ])
  func otherTextsAreRefused(text: String) { #expect(throws: JSONError.self) { try self.text(text) } }

  @Test func settingsComeBack() throws {
    let value = ParameterValue.map([
      "list": .list([.number(1), .text("x"), .flag(true)]), "number": .number(0.25), "map": .map([:]),
    ])
    #expect(try ParameterValue(JSON(Array(value.canonicalText.utf8))) == value)
    #expect(try ParameterValue(JSON(Array(#"{"a":[null]}"#.utf8))) == nil)
  }
}
