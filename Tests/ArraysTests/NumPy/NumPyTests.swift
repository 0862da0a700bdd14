import Arrays
import TestSupport
import Testing

/// What NumPy writes is read to the last bit.
@Suite struct NumPyTests {
  private func numbers(_ file: ArrayFile, _ name: String) throws -> [Double] {
    guard case .numbers(let array)? = try file.array(named: name) else { return [] }
    return try array.numbers()
  }

  private func texts(_ file: ArrayFile, _ name: String) throws -> [String] {
    guard case .texts(let texts, _)? = try file.array(named: name) else { return [] }
    return texts
  }

  @Test(arguments: ["types", "deflated", "big_endian"]) func everyTypeIsReadExactly(archive: String) throws {
    let file = try Fixtures.archive(archive)
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
    #expect(Set(file.names).isSuperset(of: expected.keys))
    for (name, numbers) in expected {
      let content = try #require(try file.array(named: name))
      #expect(content.shape == [numbers.count])
      #expect(try self.numbers(file, name).map(\.bitPattern) == numbers.map(\.bitPattern), "\(name)")
    }
  }

  @Test func whatDeflateShrinksComesBack() throws {
    let file = try Fixtures.archive("deflated")
    #expect(try file.array(named: "ones")?.shape == [100, 100])
    #expect(try numbers(file, "ones") == Array(repeating: 1, count: 10_000))
    #expect(try texts(Fixtures.archive("big_endian"), "text") == ["é", "\u{1F600}"])
  }

  /// Column by column in the file, the last dimension fastest when read.
  @Test func ordersAndShapesArrive() throws {
    let file = try Fixtures.archive("shapes")
    #expect(
      file.names == ["c", "fortran", "matrix", "texts", "scalar", "nothing", "no_texts", "flags"])
    for name in ["c", "fortran"] {
      #expect(try file.array(named: name)?.shape == [2, 3, 4])
      #expect(try numbers(file, name) == (0..<24).map(Double.init), "\(name)")
    }
    #expect(try numbers(file, "matrix") == [0, 1, 2, 3, 4, 5])
    #expect(try file.array(named: "texts")?.shape == [3, 2])
    #expect(try texts(file, "texts") == ["a", "b", "c", "d", "e", "f"])
    #expect(try file.array(named: "scalar")?.shape == [] && numbers(file, "scalar") == [7.5])
    #expect(try file.array(named: "nothing")?.shape == [0, 4] && numbers(file, "nothing") == [])
    #expect(try file.array(named: "no_texts") == .texts([], shape: [0]))
    #expect(try file.array(named: "flags")?.shape == [2, 1] && numbers(file, "flags") == [1, 0])
    #expect(try file.array(named: "C") == nil)
  }

  @Test func textsArriveInEitherForm() throws {
    let file = try Fixtures.archive("texts")
    #expect(try texts(file, "unicode") == ["", "é", "\u{1F600} x", "a\0b"])
    #expect(try texts(file, "bytes") == ["", "é", "walk"])
    #expect(try file.array(named: "scalar") == .texts(["word"], shape: []))
    #expect(try numbers(file, "a name/é") == [1])
  }

  /// Sizes behind the data, headers of versions 2 and 3, a file that is no array, a comment.
  @Test func archivesOfOtherProgramsAreRead() throws {
    let file = try Fixtures.archive("streamed")
    #expect(file.names == ["x", "y"])
    #expect(try numbers(file, "x") == [0, 1, 2] && numbers(file, "y") == [0, 1, 2])
    #expect(try Fixtures.archive("none").names == [])
  }

  /// A comment may look like the directory's end; its length tells.
  @Test func aCommentIsNoDirectory() throws {
    var archive = ZipFile(numPy("{'descr':'<i2','fortran_order':False,'shape':(1,)}", [7, 0]))
    archive.comment = [0x50, 0x4B, 5, 6] + Array(repeating: 0, count: 30)
    #expect(try numbers(ArrayFile(archive.bytes, file: "f"), "a") == [7])
  }

  /// Four bytes hold no size from 2³² on: then the directory has them in the field of Zip64, whose sizes are the true ones here.
  @Test func sizesOfZip64AreRead() throws {
    let array = numPy("{'descr':'<i2','fortran_order':False,'shape':(1,)}", [7, 0])
    let archive = ZipFile(array) {
      ($0.size, $0.packedSize, $0.offset) = (0xFFFF_FFFF, 0xFFFF_FFFF, 0xFFFF_FFFF)
      // Some other field comes first.
      $0.extra = little(0x5455, 2) + little(1, 2) + [0] + little(1, 2) + little(24, 2)
      $0.extra += little(array.count, 8) + little(array.count, 8) + little(0, 8)
    }
    #expect(try numbers(ArrayFile(archive.bytes, file: "f"), "a") == [7])
    // Of the sizes alone, the field holds no more.
    let sizes = ZipFile(array) {
      ($0.size, $0.extra) = (0xFFFF_FFFF, little(1, 2) + little(8, 2) + little(array.count, 8))
    }
    #expect(try numbers(ArrayFile(sizes.bytes, file: "f"), "a") == [7])
  }

  /// The end of a directory of Zip64 stands before the usual one, which points to it.
  @Test func aDirectoryOfZip64IsRead() throws {
    var archive = ZipFile(numPy("{'descr':'<i2','fortran_order':False,'shape':(1,)}", [7, 0]))
    let plain = archive.bytes
    let first = plain.count - 22 - (46 + 5)
    (archive.count, archive.directory) = (0xFFFF, 0xFFFF_FFFF)
    let bytes = archive.bytes
    let end =
      [0x50, 0x4B, 6, 6] + little(44, 8) + little(45, 2) + little(45, 2) + little(0, 8) + little(1, 8)
      + little(1, 8) + little(51, 8) + little(first, 8)
    let locator = [0x50, 0x4B, 6, 7] + little(0, 4) + little(bytes.count - 22, 8) + little(1, 4)
    let whole = Array(bytes.dropLast(22)) + end + locator + bytes.suffix(22)
    #expect(try numbers(ArrayFile(whole, file: "f"), "a") == [7])
  }

  @Test func eitherFormIsKnownByItsFirstBytes() throws {
    #expect(ArrayFile.isRecognized(try Fixtures.bytes("types", "npz")))
    #expect(ArrayFile.isRecognized(try Fixtures.bytes("none", "npz")))
    #expect(ArrayFile.isRecognized(try Fixtures.bytes("types")))
    #expect(ArrayFile.isRecognized(numPy("{}")))
    #expect(!ArrayFile.isRecognized(Array("id,x,label\n".utf8)) && !ArrayFile.isRecognized([]))
    let file = try ArrayFile(Fixtures.bytes("plain"), file: "f")
    #expect(file.names.contains("scalar") && file.names.count == 4)
    #expect(try numbers(file, "a") == [0, 1, 2, 3, 4, 5])
  }
}
