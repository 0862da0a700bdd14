import Catalog

extension SeriesTable {
  /// The column of dates: the one named, or else the first outside `selected` that begins with an ISO 8601 date.
  static func dateColumn(named name: String?, outside selected: [Int], in table: CSVTable) throws
    -> Int?
  {
    guard let name else {
      // A bare number is a value, even where it could be a year.
      return table.names.indices.first {
        !selected.contains($0) && table.number(row: 0, column: $0) == nil
          && CalendarDate(table.text(row: 0, column: $0)) != nil
      }
    }
    let index = try indices(of: [name], "date_column", in: table)[0]
    guard !selected.contains(index) else {
      throw ParameterError.conflict(
        names: ["columns", "date_column"], reason: "'\(name)' cannot be a series and the dates")
    }
    return index
  }

  /// Refuses to take a column such as `week` for a series unless the file says so.
  static func checkCalendarNames(_ columns: [Int], in table: CSVTable) throws(DataError) {
    let calendar = [
      "date", "dates", "datetime", "timestamp", "time", "day", "week", "month", "quarter", "year",
    ]
    for column in columns where calendar.contains(table.names[column].lowercased()) {
      let name = table.names[column]
      guard table.number(row: 0, column: column) == nil else {
        throw table.error(
          row: -1, column: column,
          "'\(name)' is named like a date but holds numbers; "
            + "say 'date_column: \(name)' if they are years, or list the series in 'columns'"
        )
      }
      throw table.error(
        row: 0, column: column,
        "\(found(0, column, in: table)) under '\(name)' is no date; "
          + "expected ISO 8601 dates (\(CalendarDate.forms)); "
          + "or list the series in 'columns' to leave '\(name)' out"
      )
    }
  }

  /// Reads a column of dates and checks that they increase.
  static func dates(in column: Int, of table: CSVTable) throws(DataError) -> [CalendarDate] {
    var dates: [CalendarDate] = []
    for row in 0..<table.rowCount {
      guard let date = CalendarDate(table.text(row: row, column: column)) else {
        throw table.error(
          row: row, column: column,
          "\(found(row, column, in: table)) under '\(table.names[column])' is no date; "
            + "expected ISO 8601 dates: \(CalendarDate.forms)"
        )
      }
      if let last = dates.last, date <= last {
        throw table.error(
          row: row, column: column,
          "'\(table.text(row: row, column: column))' does not come after "
            + "'\(table.text(row: row - 1, column: column))' in the row before; "
            + "rows must be in order of time, each date once"
        )
      }
      dates.append(date)
    }
    return dates
  }

  private static func found(_ row: Int, _ column: Int, in table: CSVTable) -> String {
    let text = table.text(row: row, column: column)
    return text.isEmpty ? "an empty cell" : "'\(text)'"
  }
}
