import CZlib
import Drawing
import Testing

/// A PNG file is read back by zlib, and its checks hold.
@Suite struct PNGImageTests {
  /// A chunk of a file.
  private struct Chunk {
    let type: String
    let data: [UInt8]
    let isSound: Bool
  }

  private func word(_ bytes: ArraySlice<UInt8>) -> Int { bytes.reduce(0) { $0 << 8 | Int($1) } }

  private func chunks(_ bytes: [UInt8]) -> [Chunk] {
    var (chunks, place) = ([Chunk](), 8)
    while place + 12 <= bytes.count {
      let size = word(bytes[place..<place + 4])
      let body = Array(bytes[place + 4..<place + 8 + size])
      let check = body.withUnsafeBufferPointer { crc32(0, $0.baseAddress, uInt($0.count)) }
      chunks.append(
        Chunk(
          type: String(decoding: body.prefix(4), as: UTF8.self), data: Array(body.dropFirst(4)),
          isSound: Int(check) == word(bytes[place + 8 + size..<place + 12 + size])))
      place += 12 + size
    }
    return chunks
  }

  private func inflated(_ stream: [UInt8], size: Int) -> [UInt8]? {
    var (result, count) = ([UInt8](repeating: 0, count: size), uLong(size))
    let status = uncompress(&result, &count, stream, uLong(stream.count))
    return status == Z_OK && Int(count) == size ? result : nil
  }

  /// One row, one pixel; several stored blocks, of which each holds 65,535 bytes.
  @Test(arguments: [(1, 1), (3, 2), (300, 200)])
  func isReadBack(width: Int, height: Int) throws {
    func byte(_ value: Int) -> UInt8 { UInt8(truncatingIfNeeded: value) }
    func row(_ y: Int) -> [PNGImage.Pixel] {
      (0..<width).map { x in PNGImage.Pixel(byte(x), byte(y), byte(x * 7 + y)) }
    }
    let rows = (0..<height).map { row($0) }
    let image = PNGImage(rows)
    let found = chunks(image.bytes)
    #expect(Array(image.bytes.prefix(8)) == [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A])
    #expect(found.map(\.type) == ["IHDR", "IDAT", "IEND"] && found.allSatisfy(\.isSound))
    #expect(word(found[0].data[0..<4]) == width && word(found[0].data[4..<8]) == height)
    #expect(found[0].data[8...] == [8, 2, 0, 0, 0])
    var expected: [UInt8] = []
    for row in rows {
      expected.append(0)
      for pixel in row { expected += [pixel.red, pixel.green, pixel.blue] }
    }
    #expect(inflated(found[1].data, size: expected.count) == expected)
  }

  /// The bytes of a red point, which Python's zlib and struct give too.
  @Test func knownAnswer() {
    let image = PNGImage([[PNGImage.Pixel(255, 0, 0)]])
    #expect(
      image.dataURI
        == "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAAD0lEQVR4AQEEAPv/AP8AAAMBAQCNHeWCAAAAAElFTkSuQmCC"
    )
  }
}
