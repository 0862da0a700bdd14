/// Numbers of one type in a rectangular array of any rank, row-major and little-endian, as files hold them.
///
/// The bytes may be a part of a file's: nothing is copied or converted before ``numbers()`` asks for it.
public struct NumberArray: Sendable, Hashable {
  /// The type of every number.
  public let type: ElementType
  /// The length of every dimension; none for a single number.
  public let shape: [Int]
  /// The numbers, the last dimension varying fastest.
  public let bytes: ArraySlice<UInt8>

  /// An array whose bytes have been checked against its shape.
  init(_ type: ElementType, shape: [Int], bytes: ArraySlice<UInt8>) {
    self.type = type
    self.shape = shape
    self.bytes = bytes
  }

  /// Single-precision numbers, as many as the shape has.
  public init(_ values: some Collection<Float>, shape: [Int]) {
    self.init(.float32, shape: shape, values.lazy.map(\.bitPattern))
  }

  /// Double-precision numbers, as many as the shape has.
  public init(_ values: some Collection<Double>, shape: [Int]) {
    self.init(.float64, shape: shape, values.lazy.map(\.bitPattern))
  }

  private init<Bits: FixedWidthInteger>(
    _ type: ElementType, shape: [Int], _ bits: some Collection<Bits>
  ) {
    precondition(bits.count == shape.reduce(1, *), "\(bits.count) numbers for the shape \(shape)")
    var bytes: [UInt8] = []
    bytes.reserveCapacity(bits.count * type.size)
    for number in bits { withUnsafeBytes(of: number.littleEndian) { bytes.append(contentsOf: $0) } }
    self.init(type, shape: shape, bytes: bytes[...])
  }

  /// How many numbers there are.
  public var count: Int { bytes.count / type.size }

  /// The shape as people write it: `[8, 3]`.
  public var shapeText: String { Self.text(shape) }

  static func text(_ shape: [Int]) -> String { "[\(shape.map(String.init).joined(separator: ", "))]" }

  /// The numbers in double precision, each exactly.
  ///
  /// - Throws: ``Inexact`` for a whole number of 64 bits beyond 2⁵³ that double precision does not have.
  public func numbers() throws(Inexact) -> [Double] {
    var numbers: [Double] = []
    numbers.reserveCapacity(count)
    for start in stride(from: bytes.startIndex, to: bytes.endIndex, by: type.size) {
      var bits: UInt64 = 0
      for offset in (0..<type.size).reversed() { bits = bits << 8 | UInt64(bytes[start + offset]) }
      guard let number = type.number(bits) else { throw Inexact(index: numbers.count, type: type) }
      numbers.append(number)
    }
    return numbers
  }

  /// A number that double precision does not hold exactly.
  public struct Inexact: Error, Sendable, Hashable, CustomStringConvertible {
    /// Its place among the array's numbers, from 0.
    public let index: Int
    /// The type of the array.
    public let type: ElementType

    /// One clause for a person.
    public var description: String {
      type == .bool
        ? "its number \(index) is neither 0 nor 1"
        : "its number \(index), of type \(type.rawValue), has no exact value in double precision"
    }
  }
}
