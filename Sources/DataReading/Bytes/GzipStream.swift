import CZlib

/// Unpacks gzip (RFC 1952) a block at a time; several members one after the other are one content.
final class GzipStream {
  /// Bytes of a block that is given out.
  private static let size = 1 << 20

  private let source: ByteStream
  private let file: String
  /// At an address of its own: zlib keeps it, and refuses a stream that has moved.
  private let state = UnsafeMutablePointer<z_stream>.allocate(capacity: 1)
  private var packed: [UInt8]
  private var place = 0
  /// Whether the last member has ended.
  private var isBetweenMembers = false

  /// What `stream` holds: unpacked where it begins as gzip does, else itself.
  static func unpacked(_ stream: ByteStream, file: String) throws -> ByteStream {
    guard var head = try stream.next() else { return stream }
    while head.count < 2, let more = try stream.next() { head += more }
    guard head.starts(with: [0x1F, 0x8B]) else {
      var first: [UInt8]? = head
      return ByteStream(size: stream.size) {
        defer { first = nil }
        return try first ?? stream.next()
      }
    }
    let unpacking = try GzipStream(stream, head: head, file: file)
    return ByteStream { try unpacking.next() }
  }

  private init(_ source: ByteStream, head: [UInt8], file: String) throws(DataError) {
    self.source = source
    self.file = file
    packed = head
    state.initialize(to: z_stream())
    guard czlib_begin_gzip(state) == Z_OK else {
      throw DataError(file: file, "zlib has no memory to unpack it")
    }
  }

  deinit {
    inflateEnd(state)
    state.deallocate()
  }

  private func next() throws -> [UInt8]? {
    var block = [UInt8](repeating: 0, count: Self.size)
    var count = 0
    while count < block.count {
      if place == packed.count {
        guard let more = try source.next() else {
          guard isBetweenMembers else {
            throw DataError(file: file, "the gzip file ends before its content does; it was cut off")
          }
          break
        }
        (packed, place) = (more, 0)
      }
      if isBetweenMembers {
        // Some writers pad a file with zeros.
        guard packed[place] != 0 else {
          place += 1
          continue
        }
        inflateReset(state)
        isBetweenMembers = false
      }
      count += try unpack(into: &block, at: count)
    }
    block.removeLast(block.count - count)
    return block.isEmpty ? nil : block
  }

  /// Unpacks from where the packed bytes stand.
  private func unpack(into block: inout [UInt8], at start: Int) throws(DataError) -> Int {
    let result = packed.withUnsafeMutableBufferPointer { input in
      block.withUnsafeMutableBufferPointer { output in
        state.pointee.next_in = input.baseAddress! + place
        state.pointee.avail_in = UInt32(input.count - place)
        state.pointee.next_out = output.baseAddress! + start
        state.pointee.avail_out = UInt32(output.count - start)
        return inflate(state, Z_NO_FLUSH)
      }
    }
    let made = block.count - start - Int(state.pointee.avail_out)
    place = packed.count - Int(state.pointee.avail_in)
    switch result {
    case Z_STREAM_END: isBetweenMembers = true
    case Z_OK: break
    case Z_BUF_ERROR where made > 0 || place == packed.count: break
    default:
      let reason = state.pointee.msg.map { String(cString: $0) } ?? "error \(result)"
      throw DataError(file: file, "the gzip file is damaged: \(reason)")
    }
    return made
  }
}
