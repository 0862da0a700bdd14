/// Finds what separates the cells of a file by its first rows.
///
/// A separator fits where it cuts most rows into the same number of cells, two or more. Spaces are tried last, since texts have
/// them too. Where several fit, the one whose cells are numbers, dates and missing values is meant; where that decides
/// nothing, the file is refused.
struct SeparatorFinder {
  /// Rows that are looked at.
  private static let rows = 200

  let file: String
  let text: ArraySlice<UInt8>
  let isAll: Bool

  /// What a separator makes of the first rows.
  private struct Trial {
    let separator: Separator
    /// Cells in each row, and the row's bytes.
    var rows: [(cells: [Range<Int>], line: Int)] = []
    /// The commonest number of cells, and the share of rows that have it.
    var width = 0
    var share = 0.0
  }

  /// The separator.
  ///
  /// - Throws: ``DataError`` where several fit, or where the first line is no row but a title.
  func find() throws(DataError) -> Separator {
    var fitting = [Separator.comma, .semicolon, .tab, .pipe].map(trial).filter {
      $0.width > 1 && $0.share >= 0.7
    }
    if fitting.isEmpty { fitting = [trial(.space)].filter { $0.width > 1 && $0.share >= 0.9 } }
    let withHeader = fitting.filter { trial in
      trial.rows.first.map { abs($0.cells.count - trial.width) <= 1 } ?? false
    }
    if !withHeader.isEmpty { fitting = withHeader }
    guard fitting.count > 1 else { return fitting.first?.separator ?? .comma }
    let scores = fitting.map(readable)
    let best = scores.max() ?? 0
    let likely = zip(fitting, scores).filter { $0.1 > best - 0.2 }.map(\.0.separator)
    guard likely.count == 1 else {
      let words = likely.map(\.rawValue)
      throw DataError(
        file: file, line: 1, column: 1,
        "the cells could be separated by \(words.joined(separator: " or by ")); say which: 'read: {separator: \(words[0])}'"
      )
    }
    return likely[0]
  }

  /// Of which lines the first is a row as wide as most are, where the first line of all is not: a title stands above.
  func title(_ separator: Separator, width: Int) -> Int? {
    let trial = trial(separator)
    guard trial.width > 1, trial.share >= 0.7, trial.width > width + 1 else { return nil }
    return trial.rows.first { $0.cells.count >= trial.width - 1 }.map { $0.line - 1 }
  }

  /// The share of cells below the first row that hold a number, a date or nothing.
  private func readable(_ trial: Trial) -> Double {
    var (good, all) = (0, 0)
    for row in trial.rows.dropFirst() {
      for cell in row.cells {
        all += 1
        let bytes = text[cell].filter { $0 != UInt8(ascii: "\"") }
        let word = String(decoding: bytes, as: UTF8.self)
        let isNumber = [UInt8(ascii: "."), UInt8(ascii: ",")].contains {
          DecimalNumber.value(of: bytes.span, point: $0) != nil
        }
        if isNumber || word.isEmpty || CalendarDate(word) != nil { good += 1 }
      }
    }
    return all == 0 ? 0 : Double(good) / Double(all)
  }

  private func trial(_ separator: Separator) -> Trial {
    var trial = Trial(separator: separator)
    let byte = separator.byte
    var cells: [Range<Int>] = []
    var (start, line, rowLine, isQuoted) = (text.startIndex, 1, 1, false)
    func isLineEnd(_ byte: UInt8) -> Bool { byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") }
    var index = text.startIndex
    while index < text.endIndex, trial.rows.count < Self.rows {
      let found = text[index]
      if found == UInt8(ascii: "\"") {
        isQuoted.toggle()
      } else if isLineEnd(found) {
        let isSecond =
          found == UInt8(ascii: "\n") && index > text.startIndex && text[index - 1] == UInt8(ascii: "\r")
        if !isSecond { line += 1 }
        if !isQuoted {
          if !isSecond {
            if !(cells.isEmpty && start == index) { trial.rows.append((cells + [start..<index], rowLine)) }
            cells = []
          }
          (start, rowLine) = (index + 1, line)
        }
      } else if found == byte, !isQuoted {
        // A run of spaces is one separator, and none at the start of a line.
        if separator != .space || index > start { cells.append(start..<index) }
        start = index + 1
      }
      index += 1
    }
    if isAll, start < text.endIndex, trial.rows.count < Self.rows {
      trial.rows.append((cells + [start..<text.endIndex], rowLine))
    }
    var counts: [Int: Int] = [:]
    for row in trial.rows { counts[row.cells.count, default: 0] += 1 }
    // Of two numbers that are as common the larger.
    let common = counts.max { ($0.value, $0.key) < ($1.value, $1.key) }
    if let common {
      (trial.width, trial.share) = (common.key, Double(common.value) / Double(trial.rows.count))
    }
    return trial
  }
}
