import Arrays
import Testing

/// Every malformed file is refused with exactly this message.
@Suite struct MalformedSafetensorsTests {
  /// A header, the bytes behind it, and the message.
  struct Case: Sendable, CustomTestStringConvertible {
    let header: String
    let data: Int
    let message: String
    var testDescription: String { header }

    init(_ header: String, _ data: Int = 0, _ message: String) {
      (self.header, self.data, self.message) = (header, data, message)
    }
  }

  static let cases = [
    Case(#""#, 0, "f: byte 8: the header of a safetensors file begins with {"),
    Case(#" {}"#, 0, "f: byte 8: the header of a safetensors file begins with {"),
    Case(#"[]"#, 0, "f: byte 8: the header of a safetensors file begins with {"),
    Case(#"{"#, 0, "f: byte 9: found the end; expected a name in quotes"),
    Case(#"{}x"#, 0, "f: byte 10: found 'x'; expected the end"),
    Case(#"{} {}"#, 0, "f: byte 11: found '{'; expected the end"),
    Case(#"{"a"}"#, 0, #"f: byte 12: found '}'; expected a colon after the name "a""#),
    Case(#"{"a":}"#, 0, "f: byte 13: found '}'; expected an object, which begins with {"),
    Case(#"{'a':1}"#, 0, "f: byte 9: found '''; expected a name in quotes"),
    Case(#"{a:1}"#, 0, "f: byte 9: found 'a'; expected a name in quotes"),
    Case(#"{"a":null}"#, 0, "f: byte 13: found 'n'; expected an object, which begins with {"),
    Case(#"{"a":[]}"#, 0, "f: byte 13: found '['; expected an object, which begins with {"),
    Case(#"{"a":{}}"#, 0, #"f: byte 9: "a" lacks dtype, shape, data_offsets"#),
    Case(#"{"":{"dtype":"I8","shape":[],"data_offsets":[0,1]}}"#, 1, "f: byte 9: an array has no name"),
    Case(#"{"a":{"dtype":"I8","shape":[1]}}"#, 1, #"f: byte 9: "a" lacks data_offsets"#),
    Case(#"{"a":{"dtype":"I8","data_offsets":[0,1]}}"#, 1, #"f: byte 9: "a" lacks shape"#),
    Case(
      #"{"a":{"dtype":"F33","shape":[1],"data_offsets":[0,4]}}"#, 4,
      #"f: byte 22: "a" is of type "F33", which is not read; expected one of F64, F32, F16, BF16, I64, I32, I16, I8, U64, U32, U16, U8, BOOL"#
    ),
    Case(
      #"{"a":{"dtype":"f32","shape":[1],"data_offsets":[0,4]}}"#, 4,
      #"f: byte 22: "a" is of type "f32", which is not read; expected one of F64, F32, F16, BF16, I64, I32, I16, I8, U64, U32, U16, U8, BOOL"#
    ),
    Case(
      #"{"a":{"dtype":7,"shape":[1],"data_offsets":[0,4]}}"#, 4,
      "f: byte 22: found '7'; expected the name of a type in quotes"),
    Case(
      #"{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4],"strides":[1]}}"#, 4,
      #"f: byte 61: "strides" is not a key of an array; expected dtype, shape, data_offsets"#),
    Case(
      #"{"a":{"dtype":"F32","shape":[1],"shape":[1],"data_offsets":[0,4]}}"#, 4,
      #"f: byte 40: the name "shape" appears twice"#),
    Case(
      #"{"a":{"dtype":"F32","shape":1,"data_offsets":[0,4]}}"#, 4,
      "f: byte 36: found '1'; expected a list, which begins with ["),
    Case(
      #"{"a":{"dtype":"F32","shape":[-1],"data_offsets":[0,4]}}"#, 4,
      "f: byte 37: found -1; expected a length from 0"),
    Case(
      #"{"a":{"dtype":"F32","shape":[1.0],"data_offsets":[0,4]}}"#, 4,
      "f: byte 37: found a number that is not whole; expected a length from 0"),
    Case(
      #"{"a":{"dtype":"F32","shape":[1e0],"data_offsets":[0,4]}}"#, 4,
      "f: byte 37: found a number that is not whole; expected a length from 0"),
    Case(
      #"{"a":{"dtype":"F32","shape":["1"],"data_offsets":[0,4]}}"#, 4,
      #"f: byte 37: found '"'; expected a length from 0"#),
    Case(
      #"{"a":{"dtype":"F32","shape":[01],"data_offsets":[0,4]}}"#, 4,
      "f: byte 37: found 01, which has a leading zero; expected a length from 0"),
    Case(
      #"{"a":{"dtype":"F32","shape":[1,1,1,1,1,1,1,1,1],"data_offsets":[0,4]}}"#, 4,
      #"f: byte 53: found more than 8 dimensions of "a""#),
    Case(
      #"{"a":{"dtype":"F32","shape":[1,],"data_offsets":[0,4]}}"#, 4,
      "f: byte 39: found ']'; expected a length from 0"),
    Case(
      #"{"a":{"dtype":"F32","shape":[9223372036854775807,2],"data_offsets":[0,4]}}"#, 4,
      #"f: byte 9: "a" has 4 bytes; F32 of shape [9223372036854775807, 2] takes more than there are"#),
    Case(
      #"{"a":{"dtype":"F32","shape":[9223372036854775808],"data_offsets":[0,4]}}"#, 4,
      "f: byte 37: found 9223372036854775808, which is too large; expected a length from 0"),
    Case(
      #"{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,4]}}"#, 4,
      #"f: byte 9: "a" has 4 bytes; F32 of shape [2] takes 8"#),
    Case(
      #"{"a":{"dtype":"F64","shape":[1],"data_offsets":[0,4]}}"#, 4,
      #"f: byte 9: "a" has 4 bytes; F64 of shape [1] takes 8"#),
    Case(
      #"{"a":{"dtype":"F32","shape":[1],"data_offsets":[0]}}"#, 4,
      #"f: byte 9: "a" has the data_offsets [0]; expected its first byte and the one after its last, at most 4"#
    ),
    Case(
      #"{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4,8]}}"#, 4,
      #"f: byte 60: found more than 2 offsets of "a""#),
    Case(
      #"{"a":{"dtype":"F32","shape":[1],"data_offsets":[4,0]}}"#, 4,
      #"f: byte 9: "a" has the data_offsets [4, 0]; expected its first byte and the one after its last, at most 4"#
    ),
    Case(
      #"{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}"#, 0,
      #"f: byte 9: "a" has the data_offsets [0, 4]; expected its first byte and the one after its last, at most 0"#
    ),
    Case(
      #"{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}"#, 5,
      "f: byte 8: the arrays take 4 bytes, and 5 follow the header; expected no more than the arrays take"),
    Case(
      #"{"a":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}"#, 8,
      #"f: byte 9: "a" begins at byte 4 of the numbers; expected 0, for arrays follow each other without holes"#
    ),
    Case(
      #"{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"b":{"dtype":"F32","shape":[1],"data_offsets":[2,6]}}"#,
      6, #"f: byte 62: "b" begins at byte 2 of the numbers, within "a""#),
    Case(
      #"{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"b":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}"#,
      4, #"f: byte 62: "b" begins at byte 0 of the numbers, within "a""#),
    Case(
      #"{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"b":{"dtype":"F32","shape":[1],"data_offsets":[5,9]}}"#,
      9,
      #"f: byte 62: "b" begins at byte 5 of the numbers; expected 4, for arrays follow each other without holes"#
    ),
    Case(
      #"{"a":{"dtype":"I8","shape":[],"data_offsets":[0,1]},"a":{"dtype":"I8","shape":[],"data_offsets":[1,2]}}"#,
      2, #"f: byte 60: the name "a" appears twice"#),
    Case(
      #"{"a":{"dtype":"I8","shape":[],"data_offsets":[0,1]}"b"}"#, 1,
      #"f: byte 59: found '"'; expected a comma or } after a member of an object"#),
    Case(
      #"{"a":{"dtype":"I8","shape":[],"data_offsets":[0,1]},}"#, 1,
      "f: byte 60: found '}'; expected a name in quotes"),
    Case(#"{"__metadata__":[]}"#, 0, "f: byte 24: found '['; expected an object, which begins with {"),
    Case(
      #"{"__metadata__":{"a":1}}"#, 0,
      "f: byte 29: found '1'; expected a text, for metadata holds texts alone"),
    Case(#"{"__metadata__":{"a":"1","a":"2"}}"#, 0, #"f: byte 33: the name "a" appears twice"#),
    Case(#"{"__metadata__":{},"__metadata__":{}}"#, 0, #"f: byte 27: the name "__metadata__" appears twice"#),
    Case(
      #"{"a\x":1}"#, 0, #"f: byte 11: found an unknown escape; expected one of \" \\ \/ \b \f \n \r \t \u"#),
    Case(
      #"{"a\u12":1}"#, 0,
      #"f: byte 11: found an escape that is no character; expected \u and four hexadecimal digits"#),
    Case(
      #"{"\ud800":1}"#, 0,
      #"f: byte 10: found an escape that is no character; expected \u and four hexadecimal digits"#),
    Case(
      #"{"\udc00":1}"#, 0,
      #"f: byte 10: found an escape that is no character; expected \u and four hexadecimal digits"#),
    Case(
      #"{"\ud800\u0041":1}"#, 0,
      #"f: byte 10: found an escape that is no character; expected \u and four hexadecimal digits"#),
    Case("{\"a\tb\":1}", 0, #"f: byte 11: found a control character in a text; expected \u00…"#),
    Case(#"{"a"#, 0, "f: byte 9: found a text without its closing quote"),
    Case(#"{"a\"#, 0, "f: byte 11: found a text without its closing quote"),
    Case("\u{FEFF}{}", 0, "f: byte 8: the header of a safetensors file begins with {"),
  ]

  @Test(arguments: cases) func messageIsExact(example: Case) {
    let found = Fixtures.message(Fixtures.file(example.header, data: example.data))
    #expect(found == example.message, "<<<\(example.header)\n\(found)\n>>>")
  }

  @Test func theLengthIsHeldAgainstTheFile() throws {
    #expect(
      Fixtures.message([1, 2, 3])
        == "f: byte 3: found 3 bytes; a safetensors file begins with the length of its header in 8")
    #expect(
      Fixtures.message(Array(repeating: 0xFF, count: 20))
        == "f: byte 0: found a header of 18446744073709551615 bytes; at most 16777216 are read, so this is no safetensors file"
    )
    #expect(
      Fixtures.message(Array(Fixtures.file("{}", data: 0).dropLast()))
        == "f: byte 0: found a header of 2 bytes in a file of 9; the file has been cut, or is no safetensors file"
    )
    #expect(Fixtures.message(Fixtures.file("{}", data: 0)) == "")
  }

  @Test func aTypeThatIsNotReadIsNamed() throws {
    #expect(
      Fixtures.message(try Fixtures.bytes("f8"))
        == "f: byte 23: \"f8\" is of type \"F8_E4M3\", which is not read; expected one of F64, F32, F16, BF16, I64, I32, I16, I8, U64, U32, U16, U8, BOOL"
    )
  }

  /// A name of a megabyte is not repeated in full.
  @Test func messagesStayShort() {
    let name = String(repeating: "x", count: 1 << 20)
    #expect(Fixtures.message(Fixtures.file("{\"\(name)\":3}", data: 0)).count < 200)
    #expect(Fixtures.message(Fixtures.file("{\"\(name)\":{\"dtype\":\"\(name)\"}}", data: 0)).count < 400)
  }
}
