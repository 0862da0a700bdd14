import TestSupport
import Testing

/// Archives whose directory is malformed, or leads nowhere, are refused with exactly these messages.
@Suite struct MalformedDirectoryTests {
  private static let good = MalformedArchive.good

  private static let cases: [MalformedArchive] = [
    .init(
      "a single array", good,
      "f: byte 0: found a single array, as numpy.save writes it; expected named ones, as numpy.savez does"),
    .init(
      "an archive cut in its directory", Array(ZipFile(good).bytes.dropLast(1)),
      "f: byte 169: the archive has no directory at its end; the file has been cut"),
    .init(
      "an archive cut in its data", Array(ZipFile(good).bytes.prefix(60)),
      "f: byte 60: the archive has no directory at its end; the file has been cut"),
    .init(
      "the signature alone", [0x50, 0x4B, 3, 4],
      "f: byte 4: the archive has no directory at its end; the file has been cut"),
    .init(
      "a directory that begins elsewhere",
      {
        var file = ZipFile(good)
        file.directory = 1
        return file.bytes
      }(), "f: byte 1: expected an entry of the archive's directory here"),
    .init(
      "a directory beyond the end",
      {
        var file = ZipFile(good)
        file.directory = 1 << 20
        return file.bytes
      }(), "f: byte 170: expected an entry of the archive's directory here"),
    .init(
      "more entries than there are",
      {
        var file = ZipFile(good)
        file.count = 2
        return file.bytes
      }(), "f: byte 148: expected an entry of the archive's directory here"),
    .init(
      "Zip64 without its directory",
      {
        var file = ZipFile(good)
        file.count = 0xFFFF
        return file.bytes
      }(), "f: byte 148: the archive says that it is of Zip64, and has no such directory"),
    .init(
      "a name twice", ZipFile([.init("a.npy", good), .init("a.npy", good)]).bytes,
      "f: byte 97: two entries are named 'a.npy'; expected a name once"),
    .init(
      "a name that is not UTF-8", good, { $0.name = [0xE9] + Array(".npy".utf8) },
      "f: byte 143: the name of an entry is not UTF-8"),
    .init(
      "an encrypted array", good, { $0.flags = 1 }, "f: byte 97: 'a.npy' is encrypted, which is not read"),
    .init(
      "more bytes than the file has", good, { ($0.size, $0.packedSize) = (9_999, 9_999) },
      "f: byte 97: 'a.npy' would begin at byte 0 with 9999 bytes, in a file of 170"),
    .init(
      "an entry beyond the file", good, { $0.offset = 9_999 },
      "f: byte 97: 'a.npy' would begin at byte 9999 with 62 bytes, in a file of 170"),
    .init(
      "an entry without a header", good, { $0.offset = 1 },
      "f: byte 1: 'a.npy' has no header where the archive's directory says it is"),
    .init(
      "bytes that reach behind the end", good, { ($0.size, $0.packedSize) = (150, 150) },
      "f: byte 0: 'a.npy' has 150 bytes, more than follow its header; the file has been cut"),
    .init(
      "Zip64 without its field", good, { $0.size = 0xFFFF_FFFF },
      "f: byte 148: 'a.npy' has sizes of Zip64, and no field that holds them"),
    .init(
      "Zip64 with half of its field", good,
      {
        ($0.size, $0.packedSize) = (0xFFFF_FFFF, 0xFFFF_FFFF)
        $0.extra = little(1, 2) + little(8, 2) + little(58, 8)
      }, "f: byte 148: 'a.npy' has sizes of Zip64, and no field that holds them"),
    .init(
      "a size beyond Int", good,
      {
        $0.size = 0xFFFF_FFFF
        $0.extra = little(1, 2) + little(8, 2) + little(-1, 8)
      }, "f: byte 148: 'a.npy' has sizes of Zip64, and no field that holds them"),
  ]

  @Test(arguments: cases) func messageIsExact(example: MalformedArchive) { example.check() }

  /// Names and words of many bytes are not repeated in full.
  @Test func messagesStayShort() {
    let long = String(repeating: "x", count: 60_000)
    let files = [
      ZipFile([.init(long + ".npy", [])]), ZipFile([.init(long, Self.good), .init(long, Self.good)]),
    ]
    for file in files {
      let message = Fixtures.message(ofArchive: file.bytes)
      #expect(!message.isEmpty && message.count < 300)
    }
  }
}
