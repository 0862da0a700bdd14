/// Makes ZIP archives, right or wrong in a chosen place.
package struct ZipFile {
  /// A file in it; what is `nil` is what the content says.
  package struct Entry {
    package var name: [UInt8]
    package var content: [UInt8]
    package var method = 0
    package var flags = 0
    /// What lies in the archive.
    package var packed: [UInt8]
    package var checksum: UInt32?
    package var size: Int?
    package var packedSize: Int?
    package var offset: Int?
    /// The extra field of the directory's entry.
    package var extra: [UInt8] = []

    package init(_ name: String, _ content: [UInt8]) {
      (self.name, self.content, packed) = (Array(name.utf8), content, content)
    }

    /// The same, as a deflate stream of blocks that are not compressed (RFC 1951, 3.2.4).
    package var deflated: Entry {
      var entry = self
      entry.method = 8
      entry.packed = []
      var rest = content[...]
      repeat {
        let block = rest.prefix(0xFFFF)
        rest = rest.dropFirst(block.count)
        entry.packed.append(rest.isEmpty ? 1 : 0)
        entry.packed += little(block.count, 2) + little(~block.count & 0xFFFF, 2) + block
      } while !rest.isEmpty
      return entry
    }
  }

  package var entries: [Entry]
  package var comment: [UInt8] = []
  /// The number of entries and the first byte of the directory, as its end says.
  package var count: Int?
  package var directory: Int?

  package init(_ entries: [Entry]) { self.entries = entries }

  /// One array `a`, changed.
  package init(_ array: [UInt8], _ change: (inout Entry) -> Void = { _ in }) {
    var entry = Entry("a.npy", array)
    change(&entry)
    entries = [entry]
  }

  package var bytes: [UInt8] {
    var bytes: [UInt8] = []
    var directory: [UInt8] = []
    for entry in entries {
      let common =
        little(20, 2) + little(entry.flags, 2) + little(entry.method, 2) + little(0, 4)
        + little(Int(entry.checksum ?? Self.checksum(entry.content)), 4)
        + little(entry.packedSize ?? entry.packed.count, 4)
        + little(entry.size ?? entry.content.count, 4) + little(entry.name.count, 2)
      directory += [0x50, 0x4B, 1, 2] + little(20, 2) + common + little(entry.extra.count, 2) + little(0, 10)
      directory += little(entry.offset ?? bytes.count, 4) + entry.name + entry.extra
      bytes += [0x50, 0x4B, 3, 4] + common + little(0, 2) + entry.name + entry.packed
    }
    let end =
      [0x50, 0x4B, 5, 6] + little(0, 4) + little(count ?? entries.count, 2)
      + little(count ?? entries.count, 2)
      + little(directory.count, 4) + little(self.directory ?? bytes.count, 4) + little(comment.count, 2)
    return bytes + directory + end + comment
  }

  private static let table: [UInt32] = (0..<256).map { byte in
    (0..<8).reduce(UInt32(byte)) { value, _ in value & 1 == 1 ? value >> 1 ^ 0xEDB8_8320 : value >> 1 }
  }

  /// CRC-32 (ISO 3309).
  package static func checksum(_ bytes: [UInt8]) -> UInt32 {
    ~bytes.reduce(~UInt32(0)) { table[Int(UInt8(truncatingIfNeeded: $0) ^ $1)] ^ $0 >> 8 }
  }
}

/// A number in so many bytes, the least significant first.
package func little(_ number: Int, _ width: Int) -> [UInt8] {
  (0..<width).map { $0 < 8 ? UInt8(truncatingIfNeeded: number >> (8 * $0)) : 0 }
}

/// The bytes of an array: a header with this dictionary, and so many bytes of zeros or the given ones.
package func numPy(_ dictionary: String, version: Int = 1, _ data: [UInt8] = []) -> [UInt8] {
  [0x93] + Array("NUMPY".utf8) + [UInt8(version), 0] + little(dictionary.utf8.count, version == 1 ? 2 : 4)
    + Array(dictionary.utf8) + data
}
