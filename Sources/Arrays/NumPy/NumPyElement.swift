/// What one element of a NumPy array is, by the word that its header has for it: `<f8`, `|b1`, `<U12`.
struct NumPyElement {
  enum Kind {
    case number(ElementType)
    /// Texts of bytes in UTF-8 (`S`), padded with zeros.
    case bytes
    /// Texts of four-byte characters (`U`), padded with zeros.
    case unicode
  }

  private static let numbers: [Substring: ElementType] = [
    "f8": .float64, "f4": .float32, "f2": .float16, "i8": .int64, "i4": .int32, "i2": .int16, "i1": .int8,
    "u8": .uint64, "u4": .uint32, "u2": .uint16, "u1": .uint8, "b1": .bool,
  ]
  private static let longestText = 1 << 20

  let kind: Kind
  /// Bytes of one element.
  let size: Int
  private let isBigEndian: Bool

  /// - Returns: `nil` for a type that is not read.
  init?(_ word: String) {
    guard let order = word.first, "<>|=".contains(order) else { return nil }
    let name = word.dropFirst()
    isBigEndian = order == ">"
    if let type = Self.numbers[name] {
      (kind, size) = (.number(type), type.size)
      return
    }
    guard let letter = name.first, let characters = Int(name.dropFirst()), 1...Self.longestText ~= characters
    else { return nil }
    switch letter {
    case "S": (kind, size) = (.bytes, characters)
    case "U": (kind, size) = (.unicode, 4 * characters)
    default: return nil
    }
  }

  /// The elements with the least significant byte of each number or character first.
  func littleEndian(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    let width: Int
    switch kind {
    case .number(let type): width = type.size
    case .bytes: width = 1
    case .unicode: width = 4
    }
    guard isBigEndian, width > 1 else { return bytes }
    var swapped = Array(bytes)
    for start in stride(from: 0, to: swapped.count, by: width) { swapped[start..<start + width].reverse() }
    return swapped[...]
  }

  /// The text of an element; `nil` where its bytes are none.
  func text(_ bytes: ArraySlice<UInt8>) -> String? {
    if case .bytes = kind {
      let end = bytes.lastIndex { $0 != 0 }.map { $0 + 1 } ?? bytes.startIndex
      return String(validating: bytes[bytes.startIndex..<end], as: UTF8.self)
    }
    var scalars = String.UnicodeScalarView()
    var zeros = 0
    for start in stride(from: bytes.startIndex, to: bytes.endIndex, by: 4) {
      let code = bytes[start..<start + 4].reversed().reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
      guard let scalar = Unicode.Scalar(code) else { return nil }
      if code == 0 {
        zeros += 1
      } else {
        // A zero within a text is a character of it.
        for _ in 0..<zeros { scalars.append("\0") }
        zeros = 0
        scalars.append(scalar)
      }
    }
    return String(scalars)
  }
}
