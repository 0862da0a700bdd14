/// What a terminal would show of the text that was written to it.
package struct TerminalScreen {
  /// The characters of a line.
  package let columns: Int
  /// Lines that were longer than the terminal is wide, and went on in the next.
  package private(set) var broken = 0
  /// The lines of each moment at which the cursor went back to write over something, and at the end.
  package private(set) var frames: [[String]] = []
  private var rows: [[Unicode.Scalar]] = [[]]
  private var (row, column) = (0, 0)

  /// A terminal on which a text has been written.
  package init(columns: Int, _ text: String) {
    self.columns = columns
    write(text)
  }

  /// The lines as they stand at the end, without those at the end that are empty.
  package var lines: [String] {
    var lines = rows.map { row in
      var text = String.UnicodeScalarView()
      text.append(contentsOf: row)
      return String(text)
    }
    while lines.last?.isEmpty == true { lines.removeLast() }
    return lines
  }

  private mutating func write(_ text: String) {
    var rest = Array(text.unicodeScalars)[...]
    while let scalar = rest.popFirst() {
      switch scalar {
      case "\r": column = 0
      case "\n":
        row += 1
        while rows.count <= row { rows.append([]) }
        column = 0
      case "\u{1B}" where rest.first == "[":
        rest.removeFirst()
        let number = rest.prefix { ("0"..."9").contains($0) || $0 == ";" }
        rest = rest.dropFirst(number.count)
        steer(rest.popFirst() ?? "m", Int(String(String.UnicodeScalarView(number))) ?? 0)
      default: put(scalar)
      }
    }
    frames.append(lines)
  }

  private mutating func put(_ scalar: Unicode.Scalar) {
    if column == columns {
      broken += 1
      (row, column) = (row + 1, 0)
      while rows.count <= row { rows.append([]) }
    }
    while rows[row].count <= column { rows[row].append(" ") }
    rows[row][column] = scalar
    column += 1
  }

  private mutating func steer(_ command: Unicode.Scalar, _ number: Int) {
    switch command {
    case "A":
      frames.append(lines)
      row = max(0, row - max(1, number))
    case "K": if column < rows[row].count { rows[row].removeSubrange(column...) }
    case "J":
      if column < rows[row].count { rows[row].removeSubrange(column...) }
      rows.removeSubrange((row + 1)...)
    default: break
    }
  }
}
