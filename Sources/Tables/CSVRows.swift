/// The rows of a table that ``CSVLine`` wrote: every cell is text, quoted where it has to be.
public struct CSVRows {
  /// The header's names.
  public let names: [String]
  /// The rows below it, each of as many cells as there are names.
  public let rows: [[String]]

  /// Reads a table; `nil` where the bytes are none of this form.
  public init?(_ bytes: [UInt8]) {
    var (lines, cell, line) = ([[String]](), [UInt8](), [String]())
    var isQuoted = false
    var index = 0
    while index < bytes.count {
      let byte = bytes[index]
      index += 1
      switch byte {
      case UInt8(ascii: "\"") where isQuoted && index < bytes.count && bytes[index] == UInt8(ascii: "\""):
        cell.append(byte)
        index += 1
      case UInt8(ascii: "\""): isQuoted.toggle()
      case UInt8(ascii: ",") where !isQuoted, 0x0A where !isQuoted:
        guard let text = String(validating: cell, as: UTF8.self) else { return nil }
        line.append(text)
        cell.removeAll(keepingCapacity: true)
        guard byte == 0x0A else { continue }
        lines.append(line)
        line.removeAll(keepingCapacity: true)
      default: cell.append(byte)
      }
    }
    guard !isQuoted, cell.isEmpty, line.isEmpty, let names = lines.first,
      lines.allSatisfy({ $0.count == names.count })
    else { return nil }
    self.names = names
    rows = Array(lines.dropFirst())
  }
}
