import Arrays
import TestSupport
import Testing

/// Whatever the bytes, there is content or an error with a place: nothing traps, and no more memory is taken than the file has.
///
/// `SLUICE_FUZZ=whole` makes 100,000 mutations, as `make soak` does.
@Suite struct SafetensorsFuzzTests {
  /// Reads and, where that succeeds, looks at every number and writes the content again.
  private func read(_ bytes: [UInt8]) -> Reading {
    Reading(
      isRefusal: { error in
        guard let error = error as? ArrayFileError else { return false }
        return !error.message.isEmpty && error.byte.map { 0...bytes.count ~= $0 } == true
      },
      isSound: {
        let file = try Safetensors(bytes, file: "f")
        let sizes = file.entries.map { $0.array.bytes.count }
        let numbers = file.entries.map { try? $0.array.numbers() }
        return zip(numbers, file.entries).allSatisfy { $0 == nil || $0?.count == $1.array.count }
          && sizes.reduce(0, +) <= bytes.count && (try? Safetensors(file.bytes, file: "f")) == file
      })
  }

  @Test(arguments: Fixtures.names) func cutAtEveryByte(name: String) throws {
    #expect(DamageReport(cutting: try Fixtures.bytes(name), by: read).faults == [])
  }

  @Test(arguments: Fixtures.names) func withAnyBitFlipped(name: String) throws {
    #expect(DamageReport(flippingBitsOf: try Fixtures.bytes(name), by: read).faults == [])
  }

  @Test func manyMutations() throws {
    let originals = try Fixtures.names.map { try Fixtures.bytes($0) }
    let edits = Self.edits(originals)
    let report = DamageReport(
      copies: Fixtures.mutations, seed: 7,
      { _, scatter in edits.damaged(scatter.element(originals), &scatter) }, by: read)
    #expect(report.faults == [])
    // Neither all read nor all refused: the mutations reach both sides.
    #expect(report.refused > Fixtures.mutations / 3 && report.read > 0)
  }

  /// Words that a header may be edited with.
  private static let words = [
    "{", "}", "[", "]", ",", ":", "\"", "\\", "\\u0000", "\\ud83d", "-1", "0", "18446744073709551616", "1e9",
    "null",
    "9223372036854775807", "\"dtype\":\"F64\"", "\"shape\":[0]", "\"data_offsets\":[0,0]",
    "\"__metadata__\":{},", "\u{0}",
    "\"a\":{\"dtype\":\"I8\",\"shape\":[],\"data_offsets\":[0,1]},", "é", "\u{1F600}", " ", "\n",
  ].map { Array($0.utf8) }

  private static func edits(_ originals: [[UInt8]]) -> [Edit] {
    [.flip, .set, .remove(1...40), .insert(words), splice(originals), headerLength, headerWord]
  }

  /// Goes on as another file does.
  private static func splice(_ originals: [[UInt8]]) -> Edit {
    Edit { bytes, place, scatter in
      let other = scatter.element(originals)
      bytes = Array(bytes[..<place]) + other[scatter.integer(0...other.count - 1)...]
    }
  }

  /// The length of the header, near the true one or anything.
  private static let headerLength = Edit { bytes, _, scatter in
    let length = scatter.integer(0...1) == 0 ? UInt64(scatter.integer(0...bytes.count)) : scatter.bits()
    withUnsafeBytes(of: length.littleEndian) { bytes.replaceSubrange(0..<min(8, bytes.count), with: $0) }
  }

  /// A word in the header, whose length is then set right: the mutation reaches what lies behind the first check.
  private static let headerWord = Edit { bytes, place, scatter in
    let word = scatter.element(words)
    let end = min(bytes.count, 200)
    bytes.insert(contentsOf: word, at: min(end, 8 + place % max(1, end)))
    guard bytes.count > 16 else { return }
    let length = bytes[..<8].reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) } &+ UInt64(word.count)
    withUnsafeBytes(of: length.littleEndian) { bytes.replaceSubrange(0..<8, with: $0) }
  }

  /// The costliest headers of the size that is read: nothing in them multiplies.
  @Test(arguments: [
    "[", "{\"a\":", "\"", "{\"a\":{\"shape\":[", "{\"__metadata__\":{\"a\":\"", "0", "{\"\\u0061",
  ])
  func anEndlessHeader(of piece: String) {
    let count = Safetensors.Limit.headerBytes / piece.utf8.count
    let header = Array(repeatElement(Array(piece.utf8), count: count).joined())
    #expect(read(Fixtures.file("", data: 0) + header).isSound)
    var file = Fixtures.file("", data: 0)
    withUnsafeBytes(of: UInt64(header.count).littleEndian) { file.replaceSubrange(0..<8, with: $0) }
    #expect(read(file + header).isSound)
  }

  @Test func asManyArraysAsAreRead() throws {
    func header(_ count: Int) -> [UInt8] {
      let members = (0..<count).map { #""n\#($0)":{"dtype":"U8","shape":[0],"data_offsets":[0,0]}"# }
      return Fixtures.file("{\(members.joined(separator: ","))}", data: 0)
    }
    #expect(try Safetensors(header(Safetensors.Limit.arrays), file: "f").entries.count == 65_536)
    #expect(
      Fixtures.message(header(Safetensors.Limit.arrays + 1)).hasSuffix(
        "found more than 65536 arrays, which is the limit"))
  }
}
