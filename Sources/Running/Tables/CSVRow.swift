/// One row of a table in the making: UTF-8, commas, quoting as RFC 4180 says, one LF at the end.
package struct CSVRow {
  /// The finished bytes.
  package private(set) var bytes: [UInt8] = []
  /// Fields so far.
  package private(set) var count = 0

  package init() {}

  /// Appends text, quoted where it holds a comma, a quote or the end of a line.
  package mutating func text(_ value: String) {
    separate()
    let utf8 = value.utf8
    let special: [UInt8] = [0x22, 0x2C, 0x0A, 0x0D]
    guard utf8.contains(where: { special.contains($0) }) else { return bytes.append(contentsOf: utf8) }
    bytes.append(0x22)
    for byte in utf8 {
      if byte == 0x22 { bytes.append(0x22) }
      bytes.append(byte)
    }
    bytes.append(0x22)
  }

  /// Appends a whole number, or nothing.
  package mutating func integer(_ value: Int?) { text(value.map(String.init) ?? "") }

  /// Appends a measured value, as the shortest text that reads back to it, or nothing.
  package mutating func exact(_ value: Double?) { text(value.map(NumberText.exact) ?? "") }

  /// Appends a single-precision value, as the shortest text that reads back to it, or nothing.
  package mutating func exact(_ value: Float) { text(NumberText.exact(value)) }

  /// Appends a flag.
  package mutating func flag(_ value: Bool) { text(value ? "true" : "false") }

  /// Appends an empty field.
  package mutating func empty() { separate() }

  /// The row with its end of line.
  package consuming func finished() -> [UInt8] {
    bytes.append(0x0A)
    return bytes
  }

  private mutating func separate() {
    if count > 0 { bytes.append(0x2C) }
    count += 1
  }
}
