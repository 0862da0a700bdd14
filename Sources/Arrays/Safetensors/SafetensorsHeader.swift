import Catalog

/// Reads the header of a safetensors file: the arrays in the order of their numbers, and the metadata.
struct SafetensorsHeader {
  /// What the header says of an array.
  struct Described {
    let name: String
    /// The byte of the name in the header.
    let place: Int
    let type: ElementType
    let shape: [Int]
    let begin: Int
    let end: Int
  }

  private let dataCount: Int
  private(set) var arrays: [Described] = []
  private(set) var metadata: [String: String] = [:]

  /// A reader for a file with so many bytes of numbers.
  init(dataCount: Int) { self.dataCount = dataCount }

  mutating func read(_ header: ArraySlice<UInt8>) throws(JSONError) {
    guard header.first == UInt8(ascii: "{") else {
      throw JSONError(0, "the header of a safetensors file begins with {")
    }
    var scanner = JSONScanner(header)
    try scanner.object { name, place, scanner throws(JSONError) in
      if name == Safetensors.metadataName {
        try readMetadata(&scanner)
      } else {
        try readArray(name, place, &scanner)
      }
    }
    try scanner.end()
    arrays.sort { ($0.begin, $0.end, $0.place) < ($1.begin, $1.end, $1.place) }
    try checkCover()
  }

  private mutating func readMetadata(_ scanner: inout JSONScanner) throws(JSONError) {
    var found: [String: String] = [:]
    try scanner.object { key, place, scanner throws(JSONError) in
      guard found.count < Safetensors.Limit.words else {
        throw JSONError(
          place, "found more than \(Safetensors.Limit.words) words of metadata, which is the limit")
      }
      found[key] = try scanner.string("a text, for metadata holds texts alone")
    }
    metadata = found
  }

  private mutating func readArray(
    _ name: String, _ place: Int, _ scanner: inout JSONScanner
  ) throws(JSONError) {
    guard !name.isEmpty else { throw JSONError(place, "an array has no name") }
    guard arrays.count < Safetensors.Limit.arrays else {
      throw JSONError(place, "found more than \(Safetensors.Limit.arrays) arrays, which is the limit")
    }
    var (type, shape, offsets) = (ElementType?.none, [Int]?.none, [Int]?.none)
    try scanner.object { key, place, scanner throws(JSONError) in
      switch key {
      case "dtype": type = try Self.type(of: name, &scanner)
      case "shape":
        shape = try Self.numbers(
          of: name, &scanner, atMost: Safetensors.Limit.dimensions, "a length from 0", "dimensions")
      case "data_offsets":
        offsets = try Self.numbers(of: name, &scanner, atMost: 2, "a byte from 0", "offsets")
      default:
        throw JSONError(
          place, "\(JSON.excerpt(key)) is not a key of an array; expected dtype, shape, data_offsets")
      }
    }
    guard let type, let shape, let offsets else {
      let missing = [("dtype", type == nil), ("shape", shape == nil), ("data_offsets", offsets == nil)]
      let names = missing.filter(\.1).map(\.0).joined(separator: ", ")
      throw JSONError(place, "\(JSON.excerpt(name)) lacks \(names)")
    }
    try append(name, place, type, shape, offsets)
  }

  /// Takes in an array whose bytes are within the file, and as many as its shape takes.
  private mutating func append(
    _ name: String, _ place: Int, _ type: ElementType, _ shape: [Int], _ offsets: [Int]
  ) throws(JSONError) {
    guard offsets.count == 2, offsets[0] <= offsets[1], offsets[1] <= dataCount else {
      throw JSONError(
        place,
        "\(JSON.excerpt(name)) has the data_offsets \(offsets); expected its first byte and the one after its last, at most \(dataCount)"
      )
    }
    let size = Self.product(shape + [type.size])
    guard size == offsets[1] - offsets[0] else {
      throw JSONError(
        place,
        "\(JSON.excerpt(name)) has \(offsets[1] - offsets[0]) bytes; \(type.rawValue) of shape \(shape) takes \(size.map(String.init) ?? "more than there are")"
      )
    }
    arrays.append(
      Described(name: name, place: place, type: type, shape: shape, begin: offsets[0], end: offsets[1]))
  }

  private static func type(of name: String, _ scanner: inout JSONScanner) throws(JSONError) -> ElementType {
    let place = scanner.position
    let word = try scanner.string("the name of a type in quotes")
    guard let type = ElementType(rawValue: word) else {
      let known = ElementType.allCases.map(\.rawValue)
      throw JSONError(
        place,
        "\(JSON.excerpt(name)) is of type \(JSON.excerpt(word)), which is not read; expected one of \(known.joined(separator: ", "))"
      )
    }
    return type
  }

  private static func numbers(
    of name: String, _ scanner: inout JSONScanner, atMost limit: Int, _ each: String, _ what: String
  ) throws(JSONError) -> [Int] {
    var numbers: [Int] = []
    try scanner.array { scanner throws(JSONError) in
      let place = scanner.position
      guard numbers.count < limit else {
        throw JSONError(place, "found more than \(limit) \(what) of \(JSON.excerpt(name))")
      }
      let number = try scanner.integer(each)
      guard number >= 0 else { throw JSONError(place, "found \(number); expected \(each)") }
      numbers.append(number)
    }
    return numbers
  }

  /// The product; `nil` where it is beyond `Int`.
  private static func product(_ factors: [Int]) -> Int? {
    if factors.contains(0) { return 0 }
    var product = 1
    for factor in factors {
      let (next, overflows) = product.multipliedReportingOverflow(by: factor)
      if overflows { return nil }
      product = next
    }
    return product
  }

  /// Arrays follow each other from the first byte of the numbers to the last.
  private func checkCover() throws(JSONError) {
    var end = 0
    var before: Described?
    for array in arrays {
      if array.begin < end, let before {
        throw JSONError(
          array.place,
          "\(JSON.excerpt(array.name)) begins at byte \(array.begin) of the numbers, within \(JSON.excerpt(before.name))"
        )
      }
      guard array.begin == end else {
        throw JSONError(
          array.place,
          "\(JSON.excerpt(array.name)) begins at byte \(array.begin) of the numbers; expected \(end), for arrays follow each other without holes"
        )
      }
      (end, before) = (array.end, array)
    }
    guard end == dataCount else {
      throw JSONError(
        0,
        "the arrays take \(end) bytes, and \(dataCount) follow the header; expected no more than the arrays take"
      )
    }
  }
}
