import TestSupport
import Testing

/// Entries of archives that do not unpack to what the directory says are refused with exactly these messages.
@Suite struct MalformedEntryTests {
  private static let good = MalformedArchive.good

  private static let cases: [MalformedArchive] = [
    .init(
      "another method", good, { $0.method = 9 },
      "f: byte 0: 'a.npy' is packed by method 9; expected stored (0) or deflated (8)"),
    .init(
      "a wrong checksum", good, { $0.checksum = 0 },
      "f: byte 0: 'a.npy' does not have the checksum that the directory says; it is damaged"),
    .init(
      "a wrong checksum of a deflated array", good,
      {
        $0 = $0.deflated; $0.checksum = 0
      }, "f: byte 0: 'a.npy' does not have the checksum that the directory says; it is damaged"),
    .init(
      "a stored size that differs", good, { $0.size = 3 },
      "f: byte 0: 'a.npy' is stored in 62 bytes, and the directory says 3"),
    .init(
      "deflated to less", good,
      {
        $0 = $0.deflated; $0.size = $0.content.count + 1
      }, "f: byte 0: 'a.npy' does not unpack to its 63 bytes; it is damaged"),
    .init(
      "deflated to more", good,
      {
        $0 = $0.deflated; $0.size = $0.content.count - 1
      }, "f: byte 0: 'a.npy' does not unpack to its 61 bytes; it is damaged"),
    .init(
      "bytes behind the deflated ones", good,
      {
        $0 = $0.deflated; $0.packed.append(0)
      }, "f: byte 0: 'a.npy' does not unpack to its 62 bytes; it is damaged"),
    .init(
      "deflated bytes that are none", good, { $0.method = 8 },
      "f: byte 0: 'a.npy' does not unpack to its 62 bytes; it is damaged"),
    .init(
      "deflated and cut", good,
      {
        $0 = $0.deflated; $0.packed.removeLast()
      }, "f: byte 0: 'a.npy' does not unpack to its 62 bytes; it is damaged"),
    .init(
      "more than deflate can do", good,
      {
        $0 = $0.deflated; $0.size = 0x7FFF_FFFF
      }, "f: byte 0: 'a.npy' says that 67 bytes unpack to 2147483647, which deflate cannot do"),
    .init(
      "a size of 2 to the 62", good,
      {
        $0 = $0.deflated
        $0.size = 0xFFFF_FFFF
        $0.extra = little(1, 2) + little(8, 2) + little(1 << 62, 8)
      }, "f: byte 0: 'a.npy' says that 67 bytes unpack to 4611686018427387904, which deflate cannot do"),
  ]

  @Test(arguments: cases) func messageIsExact(example: MalformedArchive) { example.check() }
}
