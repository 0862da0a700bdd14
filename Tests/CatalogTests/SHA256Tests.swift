import Digest
import TestSupport
import Testing

/// SHA-256 against the example messages that NIST publishes for FIPS 180, and against itself in pieces.
@Suite struct SHA256Tests {
  @Test(arguments: [
    ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
    ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
    (
      "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
      "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
    ),
    (
      "abcdefghbcdefghicdefghijdefghijkefghijklfghijklmghijklmnhijklmnoijklmnopjklmnopqklmnopqrlmnopqrs"
        + "mnopqrstnopqrstu",
      "cf5b16a778af8380036ce59e7b0492370b249b11e8f07a51afac45037afee9d1"
    ),
  ])
  func publishedMessages(message: String, digest: String) {
    #expect(SHA256.hexadecimal(message.utf8) == digest)
  }

  @Test func millionLetters() {
    let message = repeatElement(UInt8(ascii: "a"), count: 1_000_000)
    let digest = "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"
    #expect(SHA256.hexadecimal(message) == digest)
    #expect(SHA256.hexadecimal(Array(message)) == digest)
  }

  /// Every length around the block and padding boundaries; the literal is hashlib's digest of the digests.
  @Test func everyLengthToThreeHundred() {
    let digests = (0...300).flatMap { length in
      SHA256.digest((0..<length).map { UInt8(truncatingIfNeeded: $0 * 7 + length) })
    }
    #expect(
      SHA256.hexadecimal(digests) == "60d63ff40b5558727a9b786ac0be9300f7ca58fd9ddd3b2f3681b369018a87dc")
  }

  @Test func piecesGiveTheWhole() {
    let message = (0..<300).map { UInt8(truncatingIfNeeded: $0 * 131) }
    let whole = SHA256.digest(message)
    for first in 0...message.count {
      for second in [0, 1, 63, 64, 65, 128] where first + second <= message.count {
        var hash = SHA256()
        hash.update(message[..<first])
        hash.update(message[first..<first + second])
        hash.update(message[(first + second)...])
        #expect(hash.finalize() == whole, "cut at \(first) and \(first + second)")
      }
    }
  }

  /// Updates of any length, byte by byte and number by number among them.
  @Test func anyCutGivesTheWhole() {
    var stream = Scatter(41)
    for _ in 0..<200 {
      var (hash, message) = (SHA256(), [UInt8]())
      for _ in 0..<stream.integer(1...12) {
        let bytes = (0..<stream.integer(0...150)).map { _ in UInt8(truncatingIfNeeded: stream.bits() >> 40) }
        let number = stream.bits()
        hash.update(bytes)
        hash.update(byte: 7)
        hash.update(number: number)
        message += bytes + [7] + (0..<8).map { UInt8(truncatingIfNeeded: number >> (56 - 8 * UInt64($0))) }
      }
      #expect(hash.finalize() == SHA256.digest(message))
    }
  }

  /// A running digest is a value: finishing a copy leaves the original able to go on.
  @Test func copiesAreIndependent() {
    var hash = SHA256()
    hash.update("ab".utf8)
    let early = hash
    hash.update("c".utf8)
    #expect(hash.finalize() == SHA256.digest("abc".utf8))
    #expect(early.finalize() == SHA256.digest("ab".utf8))
  }

  @Test func hexadecimal() {
    #expect(Hexadecimal.text([]) == "")
    #expect(Hexadecimal.text([0x00, 0x0f, 0xf0, 0xff, 0x9a]) == "000ff0ff9a")
  }

  @Test func hexadecimalIsCompared() {
    let bytes: [UInt8] = [0x00, 0x0f, 0xf0]
    let text = Array("000ff0".utf8)
    #expect(Hexadecimal.isText(text[...], of: bytes))
    for index in text.indices {
      var other = text
      other[index] ^= 1
      #expect(!Hexadecimal.isText(other[...], of: bytes))
    }
    #expect(!Hexadecimal.isText(text.dropLast(), of: bytes))
    #expect(!Hexadecimal.isText([], of: bytes))
    #expect(Hexadecimal.isText(Array("x000ff0".utf8).dropFirst(), of: bytes))
  }
}
