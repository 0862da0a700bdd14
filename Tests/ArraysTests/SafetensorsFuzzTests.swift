import Arrays
import Foundation
import TestSupport
import Testing

/// Whatever the bytes, there is content or an error with a place: nothing traps, and no more memory is taken than the file has.
///
/// `SLUICE_FUZZ=whole` makes 100,000 mutations, as `make soak` does.
@Suite struct SafetensorsFuzzTests {
  static let mutations = ProcessInfo.processInfo.environment["SLUICE_FUZZ"] == "whole" ? 100_000 : 5_000

  /// Reads and, where that succeeds, looks at every number and writes the content again.
  private func survives(_ bytes: [UInt8]) -> Bool {
    do {
      let file = try Safetensors(bytes, file: "f")
      let sizes = file.entries.map { $0.array.bytes.count }
      let numbers = file.entries.map { try? $0.array.numbers() }
      guard zip(numbers, file.entries).allSatisfy({ $0 == nil || $0?.count == $1.array.count }) else {
        return false
      }
      return sizes.reduce(0, +) <= bytes.count && (try? Safetensors(file.bytes, file: "f")) == file
    } catch { return !error.message.isEmpty && error.byte.map { 0...bytes.count ~= $0 } == true }
  }

  @Test(arguments: Fixtures.names) func cutAtEveryByte(name: String) throws {
    let bytes = try Fixtures.bytes(name)
    for count in bytes.indices { #expect(survives(Array(bytes[..<count])), "cut at \(count)") }
  }

  @Test(arguments: Fixtures.names) func withAnyBitFlipped(name: String) throws {
    let bytes = try Fixtures.bytes(name)
    for index in bytes.indices {
      for bit in 0..<8 {
        var changed = bytes
        changed[index] ^= 1 << bit
        #expect(survives(changed), "byte \(index), bit \(bit)")
      }
    }
  }

  @Test func manyMutations() throws {
    var scatter = Scatter(7)
    let originals = try Fixtures.names.map { try Fixtures.bytes($0) }
    var refused = 0
    for mutation in 0..<Self.mutations {
      var bytes = scatter.element(originals)
      for _ in 0..<scatter.integer(1...3) { Self.mutate(&bytes, &scatter, originals) }
      if !survives(bytes) { Issue.record("mutation \(mutation): \(bytes)") }
      if (try? Safetensors(bytes, file: "f")) == nil { refused += 1 }
    }
    // Neither all read nor all refused: the mutations reach both sides.
    #expect(refused > Self.mutations / 3 && refused < Self.mutations)
  }

  /// Words that a header may be edited with.
  private static let words = [
    "{", "}", "[", "]", ",", ":", "\"", "\\", "\\u0000", "\\ud83d", "-1", "0", "18446744073709551616", "1e9",
    "null",
    "9223372036854775807", "\"dtype\":\"F64\"", "\"shape\":[0]", "\"data_offsets\":[0,0]",
    "\"__metadata__\":{},", "\u{0}",
    "\"a\":{\"dtype\":\"I8\",\"shape\":[],\"data_offsets\":[0,1]},", "é", "\u{1F600}", " ", "\n",
  ].map { Array($0.utf8) }

  private static func mutate(_ bytes: inout [UInt8], _ scatter: inout Scatter, _ originals: [[UInt8]]) {
    guard bytes.count > 1 else { return }
    let place = scatter.integer(0...bytes.count - 1)
    switch scatter.integer(0...6) {
    case 0: bytes[place] ^= 1 << UInt8(scatter.integer(0...7))
    case 1: bytes[place] = UInt8(scatter.integer(0...255))
    case 2: bytes.removeSubrange(place..<min(bytes.count, place + scatter.integer(1...40)))
    case 3: bytes.insert(contentsOf: scatter.element(words), at: place)
    case 4:
      let other = scatter.element(originals)
      bytes = Array(bytes[..<place]) + other[scatter.integer(0...other.count - 1)...]
    case 5:
      // The length of the header, near the true one or anything.
      let length = scatter.integer(0...1) == 0 ? UInt64(scatter.integer(0...bytes.count)) : scatter.bits()
      withUnsafeBytes(of: length.littleEndian) { bytes.replaceSubrange(0..<min(8, bytes.count), with: $0) }
    default:
      // A word in the header, whose length is then set right: the mutation reaches what lies behind the first check.
      let word = scatter.element(words)
      let end = min(bytes.count, 200)
      bytes.insert(contentsOf: word, at: min(end, 8 + place % max(1, end)))
      guard bytes.count > 16 else { return }
      let length = bytes[..<8].reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) } &+ UInt64(word.count)
      withUnsafeBytes(of: length.littleEndian) { bytes.replaceSubrange(0..<8, with: $0) }
    }
  }

  /// The costliest headers of the size that is read: nothing in them multiplies.
  @Test(arguments: [
    "[", "{\"a\":", "\"", "{\"a\":{\"shape\":[", "{\"__metadata__\":{\"a\":\"", "0", "{\"\\u0061",
  ])
  func anEndlessHeader(of piece: String) {
    let count = Safetensors.Limit.headerBytes / piece.utf8.count
    let header = Array(repeatElement(Array(piece.utf8), count: count).joined())
    #expect(survives(Fixtures.file("", data: 0) + header))
    var file = Fixtures.file("", data: 0)
    withUnsafeBytes(of: UInt64(header.count).littleEndian) { file.replaceSubrange(0..<8, with: $0) }
    #expect(survives(file + header))
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
