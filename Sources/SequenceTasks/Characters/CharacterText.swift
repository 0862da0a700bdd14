import DataReading

/// A text as a row of symbols: its Unicode scalars, each by its place in the alphabet.
struct CharacterText: Sendable {
  /// The most different characters.
  static let mostSymbols = 1_024

  /// The file as the experiment names it.
  let file: String
  /// The place of each character in the alphabet.
  let symbols: [Int32]
  /// The characters that occur, by code point.
  let alphabet: [Unicode.Scalar]

  /// Reads a file in UTF-8; a byte-order mark at its beginning is left out.
  ///
  /// - Throws: `DataError` for bytes that are no UTF-8, and for too many different characters.
  init(_ file: String, files: borrowing FileReader) throws {
    let scalars = try Self.scalars(of: try files.unpacked(file), file: file)
    let alphabet = Set(scalars).sorted()
    guard alphabet.count <= Self.mostSymbols else {
      throw DataError(
        file: file,
        "\(alphabet.count) different characters; a network tells \(Self.mostSymbols) apart at most, such as those of an alphabetic script"
      )
    }
    let places = Dictionary(
      alphabet.enumerated().map { ($1, Int32($0)) }, uniquingKeysWith: { first, _ in first })
    self.file = file
    self.alphabet = alphabet
    symbols = scalars.map { places[$0] ?? 0 }
  }

  /// The names of the characters: themselves, or U+000A where they would not be seen.
  var names: [String] {
    alphabet.map { scalar in
      let isSeen = scalar.properties.generalCategory.isSeen
      if isSeen { return String(Character(scalar)) }
      let digits = String(scalar.value, radix: 16, uppercase: true)
      return "U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    }
  }

  private static func scalars(of bytes: [UInt8], file: String) throws(DataError) -> [Unicode.Scalar] {
    var scalars: [Unicode.Scalar] = []
    scalars.reserveCapacity(bytes.count)
    var parser = Unicode.UTF8.ForwardParser()
    var rest = bytes.makeIterator()
    var line = 1
    while true {
      switch parser.parseScalar(from: &rest) {
      case .emptyInput: return scalars.first == "\u{FEFF}" ? Array(scalars.dropFirst()) : scalars
      case .valid(let encoded):
        let scalar = Unicode.UTF8.decode(encoded)
        if scalar == "\n" { line += 1 }
        scalars.append(scalar)
      case .error:
        throw DataError(file: file, line: line, "bytes that are no UTF-8; expected a text in UTF-8")
      }
    }
  }
}

extension Unicode.GeneralCategory {
  /// Whether characters of the category leave a mark of their own.
  fileprivate var isSeen: Bool {
    switch self {
    case .control, .format, .surrogate, .privateUse, .unassigned, .spaceSeparator, .lineSeparator,
      .paragraphSeparator, .nonspacingMark, .enclosingMark, .spacingMark:
      false
    default: true
    }
  }
}
