/// Dates beside steps, which must not fall: steps run in the order of the file, and a newest-first file would run backwards in time.
struct StepDates {
  private struct Dates {
    let column: Int
    let format: DateFormat
    /// The last date, in seconds since the start of 1970-01-01.
    var last: Int
  }

  private var dates: [Dates] = []
  /// What resolves it where dates fall.
  private let advice: String

  /// Finds the columns, but for those that are something else, that hold a date beyond doubt in the row at hand.
  init(
    _ table: TableReader, except columns: [Int],
    advice: String = "sort the rows by date, or choose those of one group with 'read: {where: …}'"
  ) {
    self.advice = advice
    for column in table.names.indices where !columns.contains(column) {
      // A column that nothing asks for may hold anything, such as a quote where none can stand.
      guard let text = try? table.text(column), let format = DateFormat.certain(text),
        let date = format.seconds(text)
      else { continue }
      dates.append(Dates(column: column, format: format, last: date))
    }
  }

  /// Compares the dates of the row at hand with those above it; cells without a date count for nothing.
  ///
  /// - Throws: ``DataError`` at a date that comes before the last one of its column.
  mutating func check(_ table: TableReader) throws(DataError) {
    for index in dates.indices {
      let column = dates[index].column
      guard let text = try? table.text(column), let date = dates[index].format.seconds(text) else { continue }
      guard date >= dates[index].last else {
        throw table.error(
          column,
          "'\(text)' under '\(table.names[column])' comes before the date above it, and steps run in the order of the file; \(advice)"
        )
      }
      dates[index].last = date
    }
  }
}
