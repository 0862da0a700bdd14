/// The text of a column's cell, made anew only where the cell is not that of the row above it: names of sequences and classes are
/// repeated for thousands of rows.
struct RepeatedText {
  let column: Int
  /// The text of the row at hand; `nil` where its cell holds no value.
  private(set) var text: String?

  private let knowsMissing: Bool
  private var bytes: [UInt8] = []
  private var isQuoted = false
  private var isRead = false

  /// A column.
  ///
  /// - Parameter knowsMissing: whether cells that hold no value, as `read.missing` lists them, have no text; else they have the
  ///   text that stands there.
  init(_ column: Int, knowsMissing: Bool = false) {
    self.column = column
    self.knowsMissing = knowsMissing
  }

  /// Reads the cell of the row at hand.
  ///
  /// - Returns: whether it differs from that of the row above.
  mutating func read(_ table: TableReader) throws(DataError) -> Bool {
    if isRead, table.cell(column, isQuoted: isQuoted, has: bytes) { return false }
    text = try knowsMissing ? table.textUnlessMissing(column) : table.text(column)
    isQuoted = table.copyBytes(column, to: &bytes)
    isRead = true
    return true
  }
}

extension TableReader {
  /// The text of a cell; `nil` where it holds no value.
  func textUnlessMissing(_ column: Int) throws(DataError) -> String? {
    let text = try text(column)
    if settings.missing.contains(text.utf8.span) { return nil }
    guard settings.missing.hasNumbers, let number = DecimalNumber.value(of: text.utf8.span) else {
      return text
    }
    return settings.missing.contains(number) ? nil : text
  }
}
