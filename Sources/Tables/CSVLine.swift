/// One line of a CSV file in the making: UTF-8, commas, quoting as RFC 4180 says, one LF at the end.
public struct CSVLine {
  /// The bytes so far.
  public private(set) var bytes: [UInt8] = []
  /// Fields so far.
  public private(set) var count = 0

  /// An empty line.
  public init() {}

  /// A line of these cells.
  public init(_ cells: some Sequence<Cell>) {
    for cell in cells { append(cell) }
  }

  /// Appends a cell.
  public mutating func append(_ cell: Cell) {
    var text = cell.text
    text.withUTF8 { append(utf8: $0) }
  }

  /// Appends a field, quoted where it holds a comma, a quote or the end of a line.
  public mutating func append(utf8: some Collection<UInt8>) {
    if count > 0 { bytes.append(UInt8(ascii: ",")) }
    count += 1
    let quote = UInt8(ascii: "\"")
    guard utf8.contains(where: { $0 == quote || $0 == UInt8(ascii: ",") || $0 == 0x0A || $0 == 0x0D }) else {
      return bytes.append(contentsOf: utf8)
    }
    bytes.append(quote)
    for byte in utf8 {
      if byte == quote { bytes.append(quote) }
      bytes.append(byte)
    }
    bytes.append(quote)
  }

  /// Appends the field that a record's word spells; an empty one where it is no word.
  public mutating func append(word: ArraySlice<UInt8>) {
    if RecordWord.isPlain(word) {
      append(utf8: word)
    } else {
      append(utf8: RecordWord.bytes(word) ?? [])
    }
  }

  /// The line with its end.
  public consuming func finished() -> [UInt8] {
    bytes.append(0x0A)
    return bytes
  }
}
