import Catalog

extension Safetensors {
  /// The bytes of the file: the same for the same content, always.
  public var bytes: [UInt8] {
    var header = Array(self.header.text(.compact).utf8)
    header += Array(repeating: UInt8(ascii: " "), count: (8 - header.count % 8) % 8)
    var bytes: [UInt8] = []
    bytes.reserveCapacity(8 + header.count + entries.reduce(0) { $0 + $1.array.bytes.count })
    withUnsafeBytes(of: UInt64(header.count).littleEndian) { bytes.append(contentsOf: $0) }
    bytes += header
    for entry in entries { bytes += entry.array.bytes }
    return bytes
  }

  private var header: JSON {
    var members: [(String, JSON)] = []
    if !metadata.isEmpty {
      let sorted = metadata.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
      members.append((Self.metadataName, .object(sorted.map { ($0.key, .string($0.value)) })))
    }
    var offset = 0
    for entry in entries {
      let end = offset + entry.array.bytes.count
      members.append(
        (
          entry.name,
          .object([
            ("dtype", .string(entry.array.type.rawValue)),
            ("shape", .array(entry.array.shape.map { .integer($0) })),
            ("data_offsets", .array([.integer(offset), .integer(end)])),
          ])
        ))
      offset = end
    }
    return .object(members)
  }
}
