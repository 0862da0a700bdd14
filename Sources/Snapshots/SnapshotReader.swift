/// Reads the parts of a run's state in the order in which a ``SnapshotWriter`` wrote them.
///
/// Any bytes can be read: what is cut or changed is an error, and no length is believed before there are as many bytes.
public struct SnapshotReader: Sendable {
  private var rest: ArraySlice<UInt8>

  /// A reader at the first byte.
  public init(_ bytes: [UInt8]) { rest = bytes[...] }

  /// Reads a part that was written after this name.
  public mutating func read(_ name: String, _ part: inout some Restorable) throws(SnapshotError) {
    let found = try text()
    guard found == name else { throw SnapshotError("'\(found.prefix(40))' stands where '\(name)' should") }
    try part.restore(from: &self)
  }

  /// Reads a whole number.
  public mutating func integer() throws(SnapshotError) -> Int { Int(Int64(bitPattern: try word())) }

  /// Reads a whole number from 0 on.
  public mutating func count() throws(SnapshotError) -> Int {
    let number = try integer()
    guard number >= 0 else { throw SnapshotError("a count is \(number)") }
    return number
  }

  /// Reads a number of double precision.
  public mutating func double() throws(SnapshotError) -> Double { Double(bitPattern: try word()) }

  /// Reads a whole number that may be missing.
  public mutating func optionalInteger() throws(SnapshotError) -> Int? {
    switch try integer() {
    case 0: nil
    case 1: try integer()
    case let other: throw SnapshotError("\(other) stands where 0 or 1 says whether a number follows")
    }
  }

  /// Reads bytes.
  public mutating func bytes() throws(SnapshotError) -> [UInt8] { Array(try take(count(), of: 1)) }

  /// Reads a text.
  public mutating func text() throws(SnapshotError) -> String {
    guard let text = String(validating: try bytes(), as: UTF8.self) else {
      throw SnapshotError("a text is not UTF-8")
    }
    return text
  }

  /// Reads whole numbers, `count` of them.
  public mutating func integers(_ count: Int) throws(SnapshotError) -> [Int] {
    try expect(count)
    var numbers: [Int] = []
    for _ in 0..<count { numbers.append(try integer()) }
    return numbers
  }

  /// Reads numbers of single or double precision, `count` of them.
  public mutating func numbers<Number: BinaryFloatingPoint & BitwiseCopyable>(
    _ count: Int, of _: Number.Type = Number.self
  ) throws(SnapshotError) -> [Number] {
    try expect(count)
    return try numbers(reading: count)
  }

  /// Reads as many numbers of single or double precision as were written.
  public mutating func numbers<Number: BinaryFloatingPoint & BitwiseCopyable>(
    of _: Number.Type = Number.self
  ) throws(SnapshotError) -> [Number] {
    try numbers(reading: count())
  }

  /// Makes sure that nothing is left.
  public func end() throws(SnapshotError) {
    guard rest.isEmpty else { throw SnapshotError("\(rest.count) bytes are left over") }
  }

  private mutating func numbers<Number: BinaryFloatingPoint & BitwiseCopyable>(
    reading count: Int
  ) throws(SnapshotError) -> [Number] {
    let bytes = try take(count, of: MemoryLayout<Number>.stride)
    return [Number](unsafeUninitializedCapacity: count) { buffer, initialized in
      bytes.withUnsafeBytes { UnsafeMutableRawBufferPointer(buffer).copyMemory(from: $0) }
      initialized = count
    }
  }

  private mutating func expect(_ expected: Int) throws(SnapshotError) {
    let found = try count()
    guard found == expected else { throw SnapshotError("\(found) numbers stand where \(expected) should") }
  }

  private mutating func word() throws(SnapshotError) -> UInt64 {
    try take(1, of: 8).reversed().reduce(0) { $0 << 8 | UInt64($1) }
  }

  /// The bytes of so many items of a size, if there are as many.
  private mutating func take(_ count: Int, of size: Int) throws(SnapshotError) -> ArraySlice<UInt8> {
    guard count <= rest.count / size else { throw SnapshotError("it ends too early") }
    defer { rest = rest.dropFirst(count * size) }
    return rest.prefix(count * size)
  }
}
