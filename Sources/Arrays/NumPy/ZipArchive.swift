import CZlib

/// The entries of a ZIP archive (PKWARE's APPNOTE 6.3), as `numpy.savez` and `numpy.savez_compressed` write it.
///
/// Entries are found by the directory at the end, stored or deflated, also those of Zip64. Whatever the bytes, sizes are held against the
/// file's before memory is taken.
struct ZipArchive: Sendable {
  /// A file in the archive, as the directory describes it.
  struct Entry: Sendable, Hashable {
    let name: String
    /// 0 stored, 8 deflated.
    let method: Int
    let packedSize: Int
    let size: Int
    let checksum: UInt32
    /// The byte of its own header.
    let offset: Int
  }

  private static let entryLimit = 1 << 16
  /// Deflate makes no more of a byte than 1,032 (Deutsch 1996, RFC 1951: 258 bytes by two bits).
  private static let largestRatio = 1_032

  let file: String
  private let bytes: [UInt8]
  let entries: [Entry]

  /// Whether a file begins as an archive does.
  static func isArchive(_ bytes: [UInt8]) -> Bool {
    bytes.starts(with: Signature.entry) || bytes.starts(with: Signature.end)
  }

  /// Reads the directory.
  init(_ bytes: [UInt8], file: String) throws(ArrayFileError) {
    self.file = file
    self.bytes = bytes
    entries = try Directory(bytes, file).read()
  }

  /// What an entry holds, unpacked and held against its checksum; of a stored one a part of the file, which is not copied.
  func content(_ entry: Entry) throws(ArrayFileError) -> ArraySlice<UInt8> {
    func refusal(_ message: String) -> ArrayFileError {
      ArrayFileError(file: file, byte: entry.offset, "\(excerpt(entry.name)) \(message)")
    }
    let local = ByteReader(bytes)
    guard local.has(Signature.entry, at: entry.offset), let name = local.number(2, at: entry.offset + 26),
      let extra = local.number(2, at: entry.offset + 28)
    else { throw refusal("has no header where the archive's directory says it is") }
    let start = entry.offset + 30 + name + extra
    guard start <= bytes.count, entry.packedSize <= bytes.count - start else {
      throw refusal("has \(entry.packedSize) bytes, more than follow its header; the file has been cut")
    }
    let packed = bytes[start..<start + entry.packedSize]
    let content: ArraySlice<UInt8>
    switch entry.method {
    case 0:
      guard entry.size == entry.packedSize else {
        throw refusal("is stored in \(entry.packedSize) bytes, and the directory says \(entry.size)")
      }
      content = packed
    case 8:
      guard entry.size <= (entry.packedSize + 16) * Self.largestRatio else {
        throw refusal("says that \(entry.packedSize) bytes unpack to \(entry.size), which deflate cannot do")
      }
      guard let unpacked = Inflation.unpack(packed, to: entry.size) else {
        throw refusal("does not unpack to its \(entry.size) bytes; it is damaged")
      }
      content = unpacked[...]
    default: throw refusal("is packed by method \(entry.method); expected stored (0) or deflated (8)")
    }
    guard Inflation.checksum(content) == entry.checksum else {
      throw refusal("does not have the checksum that the directory says; it is damaged")
    }
    return content
  }

  private enum Signature {
    static let entry: [UInt8] = [0x50, 0x4B, 3, 4]
    static let directory: [UInt8] = [0x50, 0x4B, 1, 2]
    static let end: [UInt8] = [0x50, 0x4B, 5, 6]
    static let end64: [UInt8] = [0x50, 0x4B, 6, 6]
    static let locator64: [UInt8] = [0x50, 0x4B, 6, 7]
  }

  /// Little-endian numbers at places that may lie beyond the end.
  private struct ByteReader {
    let bytes: [UInt8]

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    func has(_ signature: [UInt8], at place: Int) -> Bool {
      place >= 0 && place <= bytes.count - 4 && bytes[place..<place + 4].elementsEqual(signature)
    }

    func number(_ width: Int, at place: Int) -> Int? {
      guard place >= 0, place <= bytes.count - width else { return nil }
      return Int(exactly: bytes[place..<place + width].reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) })
    }
  }

  /// Reads the directory at the end of an archive.
  private struct Directory {
    private let bytes: ByteReader
    private let file: String

    init(_ bytes: [UInt8], _ file: String) {
      self.bytes = ByteReader(bytes)
      self.file = file
    }

    private func error(_ place: Int, _ message: String) -> ArrayFileError {
      ArrayFileError(file: file, byte: place, message)
    }

    func read() throws(ArrayFileError) -> [Entry] {
      let (count, first) = try end()
      guard count <= ZipArchive.entryLimit else {
        throw error(first, "found \(count) entries; at most \(ZipArchive.entryLimit) are read")
      }
      var entries: [Entry] = []
      var place = first
      for _ in 0..<count { entries.append(try entry(&place)) }
      var names: Set<String> = []
      if let twice = entries.first(where: { !names.insert($0.name).inserted }) {
        throw error(twice.offset, "two entries are named \(excerpt(twice.name)); expected a name once")
      }
      return entries
    }

    /// The number of entries and the byte of the first, as the end of the archive says.
    private func end() throws(ArrayFileError) -> (count: Int, place: Int) {
      let size = bytes.bytes.count
      // A comment of up to 65,535 bytes may stand behind it.
      let found = stride(from: size - 22, through: max(0, size - 22 - 65_535), by: -1).first { place in
        bytes.has(Signature.end, at: place) && bytes.number(2, at: place + 20) == size - place - 22
      }
      guard let found, let count = bytes.number(2, at: found + 10),
        let place = bytes.number(4, at: found + 16)
      else { throw error(size, "the archive has no directory at its end; the file has been cut") }
      guard count == 0xFFFF || place == 0xFFFF_FFFF else { return (count, place) }
      guard bytes.has(Signature.locator64, at: found - 20), let end64 = bytes.number(8, at: found - 12),
        bytes.has(Signature.end64, at: end64), let count = bytes.number(8, at: end64 + 32),
        let place = bytes.number(8, at: end64 + 48)
      else { throw error(found, "the archive says that it is of Zip64, and has no such directory") }
      return (count, place)
    }

    private func entry(_ place: inout Int) throws(ArrayFileError) -> Entry {
      let start = place
      func number(_ width: Int, _ offset: Int) -> Int { bytes.number(width, at: start + offset) ?? 0 }
      guard bytes.has(Signature.directory, at: start), start <= bytes.bytes.count - 46 else {
        throw error(
          min(max(0, start), bytes.bytes.count), "expected an entry of the archive's directory here")
      }
      let (nameLength, extraLength) = (number(2, 28), number(2, 30))
      place = start + 46 + nameLength + extraLength + number(2, 32)
      guard place <= bytes.bytes.count else { throw error(start, "the archive's directory has been cut") }
      let nameBytes = bytes.bytes[start + 46..<start + 46 + nameLength]
      guard let name = String(validating: nameBytes, as: UTF8.self) else {
        throw error(start + 46, "the name of an entry is not UTF-8")
      }
      guard number(2, 8) & 1 == 0 else {
        throw error(start, "\(excerpt(name)) is encrypted, which is not read")
      }
      var (size, packed, offset) = (number(4, 24), number(4, 20), number(4, 42))
      try widen(
        &size, &packed, &offset, within: start + 46 + nameLength..<start + 46 + nameLength + extraLength, name
      )
      guard offset < bytes.bytes.count, packed <= bytes.bytes.count else {
        throw error(
          start,
          "\(excerpt(name)) would begin at byte \(offset) with \(packed) bytes, in a file of \(bytes.bytes.count)"
        )
      }
      return Entry(
        name: name, method: number(2, 10), packedSize: packed, size: size,
        checksum: UInt32(truncatingIfNeeded: number(4, 16)), offset: offset)
    }

    /// Takes numbers that four bytes do not hold from the field of Zip64, in the order in which it has those that are needed.
    private func widen(
      _ size: inout Int, _ packed: inout Int, _ offset: inout Int, within range: Range<Int>, _ name: String
    ) throws(ArrayFileError) {
      let full = 0xFFFF_FFFF
      guard size == full || packed == full || offset == full else { return }
      var place = range.lowerBound
      while place + 4 <= range.upperBound {
        let (kind, length) = (bytes.number(2, at: place) ?? 0, bytes.number(2, at: place + 2) ?? 0)
        if kind == 1 {
          var at = place + 4
          func next(_ value: Int) -> Int? {
            guard value == full else { return value }
            defer { at += 8 }
            return at + 8 <= min(range.upperBound, place + 4 + length) ? bytes.number(8, at: at) : nil
          }
          if let wideSize = next(size), let widePacked = next(packed), let wideOffset = next(offset) {
            (size, packed, offset) = (wideSize, widePacked, wideOffset)
            return
          }
        }
        place += 4 + length
      }
      throw error(range.lowerBound, "\(excerpt(name)) has sizes of Zip64, and no field that holds them")
    }
  }
}
