import Arrays
import TestSupport
import Testing

/// Whatever the bytes of an `.npz` file, there is content or an error: nothing traps, and an array takes no more than deflate can make
/// of the file.
///
/// `SLUICE_FUZZ=whole` makes 100,000 mutations, as `make soak` does.
@Suite struct ArchiveFuzzTests {
  /// Reads every array of a file.
  private func read(_ bytes: [UInt8]) -> Reading {
    Reading(
      isRefusal: { error in
        guard let error = error as? ArrayFileError else { return false }
        return !error.message.isEmpty && error.byte.map { 0...bytes.count ~= $0 } != false
      },
      isSound: {
        let file = try ArrayFile(bytes, file: "f")
        for name in file.names {
          guard let content = try file.array(named: name) else { return false }
          let size = content.shape.contains(0) ? 0 : content.shape.reduce(1, *)
          switch content {
          case .numbers(let array):
            let numbers = try? array.numbers()
            guard array.count == size, numbers.map({ $0.count == size }) ?? true else { return false }
            guard array.bytes.count <= 1_032 * (bytes.count + 16) else { return false }
          case .texts(let texts, _): guard texts.count == size else { return false }
          }
        }
        return true
      })
  }

  @Test(arguments: Fixtures.archives) func cutAtEveryByte(name: String) throws {
    #expect(DamageReport(cutting: try Fixtures.bytes(name, "npz"), by: read).faults == [])
  }

  @Test(arguments: ["shapes", "streamed"]) func withAnyBitFlipped(name: String) throws {
    #expect(DamageReport(flippingBitsOf: try Fixtures.bytes(name, "npz"), by: read).faults == [])
  }

  @Test func manyMutations() throws {
    let originals = try Fixtures.archives.map { try Fixtures.bytes($0, "npz") }
    let edits = Self.edits(Self.numbers)
    let arrayEdits = Self.edits(Self.words)
    let report = DamageReport(
      copies: Fixtures.mutations, seed: 11,
      { mutation, scatter in
        if mutation % 2 == 0 { return edits.damaged(scatter.element(originals), &scatter) }
        // The array's own bytes, with sizes and checksum set right around them.
        let array = arrayEdits.damaged(Self.array(&scatter), &scatter)
        let entry = ZipFile.Entry("a.npy", array)
        return ZipFile([scatter.integer(0...1) == 0 ? entry : entry.deflated]).bytes
      }, by: read)
    #expect(report.faults == [])
    // The mutations reach both sides.
    #expect(report.read > Fixtures.mutations / 20 && report.refused > Fixtures.mutations / 3)
  }

  private static func array(_ scatter: inout Scatter) -> [UInt8] {
    let type = scatter.element(["<f8", ">f4", "<i2", "|u1", "|b1", "<U2", ">U1", "|S3", "<f2"])
    let order = scatter.element(["True", "False"])
    let shape = [scatter.integer(0...3), scatter.integer(1...3), scatter.integer(1...2)]
    let width = ["<f8": 8, ">f4": 4, "<i2": 2, "<U2": 8, ">U1": 4, "|S3": 3, "<f2": 2][type] ?? 1
    return numPy(
      "{'descr': '\(type)', 'fortran_order': \(order), 'shape': (\(shape[0]), \(shape[1]), \(shape[2])), }  ",
      version: scatter.integer(1...3),
      (0..<width * shape.reduce(1, *)).map { _ in UInt8(scatter.integer(0...1)) })
  }

  /// What an array's header may be edited with.
  private static let words = [
    "{", "}", "(", ")", ",", ":", "'", "\"", "[", "-1", "0", "1", "9223372036854775807",
    "18446744073709551616", "4294967296",
    "True", "False", "'descr': '<f8', ", "'shape': (0,), ", "<U1048576", "<U1048577", "|S", "O", "é", " ",
    "\n", "\u{0}",
    "\u{1}NUMPY",
  ].map { Array($0.utf8) }

  /// What an archive may be edited with.
  private static let numbers: [[UInt8]] = [
    [0x50, 0x4B, 1, 2], [0x50, 0x4B, 3, 4], [0x50, 0x4B, 5, 6], [0x50, 0x4B, 6, 6], [0x50, 0x4B, 6, 7],
    little(0xFFFF_FFFF, 4), little(0xFFFF, 2), little(-1, 8), little(1 << 62, 8), little(0, 4), little(8, 2),
    [1, 0, 24, 0],
  ]

  /// How bytes are damaged with these words.
  private static func edits(_ words: [[UInt8]]) -> [Edit] {
    // Near the end, where an archive's directory is, or the header's length.
    let atAnEnd = Edit { bytes, _, scatter in
      let place =
        scatter.integer(0...1) == 0 ? max(0, bytes.count - scatter.integer(1...120)) : min(8, bytes.count - 1)
      Edit.overwrite(words).apply(&bytes, place, &scatter)
    }
    return [.flip, .set, .remove(1...40), .insert(words), .overwrite(words), atAnEnd]
  }

  /// A file that claims more than it has gets no memory for it.
  @Test func aBombIsRefusedBeforeItUnpacks() {
    // 16 bytes that say they hold 4 GB.
    let entry = ZipFile(Array(repeating: 0, count: 16)) {
      $0 = $0.deflated
      $0.size = 0xFFFF_FFFE
    }
    #expect(Fixtures.message(ofArchive: entry.bytes).hasSuffix("which deflate cannot do"))
    // An array of 2⁶⁰ numbers in 0 bytes.
    let array = numPy("{'descr':'<f8','fortran_order':True,'shape':(1073741824,1073741824)}")
    #expect(Fixtures.message(ofArchive: ZipFile(array).bytes).contains("has 0 bytes"))
  }
}
