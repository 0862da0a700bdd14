import CZlib

/// Deflate streams and checksums, by zlib.
enum Inflation {
  /// Bytes that are given to zlib at once: its counts are of 32 bits.
  private static let piece = 1 << 30

  /// Unpacks a bare deflate stream (RFC 1951) that has exactly `size` bytes inside; `nil` where it has not.
  static func unpack(_ packed: ArraySlice<UInt8>, to size: Int) -> [UInt8]? {
    var stream = z_stream()
    return withUnsafeMutablePointer(to: &stream) { stream in
      guard czlib_begin_raw(stream) == Z_OK else { return nil }
      defer { inflateEnd(stream) }
      var isWhole = false
      let bytes = [UInt8](unsafeUninitializedCapacity: size + 1) { output, count in
        packed.withUnsafeBufferPointer { input in isWhole = inflate(stream, input, output, size, &count) }
      }
      return isWhole ? bytes : nil
    }
  }

  /// Inflates to the stream's end, with room for one byte more than there should be.
  private static func inflate(
    _ stream: UnsafeMutablePointer<z_stream>, _ input: UnsafeBufferPointer<UInt8>,
    _ output: UnsafeMutableBufferPointer<UInt8>, _ size: Int, _ made: inout Int
  ) -> Bool {
    var taken = 0
    while true {
      let (given, room) = (min(piece, input.count - taken), min(piece, size + 1 - made))
      stream.pointee.next_in = UnsafeMutablePointer(mutating: input.baseAddress.map { $0 + taken })
      stream.pointee.avail_in = UInt32(given)
      stream.pointee.next_out = output.baseAddress.map { $0 + made }
      stream.pointee.avail_out = UInt32(room)
      let result = CZlib.inflate(stream, Z_NO_FLUSH)
      let (read, written) = (given - Int(stream.pointee.avail_in), room - Int(stream.pointee.avail_out))
      taken += read
      made += written
      if result == Z_STREAM_END { return made == size && taken == input.count }
      guard result == Z_OK, read > 0 || written > 0 else { return false }
    }
  }

  /// The CRC-32 of bytes.
  static func checksum(_ bytes: ArraySlice<UInt8>) -> UInt32 {
    bytes.withUnsafeBufferPointer { UInt32(truncatingIfNeeded: crc32_z(0, $0.baseAddress, $0.count)) }
  }
}
