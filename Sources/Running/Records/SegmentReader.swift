/// Reads the frames of a segment one after the other, and finds the next one behind what is damaged.
struct SegmentReader: ~Copyable {
  /// What is found in a segment.
  enum Item {
    /// A frame whose checksum holds, and the place of its content in the file.
    case frame(Segment.Kind, content: [UInt8], offset: Int)
    /// Bytes that are no frame, from this place on; the run that they name, if they do.
    case damage(offset: Int, run: String?)
  }

  /// The start of a frame.
  private struct Head {
    let kind: Segment.Kind
    let content: Int
    let length: Int
  }

  /// Damage may hold any number of claims to be a frame; a search for the next one reads and hashes at most this many times the file's size.
  private static let patience = 4
  private static let pieceSize = 1 << 20
  private static let longestHead = 32
  private static let newline = UInt8(ascii: "\n")

  private let file: RegularFile
  private let size: Int
  private var window: [UInt8] = []
  private var start = 0
  private var place: Int
  /// Bytes that were read and hashed, in all.
  private var spent = 0
  /// Of these, what searches have cost.
  private var searched = 0

  /// Opens a segment; its first line is read with the frames.
  ///
  /// - Parameters:
  ///   - path: the file.
  ///   - offset: where to begin: at the start, or at the end of a frame.
  /// - Throws: ``IOError``, also of what is no plain file, which might have no end.
  init(_ path: String, from offset: Int = 0) throws(IOError) {
    file = try RegularFile(path)
    size = file.size
    place = offset
  }

  /// The next frame or damage; `nil` at the end, and where a writer has not finished.
  mutating func next() throws(IOError) -> Item? {
    if place == 0, size > 0 {
      let version = Array("\(Segment.version)\n".utf8)
      // A file that is shorter is one that its writer has only begun.
      guard try bytes(0, min(size, version.count)).elementsEqual(version.prefix(size)) else {
        return try damage(from: 0)
      }
      place = version.count
    }
    guard place < size else { return nil }
    guard let head = try head(at: place) else { return try damage(from: place) }
    if let frame = try frame(head) { return frame }
    // The length may be right and the content not.
    let behind = head.content + head.length
    if behind == size { return try damage(from: place, to: behind) }
    if behind < size, try self.head(at: behind) != nil { return try damage(from: place, to: behind) }
    return try damage(from: place)
  }

  /// The frame that begins there, if its checksum holds.
  private mutating func frame(_ head: Head) throws(IOError) -> Item? {
    guard head.content + head.length <= size else { return nil }
    guard
      try RecordFile.endsLikeOne(
        bytes(head.content + head.length - min(head.length, 128), min(head.length, 128)))
    else { return nil }
    let content = Array(try bytes(head.content, head.length))
    spent += head.length
    guard RecordFile.isSound(content) else { return nil }
    place = head.content + head.length
    return .frame(head.kind, content: content, offset: head.content)
  }

  /// What is no frame up to the next one, or up to where that is known to begin; `nil` where nothing follows that was ever finished.
  private mutating func damage(from offset: Int, to known: Int? = nil) throws(IOError) -> Item? {
    let run = try namedRun(at: offset)
    if let known {
      place = known
      return .damage(offset: offset, run: run)
    }
    var search = offset
    while searched <= Self.patience * max(size, Self.pieceSize) {
      let before = spent
      defer { searched += spent - before }
      guard let line = try nextHead(after: search) else {
        place = size
        return nil
      }
      if let head = try head(at: line), try frame(head) != nil {
        place = line
        return .damage(offset: offset, run: run)
      }
      search = line
    }
    place = size
    return .damage(offset: offset, run: run)
  }

  /// The start of the next line behind a place that begins as a frame does.
  private mutating func nextHead(after offset: Int) throws(IOError) -> Int? {
    var offset = offset
    while offset + 1 < size {
      let piece = try piece(at: offset)
      var search = piece.startIndex
      while let end = piece[search...].firstIndex(of: Self.newline) {
        let line = piece[(end + 1)...]
        if Segment.Kind.allCases.contains(where: { line.starts(with: "\($0.rawValue) ".utf8) }) {
          return offset + end + 1 - piece.startIndex
        }
        search = end + 1
      }
      guard offset + piece.count < size else { return nil }
      // A head may begin at the end of this piece.
      offset += piece.count - min(piece.count - 1, Self.longestHead)
    }
    return nil
  }

  /// The line at a place, if it is the first of a frame.
  private mutating func head(at offset: Int) throws(IOError) -> Head? {
    let line = try bytes(offset, min(Self.longestHead, size - offset)).prefix { $0 != Self.newline }
    guard line.count < Self.longestHead, offset + line.count < size else { return nil }
    for kind in Segment.Kind.allCases where line.starts(with: "\(kind.rawValue) ".utf8) {
      let digits = line.dropFirst(kind.rawValue.utf8.count + 1)
      guard let length = Int(String(decoding: digits, as: UTF8.self)), length > 0, length <= size else {
        return nil
      }
      return Head(kind: kind, content: offset + line.count + 1, length: length)
    }
    return nil
  }

  /// The run that a frame names in one of its first lines.
  private mutating func namedRun(at offset: Int) throws(IOError) -> String? {
    let lines = try bytes(offset, min(256, size - offset)).split(separator: Self.newline).prefix(4)
    guard let line = lines.first(where: { $0.starts(with: "run r-".utf8) }) else { return nil }
    return String(decoding: line.dropFirst(4), as: UTF8.self)
  }

  /// The bytes from a place on: what of them has been read, unless that is next to nothing.
  private mutating func piece(at offset: Int) throws(IOError) -> ArraySlice<UInt8> {
    let end = start + window.count
    let isThere = offset >= start && (end == size || end - offset > 2 * Self.longestHead)
    return try bytes(offset, isThere ? end - offset : min(Self.pieceSize, size - offset))
  }

  /// A part of the file.
  private mutating func bytes(_ offset: Int, _ count: Int) throws(IOError) -> ArraySlice<UInt8> {
    if offset < start || offset + count > start + window.count {
      window = try file.read(at: offset, max(count, min(Self.pieceSize, size - offset)))
      start = offset
      spent += window.count
    }
    return window[(offset - start)..<(offset - start + count)]
  }
}
