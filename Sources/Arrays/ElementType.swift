/// The type of an array's numbers, by its name in safetensors files.
public enum ElementType: String, Sendable, Hashable, CaseIterable {
  /// IEEE 754 double precision.
  case float64 = "F64"
  /// IEEE 754 single precision.
  case float32 = "F32"
  /// IEEE 754 half precision.
  case float16 = "F16"
  /// The upper half of a single-precision number.
  case bfloat16 = "BF16"
  /// Whole numbers of 64 bits.
  case int64 = "I64"
  /// Whole numbers of 32 bits.
  case int32 = "I32"
  /// Whole numbers of 16 bits.
  case int16 = "I16"
  /// Whole numbers of 8 bits.
  case int8 = "I8"
  /// Whole numbers of 64 bits, from 0.
  case uint64 = "U64"
  /// Whole numbers of 32 bits, from 0.
  case uint32 = "U32"
  /// Whole numbers of 16 bits, from 0.
  case uint16 = "U16"
  /// Whole numbers of 8 bits, from 0.
  case uint8 = "U8"
  /// 0 or 1, a byte each.
  case bool = "BOOL"

  /// Bytes of one number.
  public var size: Int {
    switch self {
    case .float64, .int64, .uint64: 8
    case .float32, .int32, .uint32: 4
    case .float16, .bfloat16, .int16, .uint16: 2
    case .int8, .uint8, .bool: 1
    }
  }

  /// The number that an element's little-endian bits stand for; `nil` where double precision does not hold it exactly, or a truth value
  /// is neither 0 nor 1.
  func number(_ bits: UInt64) -> Double? {
    switch self {
    case .float64: Double(bitPattern: bits)
    case .float32: Double(Float(bitPattern: UInt32(truncatingIfNeeded: bits)))
    case .float16: Self.half(UInt16(truncatingIfNeeded: bits))
    case .bfloat16: Double(Float(bitPattern: UInt32(truncatingIfNeeded: bits) << 16))
    case .int64: Double(exactly: Int64(bitPattern: bits))
    case .int32: Double(Int32(truncatingIfNeeded: bits))
    case .int16: Double(Int16(truncatingIfNeeded: bits))
    case .int8: Double(Int8(truncatingIfNeeded: bits))
    case .uint64: Double(exactly: bits)
    case .uint32, .uint16, .uint8: Double(bits)
    case .bool: bits <= 1 ? Double(bits) : nil
    }
  }

  /// Half precision by its parts: a sign, 5 bits of exponent with bias 15, 10 bits of fraction.
  private static func half(_ bits: UInt16) -> Double {
    let (exponent, fraction) = (Int(bits >> 10 & 0x1F), Double(bits & 0x3FF))
    let magnitude =
      switch exponent {
      case 0: fraction * 0x1p-24
      case 0x1F: fraction == 0 ? Double.infinity : .nan
      default: Double(sign: .plus, exponent: exponent - 15, significand: 1 + fraction * 0x1p-10)
      }
    return bits >> 15 == 1 ? -magnitude : magnitude
  }
}
