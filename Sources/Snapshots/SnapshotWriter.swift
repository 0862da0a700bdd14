/// Writes down the parts of a run's state, one after the other.
///
/// Numbers are little-endian: whole ones in 8 bytes, floating-point ones with their bits as they are, so that nothing is rounded. Texts and
/// lists come after their length. A part begins with its name, by which a reader of another form notices that it is another.
public struct SnapshotWriter: Sendable {
  /// What has been written.
  public private(set) var bytes: [UInt8] = []

  /// A writer that has written nothing.
  public init() {}

  /// Writes a part after its name.
  public mutating func write(_ name: String, _ part: some Restorable) {
    write(name)
    part.write(to: &self)
  }

  /// Writes a whole number.
  public mutating func write(_ number: Int) {
    withUnsafeBytes(of: Int64(number).littleEndian) { bytes.append(contentsOf: $0) }
  }

  /// Writes a number of double precision.
  public mutating func write(_ number: Double) {
    withUnsafeBytes(of: number.bitPattern.littleEndian) { bytes.append(contentsOf: $0) }
  }

  /// Writes a whole number that may be missing.
  public mutating func write(_ number: Int?) {
    write(number == nil ? 0 : 1)
    if let number { write(number) }
  }

  /// Writes bytes.
  public mutating func write(_ list: [UInt8]) {
    write(list.count)
    bytes += list
  }

  /// Writes a text.
  public mutating func write(_ text: String) { write(Array(text.utf8)) }

  /// Writes whole numbers.
  public mutating func write(_ numbers: [Int]) {
    write(numbers.count)
    for number in numbers { write(number) }
  }

  /// Writes numbers of single or double precision.
  public mutating func write<Number: BinaryFloatingPoint & BitwiseCopyable>(_ numbers: [Number]) {
    #if !_endian(little)
      #error("the bytes of numbers are written as they lie in memory, which has to be little-endian")
    #endif
    write(numbers.count)
    numbers.withUnsafeBytes { bytes.append(contentsOf: $0) }
  }
}
