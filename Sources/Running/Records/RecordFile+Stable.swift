extension RecordFile {
  /// The bytes of a record's file that every making of the run gives: all but the timing and the checksum, its last two lines.
  static func stable(_ bytes: [UInt8]) -> ArraySlice<UInt8> {
    var rest = bytes[...]
    for _ in 0..<2 {
      rest = rest.dropLast()
      rest = rest[..<(rest.lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? rest.startIndex)]
    }
    return rest
  }
}
