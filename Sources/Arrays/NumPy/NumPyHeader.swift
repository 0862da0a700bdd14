/// The header of an array as NumPy writes it (NEP 1): versions 1.0 to 3.0.
///
/// ```
/// 6 bytes     \x93NUMPY
/// 2 bytes     the version
/// 2 or 4      N, the length of the dictionary, little-endian; 2 bytes in version 1
/// N bytes     {'descr': '<f8', 'fortran_order': False, 'shape': (3, 4), }, padded with spaces
/// the rest    the elements
/// ```
struct NumPyHeader {
  static let magic: [UInt8] = [0x93] + Array("NUMPY".utf8)
  private static let lengthLimit = 1 << 16
  /// Bytes from the start of a file that hold any header that is read.
  static let longest = 12 + lengthLimit

  /// What the dictionary says of the elements, such as `<f8`.
  private(set) var type = ""
  private(set) var isColumnMajor = false
  private(set) var shape: [Int] = []
  /// The byte of the first element.
  let end: Int

  /// What is wrong, and at which byte.
  struct Problem: Error {
    let byte: Int
    let message: String
  }

  /// Reads a header.
  ///
  /// - Parameters:
  ///   - bytes: the beginning of a file: ``longest`` bytes, or all of it.
  ///   - count: the bytes of the whole file.
  init(_ bytes: [UInt8], of count: Int) throws(Problem) {
    guard bytes.starts(with: Self.magic), bytes.count >= 10 else {
      throw Problem(byte: 0, message: "is no array of NumPy's: expected \\x93NUMPY at its start")
    }
    guard (1...3).contains(bytes[6]) else {
      throw Problem(
        byte: 6, message: "is of version \(bytes[6]).\(bytes[7]) of NumPy's format; expected 1 to 3")
    }
    let width = bytes[6] == 1 ? 2 : 4
    let begin = 8 + width
    guard bytes.count >= begin else { throw Problem(byte: 8, message: "ends within its header") }
    let length = bytes[8..<begin].reversed().reduce(0) { $0 << 8 | Int($1) }
    guard length <= Self.lengthLimit, length <= count - begin else {
      throw Problem(
        byte: 8,
        message:
          "has a header of \(length) bytes; it has \(count - begin) behind it, and at most \(Self.lengthLimit) are read"
      )
    }
    end = begin + length
    var scanner = PythonScanner(bytes[begin..<end])
    try read(&scanner)
  }

  private mutating func read(_ scanner: inout PythonScanner) throws(Problem) {
    var seen: Set<String> = []
    try scanner.expect("{")
    while !scanner.take("}") {
      let place = scanner.place
      let key = try scanner.string()
      guard seen.insert(key).inserted else {
        throw Problem(byte: place, message: "has '\(key)' twice in its header")
      }
      try scanner.expect(":")
      switch key {
      case "descr":
        let place = scanner.place
        guard !scanner.sees("[") else {
          throw Problem(
            byte: place, message: "holds records of several fields; expected an array of numbers or of texts")
        }
        type = try scanner.string()
      case "fortran_order": isColumnMajor = try scanner.flag()
      case "shape": shape = try scanner.numbers()
      default:
        throw Problem(
          byte: place, message: "has \(excerpt(key)) in its header; expected descr, fortran_order and shape")
      }
      guard scanner.take(",") else {
        try scanner.expect("}")
        break
      }
    }
    try scanner.end()
    let missing = ["descr", "fortran_order", "shape"].filter { !seen.contains($0) }
    guard missing.isEmpty else {
      throw Problem(byte: end, message: "lacks \(missing.joined(separator: ", ")) in its header")
    }
    guard shape.count <= Safetensors.Limit.dimensions else {
      throw Problem(
        byte: end, message: "has \(shape.count) dimensions; at most \(Safetensors.Limit.dimensions) are read")
    }
  }
}

/// Reads the few literals of Python that such a header has.
private struct PythonScanner {
  private let bytes: ArraySlice<UInt8>
  private(set) var place: Int

  init(_ bytes: ArraySlice<UInt8>) {
    self.bytes = bytes
    place = bytes.startIndex
    skipSpace()
  }

  private mutating func skipSpace() {
    while place < bytes.endIndex, [0x20, 0x0A, 0x09, 0x0D].contains(bytes[place]) { place += 1 }
  }

  private func problem(_ expected: String) -> NumPyHeader.Problem {
    let found =
      place < bytes.endIndex
      ? "has '\(Unicode.Scalar(bytes[place]))' in its header" : "has a header that ends too early"
    return NumPyHeader.Problem(byte: place, message: "\(found); expected \(expected)")
  }

  func sees(_ sign: Unicode.Scalar) -> Bool { place < bytes.endIndex && bytes[place] == UInt8(ascii: sign) }

  mutating func take(_ sign: Unicode.Scalar) -> Bool {
    guard sees(sign) else { return false }
    place += 1
    skipSpace()
    return true
  }

  mutating func expect(_ sign: Unicode.Scalar) throws(NumPyHeader.Problem) {
    guard take(sign) else { throw problem(String(sign)) }
  }

  func end() throws(NumPyHeader.Problem) {
    guard place == bytes.endIndex else { throw problem("nothing more") }
  }

  /// A text in either quotes, without escapes: there are none in names of types.
  mutating func string() throws(NumPyHeader.Problem) -> String {
    guard sees("'") || sees("\"") else { throw problem("a text in quotes") }
    let quote = bytes[place]
    guard let end = bytes[(place + 1)...].firstIndex(of: quote) else {
      throw NumPyHeader.Problem(byte: place, message: "has a text without its closing quote in its header")
    }
    guard let text = String(validating: bytes[place + 1..<end], as: UTF8.self) else {
      throw NumPyHeader.Problem(byte: place, message: "has a text in its header that is not UTF-8")
    }
    place = end + 1
    skipSpace()
    return text
  }

  mutating func flag() throws(NumPyHeader.Problem) -> Bool {
    for (word, value) in [("True", true), ("False", false)] where bytes[place...].starts(with: word.utf8) {
      place += word.utf8.count
      skipSpace()
      return value
    }
    throw problem("True or False")
  }

  /// A tuple of lengths.
  mutating func numbers() throws(NumPyHeader.Problem) -> [Int] {
    var numbers: [Int] = []
    try expect("(")
    while !take(")") {
      var number = 0
      let start = place
      while place < bytes.endIndex, (0x30...0x39).contains(bytes[place]) {
        let (next, overflows) = number.multipliedReportingOverflow(by: 10)
        let (sum, carries) = next.addingReportingOverflow(Int(bytes[place]) - 0x30)
        guard !overflows, !carries else {
          throw NumPyHeader.Problem(byte: start, message: "has a length in its header that is too large")
        }
        number = sum
        place += 1
      }
      guard place > start else { throw problem("a length from 0") }
      skipSpace()
      numbers.append(number)
      guard take(",") else {
        try expect(")")
        break
      }
    }
    return numbers
  }
}
