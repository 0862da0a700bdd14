import Arrays
import Testing

/// What the Python package writes is read to the last bit, and written again to the last byte.
@Suite struct SafetensorsTests {
  @Test func everyTypeIsReadExactly() throws {
    let file = try Fixtures.read("types")
    let expected: [String: [Double]] = [
      "f64": [0, -0.0, 1, -2.5, 1e-30, 65504, .leastNonzeroMagnitude, -.greatestFiniteMagnitude, 0.1],
      "f32": [
        0, -0.0, 1, -2.5, Double(Float(1e-30)), 65504, Double(Float.leastNonzeroMagnitude),
        Double(Float.greatestFiniteMagnitude), Double(Float(0.1)),
      ],
      "f16": [0, -0.0, 1, -2.5, 0x1p-24, 65504, 0x1.998p-4, 0x1p-14],
      "i64": [0, -1, 0x1p53, -0x1p53], "i32": [0, -1, 2_147_483_647, -2_147_483_648],
      "i16": [0, -1, 32767, -32768], "i8": [0, -1, 127, -128], "u64": [0, 0x1p53],
      "u32": [0, 4_294_967_295], "u16": [0, 65535], "u8": [0, 255], "bool": [1, 0],
    ]
    #expect(Set(file.names) == Set(expected.keys))
    for (name, numbers) in expected {
      let array = try #require(file[name])
      #expect(array.shape == [numbers.count] && array.count == numbers.count)
      #expect(try array.numbers().map(\.bitPattern) == numbers.map(\.bitPattern), "\(name)")
    }
    let half = try #require(try Fixtures.read("bf16")["bf16"]).numbers()
    #expect(half.map(\.bitPattern) == [0, -0.0, 1, -2.5, 0x1.c4p127, 0x1.9ap-4].map(\.bitPattern))
  }

  /// All 65,536 numbers of half precision; the processor's own conversion is the truth.
  @Test func halfPrecisionIsExact() throws {
    let bits = (0...UInt16.max).flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
    var file = Fixtures.file(
      #"{"h":{"dtype":"F16","shape":[65536],"data_offsets":[0,131072]}}"#, data: 131_072)
    file.replaceSubrange((file.count - bits.count)..., with: bits)
    let numbers = try #require(try Safetensors(file, file: "f")["h"]).numbers()
    for (pattern, number) in zip(0...UInt16.max, numbers) {
      let expected = Double(Float16(bitPattern: pattern))
      #expect(number.isNaN ? expected.isNaN : number.bitPattern == expected.bitPattern, "\(pattern)")
    }
  }

  @Test func wordsShapesAndNamesArrive() throws {
    let file = try Fixtures.read("plain")
    #expect(file.metadata == ["format": "pt"])
    #expect(file["scalar"]?.shape == [] && file["nothing"]?.shape == [0, 4])
    #expect(try file["scalar"]?.numbers() == [7])
    #expect(try file["nothing"]?.numbers() == [])
    #expect(file["a"]?.shapeText == "[2, 3]")
    #expect(try file["é \"x\"\\\n"]?.numbers() == [0, 3, 1, 4, 2, 5])
    #expect(file["b"] == nil)
  }

  @Test(arguments: Fixtures.names) func theSameBytesAreWritten(name: String) throws {
    #expect(try Fixtures.read(name).bytes == Fixtures.bytes(name))
  }

  @Test func metadataIsSortedAndTheHeaderPadded() throws {
    let numbers = NumberArray([1 as Float, 2], shape: [2])
    let file = Safetensors([.init("w", numbers)], metadata: ["b": "2", "a": "1", "B": "\u{1F600}\u{1}"])
    let header =
      #"{"__metadata__":{"B":"😀\u0001","a":"1","b":"2"},"w":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}"#
    let padded = header + String(repeating: " ", count: (8 - header.utf8.count % 8) % 8)
    #expect(file.bytes == Fixtures.file(padded, data: 0) + [0, 0, 0x80, 0x3F, 0, 0, 0, 0x40])
    #expect(try Safetensors(file.bytes, file: "f") == file)
  }

  @Test func whatDoublePrecisionCannotHoldIsAnError() throws {
    let array = try #require(try Fixtures.read("inexact")["large"])
    let error = #expect(throws: NumberArray.Inexact.self) { try array.numbers() }
    #expect(error?.description == "its number 1, of type I64, has no exact value in double precision")
    let flags = Fixtures.file(#"{"b":{"dtype":"BOOL","shape":[1],"data_offsets":[0,1]}}"#, data: 0) + [2]
    let odd = try #require(try Safetensors(flags, file: "f")["b"])
    #expect(throws: NumberArray.Inexact.self) { try odd.numbers() }
  }
}
