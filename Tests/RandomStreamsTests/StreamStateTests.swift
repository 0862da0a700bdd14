import Digest
import RandomStreams
import Testing

/// Saved states: every generator goes on exactly, and nothing cut, changed or foreign is accepted.
@Suite struct StreamStateTests {
  private static func error(_ bytes: [UInt8], of expected: Generator? = nil) -> StreamStateError? {
    do {
      _ = try RandomStream(savedState: bytes, of: expected)
      return nil
    } catch { return error }
  }

  @Test(arguments: Generator.all)
  func everyGeneratorGoesOn(generator: Generator) throws {
    for used in [0, 1, 5, 1000] {
      var stream = RandomStream(generator, seed: 42)
      for _ in 0..<used { _ = stream.nextWord() }
      let saved = stream.savedState()
      var restored = try RandomStream(savedState: saved, of: generator)
      #expect(restored.generator == generator)
      #expect(restored.savedState() == saved)
      let differing = (0..<1200).count { _ in restored.nextWord() != stream.nextWord() }
      #expect(differing == 0)
    }
  }

  @Test func savingChangesNothing() {
    var saved = RandomStream(.philox, seed: 6)
    var plain = RandomStream(.philox, seed: 6)
    _ = saved.savedState()
    #expect(saved.nextWord() == plain.nextWord())
  }

  /// The format, byte by byte: it outlives the program.
  @Test func format() {
    var stream = RandomStream(StreamKey(seed: 1, path: []), sequence: 9)
    _ = stream.nextWord()
    let bytes = stream.savedState()
    #expect(Array(bytes[0..<8]) == Array("SLUICERS".utf8))
    #expect(Array(bytes[8..<16]) == [1, 0, 0, 0, 13, 0, 0, 0])
    #expect(Array(bytes[16..<29]) == Array("philox4x32-10".utf8))
    #expect(Array(bytes[29..<37]) == [44, 0, 0, 0, 0, 0, 0, 0])
    #expect(Array(bytes[45..<61]) == [1, 0, 0, 0, 0, 0, 0, 0, 9, 0, 0, 0, 0, 0, 0, 0])
    #expect(Array(bytes[77..<81]) == [1, 0, 0, 0])
    #expect(Array(bytes[81...]) == SHA256.digest(bytes[..<81]))
    #expect(bytes.count == 113)
  }

  @Test(arguments: ["philox4x32-10", "mt19937", "rand48"])
  func everyCutIsRefused(name: String) throws {
    let bytes = RandomStream(try Generator(named: name), seed: 1).savedState()
    for count in 0..<bytes.count {
      let found = Self.error(Array(bytes[..<count]))
      #expect(found == (count < 8 ? .notAState : .damaged), "cut to \(count) bytes")
    }
    #expect(Self.error(bytes + [0]) == .damaged)
  }

  @Test(arguments: ["philox4x32-10", "taus2"])
  func everyFlipIsRefused(name: String) throws {
    let bytes = RandomStream(try Generator(named: name), seed: 1).savedState()
    for position in bytes.indices {
      for bit in 0..<8 {
        var flipped = bytes
        flipped[position] ^= 1 << UInt8(bit)
        switch Self.error(flipped) {
        case .notAState: #expect(position < 8)
        case .otherFormat: #expect((8..<12).contains(position))
        case .damaged: #expect(position >= 12)
        case let other: Issue.record("byte \(position), bit \(bit): \(String(describing: other))")
        }
      }
    }
  }

  /// taus and taus2 keep states of the same size, which GSL's own reader would exchange without a word.
  @Test func anotherGeneratorIsRefused() throws {
    let taus2 = try Generator(named: "taus2")
    let saved = RandomStream(try Generator(named: "taus"), seed: 1).savedState()
    #expect(Self.error(saved, of: taus2) == .otherGenerator(found: "taus", expected: "taus2"))
    #expect(Self.error(saved) == nil)
  }

  /// Sealed anew, so that only what the seal covers is wrong.
  private static func sealed(name: String, size: UInt8, state: [UInt8]) -> [UInt8] {
    let body: [UInt8] =
      Array("SLUICERS".utf8) + [1, 0, 0, 0, UInt8(name.utf8.count), 0, 0, 0] + Array(name.utf8)
      + [size, 0, 0, 0, 0, 0, 0, 0] + state
    return body + SHA256.digest(body)
  }

  @Test func sealedNonsenseIsRefused() {
    let zeros = [UInt8](repeating: 0, count: 24)
    #expect(Self.error(Self.sealed(name: "taus2", size: 24, state: zeros)) == nil)
    #expect(Self.error(Self.sealed(name: "taus2", size: 25, state: zeros)) == .damaged)
    #expect(
      Self.error(Self.sealed(name: "taus2", size: 23, state: zeros.dropLast()))
        == .otherSize(generator: "taus2", found: 23, expected: 24))
    #expect(
      Self.error(Self.sealed(name: "tausend", size: 24, state: zeros)) == .unknownGenerator(name: "tausend"))
    let short = Array("SLUICERS".utf8) + [1, 0, 0, 0, 200, 0, 0, 0, 65]
    #expect(Self.error(short + SHA256.digest(short)) == .damaged)
    #expect(Self.error([]) == .notAState)
  }

  @Test(arguments: [
    (StreamStateError.notAState, "this is not the saved state of a random stream"),
    (.otherFormat(version: 2), "the stream state has format 2, this Sluice reads format 1"),
    (.damaged, "the stream state is damaged: its checksum does not hold"),
    (
      .otherGenerator(found: "taus", expected: "taus2"),
      "the stream state belongs to taus, expected taus2"
    ),
    (
      .otherSize(generator: "taus", found: 3, expected: 24),
      "the stream state of taus has 3 bytes, this GSL keeps 24"
    ),
  ])
  func messages(error: StreamStateError, text: String) {
    #expect(error.description == text)
  }
}
