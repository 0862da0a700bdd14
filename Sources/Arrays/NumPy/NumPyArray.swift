/// Understands the bytes of an array as NumPy writes it.
enum NumPyArray {
  /// The content of an `.npy` file: row-major, whatever the order of the file.
  ///
  /// - Parameters:
  ///   - bytes: the whole file.
  ///   - file: the name of the archive, for messages.
  ///   - name: the name of the array, for messages.
  static func content(of bytes: ArraySlice<UInt8>, file: String, name: String) throws(ArrayFileError)
    -> ArrayFile.Content
  {
    do { return try content(of: bytes) } catch {
      throw ArrayFileError(file: file, "\(excerpt(name)) \(error.message) (byte \(error.byte) of the array)")
    }
  }

  private static func content(of bytes: ArraySlice<UInt8>) throws(NumPyHeader.Problem) -> ArrayFile.Content {
    let header = try NumPyHeader(Array(bytes.prefix(NumPyHeader.longest)), of: bytes.count)
    guard let element = NumPyElement(header.type) else {
      let areObjects = header.type.hasSuffix("O")
      throw NumPyHeader.Problem(
        byte: 10,
        message:
          "is of type \(excerpt(header.type))\(areObjects ? ", Python's objects" : ""), which is not read; expected numbers of 8 to 64 bits, truth values, or texts\(areObjects ? "; array.astype(str) makes texts of objects" : "")"
      )
    }
    let (found, needed) = (bytes.count - header.end, size(header.shape, of: element))
    guard found == needed else {
      throw NumPyHeader.Problem(
        byte: header.end,
        message:
          "has \(found) bytes; '\(header.type)' of shape \(NumberArray.text(header.shape)) takes \(needed.map(String.init) ?? "more than there are")"
      )
    }
    var elements = element.littleEndian(bytes.dropFirst(header.end))
    if header.isColumnMajor { elements = rowMajor(elements, header.shape, element.size) }
    if case .number(let type) = element.kind {
      return .numbers(NumberArray(type, shape: header.shape, bytes: elements))
    }
    var texts: [String] = []
    for start in stride(from: elements.startIndex, to: elements.endIndex, by: element.size) {
      guard let text = element.text(elements[start..<start + element.size]) else {
        let byte = header.end + start - elements.startIndex
        throw NumPyHeader.Problem(byte: byte, message: "holds a text that is not Unicode")
      }
      texts.append(text)
    }
    return .texts(texts, shape: header.shape)
  }

  /// Bytes of an array; `nil` where `Int` does not hold them.
  private static func size(_ shape: [Int], of element: NumPyElement) -> Int? {
    if shape.contains(0) { return 0 }
    var size = element.size
    for length in shape {
      let (product, overflows) = size.multipliedReportingOverflow(by: length)
      if overflows { return nil }
      size = product
    }
    return size
  }

  /// The elements with the last dimension varying fastest, of an array in which the first does.
  private static func rowMajor(_ bytes: ArraySlice<UInt8>, _ shape: [Int], _ size: Int) -> ArraySlice<UInt8> {
    guard shape.count > 1, !bytes.isEmpty else { return bytes }
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count)
    // The place of each dimension's next element in the file.
    var strides = [size]
    for length in shape.dropLast() { strides.append(strides[strides.count - 1] * length) }
    var index = Array(repeating: 0, count: shape.count)
    var place = bytes.startIndex
    while result.count < bytes.count {
      result += bytes[place..<place + size]
      var dimension = shape.count - 1
      while dimension >= 0 {
        index[dimension] += 1
        place += strides[dimension]
        if index[dimension] < shape[dimension] { break }
        place -= strides[dimension] * shape[dimension]
        index[dimension] = 0
        dimension -= 1
      }
    }
    return result[...]
  }
}

/// A name or word in quotes, cut where it is long: a file may have names of 65,535 bytes.
func excerpt(_ text: String) -> String { text.count > 60 ? "'\(text.prefix(60))…'" : "'\(text)'" }
