import CKernels
import TestSupport
import Testing

/// The compression of blocks on every path against published digests, and the paths against one another.
@Suite struct SHA256KernelTests {
  /// The digest as FIPS 180-4 puts it together around the compression, in one call.
  private static func digest(_ message: [UInt8], _ table: ckernels_table) -> String {
    var padded = message + [0x80]
    padded += Array(repeating: 0, count: (120 - padded.count % 64) % 64)
    padded += (0..<8).map { UInt8(truncatingIfNeeded: UInt64(message.count * 8) >> (56 - 8 * UInt64($0))) }
    var state: [UInt32] = [
      0x6a09_e667, 0xbb67_ae85, 0x3c6e_f372, 0xa54f_f53a, 0x510e_527f, 0x9b05_688c, 0x1f83_d9ab, 0x5be0_cd19,
    ]
    table.sha256_blocks(&state, padded, padded.count / 64)
    return state.map { word in
      let digits = String(word, radix: 16)
      return String(repeating: "0", count: 8 - digits.count) + digits
    }.joined()
  }

  @Test(arguments: [
    ("", 1, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
    ("abc", 1, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
    (
      "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq", 1,
      "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
    ),
    ("a", 1_000_000, "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"),
  ])
  func publishedMessagesOnEveryPath(text: String, times: Int, digest: String) {
    let message = Array(String(repeating: text, count: times).utf8)
    for table in tables { #expect(Self.digest(message, table) == digest, "\(table.path)") }
  }

  /// Some blocks at once or one by one, from any state, at any address.
  @Test func pathsAgreeOnAnyBlocks() {
    var scatter = Scatter(256)
    let bytes = (0..<64 * 9 + 3).map { _ in UInt8(truncatingIfNeeded: scatter.bits() >> 32) }
    let start = (0..<8).map { _ in UInt32(truncatingIfNeeded: scatter.bits() >> 32) }
    for offset in 0...3 {
      for count in 0...9 {
        var expected = start
        bytes.withUnsafeBufferPointer { bytes in
          for block in 0..<count {
            portable.sha256_blocks(&expected, bytes.baseAddress! + offset + 64 * block, 1)
          }
          for table in tables {
            var state = start
            table.sha256_blocks(&state, bytes.baseAddress! + offset, count)
            #expect(state == expected, "\(count) blocks on \(table.path)")
          }
        }
        #expect((expected == start) == (count == 0))
      }
    }
  }
}
