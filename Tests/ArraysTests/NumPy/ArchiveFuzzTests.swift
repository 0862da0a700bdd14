import Arrays
import Foundation
import TestSupport
import Testing

/// Whatever the bytes of an `.npz` file, there is content or an error: nothing traps, and an array takes no more than deflate can make
/// of the file.
///
/// `SLUICE_FUZZ=whole` makes 100,000 mutations, as `make soak` does.
@Suite struct ArchiveFuzzTests {
  static let mutations = ProcessInfo.processInfo.environment["SLUICE_FUZZ"] == "whole" ? 100_000 : 5_000

  /// Whether a file is read or refused as it should, and whether all of it was read.
  private func read(_ bytes: [UInt8]) -> (isSound: Bool, isRead: Bool) {
    do {
      let file = try ArrayFile(bytes, file: "f")
      for name in file.names {
        guard let content = try file.array(named: name) else { return (false, false) }
        let size = content.shape.contains(0) ? 0 : content.shape.reduce(1, *)
        switch content {
        case .numbers(let array):
          let numbers = try? array.numbers()
          guard array.count == size, numbers.map({ $0.count == size }) ?? true else { return (false, false) }
          guard array.bytes.count <= 1_032 * (bytes.count + 16) else { return (false, false) }
        case .texts(let texts, _): guard texts.count == size else { return (false, false) }
        }
      }
      return (true, true)
    } catch {
      return (!error.message.isEmpty && error.byte.map { 0...bytes.count ~= $0 } != false, false)
    }
  }

  @Test(arguments: Fixtures.archives) func cutAtEveryByte(name: String) throws {
    let bytes = try Fixtures.bytes(name, "npz")
    for count in bytes.indices { #expect(read(Array(bytes[..<count])).isSound, "cut at \(count)") }
  }

  @Test(arguments: ["shapes", "streamed"]) func withAnyBitFlipped(name: String) throws {
    let bytes = try Fixtures.bytes(name, "npz")
    for index in bytes.indices {
      for bit in 0..<8 {
        var changed = bytes
        changed[index] ^= 1 << bit
        if !read(changed).isSound { Issue.record("byte \(index), bit \(bit)") }
      }
    }
  }

  @Test func manyMutations() throws {
    var scatter = Scatter(11)
    let originals = try Fixtures.archives.map { try Fixtures.bytes($0, "npz") }
    var (good, refused) = (0, 0)
    for mutation in 0..<Self.mutations {
      var bytes: [UInt8]
      if mutation % 2 == 0 {
        bytes = scatter.element(originals)
        for _ in 0..<scatter.integer(1...3) { Self.mutate(&bytes, &scatter, Self.numbers) }
      } else {
        // The array's own bytes, with sizes and checksum set right around them.
        var array = Self.array(&scatter)
        for _ in 0..<scatter.integer(1...3) { Self.mutate(&array, &scatter, Self.words) }
        let entry = ZipFile.Entry("a.npy", array)
        bytes = ZipFile([scatter.integer(0...1) == 0 ? entry : entry.deflated]).bytes
      }
      let result = read(bytes)
      if !result.isSound { Issue.record("mutation \(mutation): \(bytes)") }
      if result.isRead { good += 1 } else { refused += 1 }
    }
    // The mutations reach both sides.
    #expect(good > Self.mutations / 20 && refused > Self.mutations / 3)
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

  private static func mutate(_ bytes: inout [UInt8], _ scatter: inout Scatter, _ words: [[UInt8]]) {
    guard bytes.count > 1 else { return }
    let place = scatter.integer(0...bytes.count - 1)
    switch scatter.integer(0...5) {
    case 0: bytes[place] ^= 1 << UInt8(scatter.integer(0...7))
    case 1: bytes[place] = UInt8(scatter.integer(0...255))
    case 2: bytes.removeSubrange(place..<min(bytes.count, place + scatter.integer(1...40)))
    case 3: bytes.insert(contentsOf: scatter.element(words), at: place)
    case 4:
      let word = scatter.element(words)
      bytes.replaceSubrange(place..<min(bytes.count, place + word.count), with: word)
    default:
      // Near the end, where an archive's directory is, or the header's length.
      let place =
        scatter.integer(0...1) == 0 ? max(0, bytes.count - scatter.integer(1...120)) : min(8, bytes.count - 1)
      let word = scatter.element(words)
      bytes.replaceSubrange(place..<min(bytes.count, place + word.count), with: word)
    }
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
