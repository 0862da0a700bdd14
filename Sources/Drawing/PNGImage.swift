import CZlib

/// A picture as a PNG file of which every byte is determined: its deflate blocks are stored, so that no compressor has a say in it.
public struct PNGImage: Sendable, Hashable {
  /// A color of three bytes.
  public struct Pixel: Sendable, Hashable {
    /// Red, green and blue.
    public let red, green, blue: UInt8

    /// A color.
    public init(_ red: UInt8, _ green: UInt8, _ blue: UInt8) {
      (self.red, self.green, self.blue) = (red, green, blue)
    }
  }

  /// Pixels in a row.
  public let width: Int
  /// Rows.
  public let height: Int
  /// The file.
  public let bytes: [UInt8]

  /// A picture of rows of pixels; rows of different lengths, or none, are a programming error.
  public init(_ rows: [[Pixel]]) {
    precondition(
      rows.first?.isEmpty == false && rows.allSatisfy { $0.count == rows[0].count },
      "a picture is a rectangle")
    width = rows[0].count
    height = rows.count
    var bytes: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
    bytes += Self.chunk("IHDR", Self.word(width) + Self.word(height) + [8, 2, 0, 0, 0])
    // Every row begins with its filter: none.
    var data: [UInt8] = []
    for row in rows {
      data.append(0)
      for pixel in row { data += [pixel.red, pixel.green, pixel.blue] }
    }
    bytes += Self.chunk("IDAT", Self.stored(data))
    bytes += Self.chunk("IEND", [])
    self.bytes = bytes
  }

  /// The picture as the address of itself.
  public var dataURI: String { "data:image/png;base64," + Base64.text(bytes) }

  /// A zlib stream of blocks that are not compressed (RFC 1950, RFC 1951).
  static func stored(_ data: [UInt8]) -> [UInt8] {
    var stream: [UInt8] = [0x78, 0x01]
    var start = 0
    repeat {
      let end = min(data.count, start + 65535)
      let size = UInt16(end - start)
      stream.append(end == data.count ? 1 : 0)
      stream += [UInt8(size & 0xFF), UInt8(size >> 8), UInt8(~size & 0xFF), UInt8(~size >> 8)]
      stream += data[start..<end]
      start = end
    } while start < data.count
    let sum = data.withUnsafeBufferPointer { adler32_z(1, $0.baseAddress, $0.count) }
    return stream + word(Int(sum))
  }

  private static func chunk(_ type: String, _ data: [UInt8]) -> [UInt8] {
    let body = Array(type.utf8) + data
    let check = body.withUnsafeBufferPointer { crc32_z(0, $0.baseAddress, $0.count) }
    return word(data.count) + body + word(Int(check))
  }

  private static func word(_ value: Int) -> [UInt8] {
    [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: value >> $0) }
  }
}

/// Bytes as text (RFC 4648).
enum Base64 {
  private static let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

  static func text(_ bytes: [UInt8]) -> String {
    var text: [UInt8] = []
    for start in stride(from: 0, to: bytes.count, by: 3) {
      let part = bytes[start..<min(start + 3, bytes.count)]
      let word = part.reduce(0) { $0 << 8 | Int($1) } << (8 * (3 - part.count))
      for place in 0..<4 {
        text.append(place <= part.count ? letters[word >> (18 - 6 * place) & 63] : UInt8(ascii: "="))
      }
    }
    return String(decoding: text, as: UTF8.self)
  }
}
