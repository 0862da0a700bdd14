import Catalog

extension Safetensors {
  /// Reads a file, strictly: whatever the bytes, there is content or an error that names its place.
  ///
  /// Before memory is taken the header's length is held against the file's, and every array's shape against its bytes. Arrays must
  /// cover the numbers without holes and overlaps, as the format demands; types that double precision cannot hold are refused by name.
  ///
  /// - Parameters:
  ///   - bytes: the whole file.
  ///   - file: its name, for messages.
  public init(_ bytes: [UInt8], file: String) throws(ArrayFileError) {
    let header = try Self.header(bytes, file)
    var reader = SafetensorsHeader(dataCount: bytes.count - header.endIndex)
    do { try reader.read(header) } catch {
      throw ArrayFileError(file: file, byte: header.startIndex + error.byte, error.message)
    }
    let entries = reader.arrays.map { array in
      let range = header.endIndex + array.begin..<header.endIndex + array.end
      return Entry(array.name, NumberArray(array.type, shape: array.shape, bytes: bytes[range]))
    }
    self.init(entries, metadata: reader.metadata)
  }

  /// The header's bytes.
  private static func header(_ bytes: [UInt8], _ file: String) throws(ArrayFileError) -> ArraySlice<UInt8> {
    guard bytes.count >= 8 else {
      throw ArrayFileError(
        file: file, byte: bytes.count,
        "found \(bytes.count) bytes; a safetensors file begins with the length of its header in 8")
    }
    let length = bytes[..<8].reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    guard length <= Limit.headerBytes else {
      throw ArrayFileError(
        file: file, byte: 0,
        "found a header of \(length) bytes; at most \(Limit.headerBytes) are read, so this is no safetensors file"
      )
    }
    guard length <= bytes.count - 8 else {
      throw ArrayFileError(
        file: file, byte: 0,
        "found a header of \(length) bytes in a file of \(bytes.count); the file has been cut, or is no safetensors file"
      )
    }
    return bytes[8..<8 + Int(length)]
  }
}
