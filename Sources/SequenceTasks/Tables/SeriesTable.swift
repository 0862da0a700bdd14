import Catalog

/// Series of numbers at common times: the columns of a CSV file that a task asked for, checked.
package struct SeriesTable: Sendable {
  /// The series' names.
  package let names: [String]
  /// The dates, strictly increasing, where the file has them.
  package let dates: [CalendarDate]?
  /// The numbers row by row, [rows, series].
  package let values: [Double]
  /// The number of rows.
  package var rowCount: Int { values.count / names.count }

  /// The file, for messages.
  let table: CSVTable
  /// The place of each series in the file.
  let columns: [Int]

  /// Picks the series out of a table.
  ///
  /// The dates are the column `dateColumn` names or else the first, outside `chosen`, that begins with an ISO
  /// 8601 date. All other columns are series unless `chosen` lists them; then columns it does not list are
  /// not read at all.
  ///
  /// - Throws: ``DataError`` at a cell that is missing, no finite number or no date later than the one before,
  ///   and for a column that is named like a calendar unit but holds no dates; `ParameterError` where
  ///   a name is unknown or has two roles.
  package init(_ table: CSVTable, dateColumn: String?, chosen: [String]?) throws {
    self.table = table
    let selected = try chosen.map { try SeriesTable.indices(of: $0, "columns", in: table) }
    let dates = try SeriesTable.dateColumn(named: dateColumn, outside: selected ?? [], in: table)
    columns = selected ?? table.names.indices.filter { $0 != dates }
    guard !columns.isEmpty else {
      throw table.error(row: -1, column: 0, "no series: the only column, '\(table.names[0])', holds dates")
    }
    if selected == nil { try SeriesTable.checkCalendarNames(columns, in: table) }
    names = columns.map { table.names[$0] }
    self.dates = try dates.map { try SeriesTable.dates(in: $0, of: table) }
    var values: [Double] = []
    values.reserveCapacity(table.rowCount * columns.count)
    for row in 0..<table.rowCount {
      for column in columns {
        guard let value = table.number(row: row, column: column) else {
          throw SeriesTable.notANumber(row, column, in: table)
        }
        values.append(value)
      }
    }
    self.values = values
  }

  static func indices(of names: [String], _ parameter: String, in table: CSVTable) throws -> [Int] {
    guard !names.isEmpty else {
      throw ParameterError.notAdmissible(
        name: parameter, found: "empty", allowed: "a list of columns of \(table.file)")
    }
    var indices: [Int] = []
    for name in names {
      guard let index = table.names.firstIndex(of: name) else {
        let hint = NearestName.hint(for: name, among: table.names)
        throw ParameterError.notAdmissible(
          name: parameter, found: "'\(name)'\(hint)",
          allowed: "a column of \(table.file): " + table.names.joined(separator: ", "))
      }
      guard !indices.contains(index) else {
        throw ParameterError.notAdmissible(
          name: parameter, found: "'\(name)' twice", allowed: "each column once")
      }
      indices.append(index)
    }
    return indices
  }

  private static func notANumber(_ row: Int, _ column: Int, in table: CSVTable) -> DataError {
    let text = table.text(row: row, column: column)
    let name = table.names[column]
    let bare = text.filter { !$0.isWhitespace }
    let problem =
      if bare.isEmpty || ["na", "n/a", "null", "none", "missing", "-", "?", "."].contains(bare.lowercased()) {
        "a value is missing\(text.isEmpty ? "" : " ('\(text)')") in '\(name)'; "
          + "every series needs a number on every line"
      } else if Double(bare).map({ !$0.isFinite }) ?? false {
        "'\(text)' in '\(name)' is not finite; expected numbers such as 12, -0.5 or 1e3"
      } else if bare != text, Double(bare) != nil {
        "'\(text)' in '\(name)' has spaces in it; write '\(bare)'"
      } else {
        "'\(text)' in '\(name)' is not a number; expected numbers such as 12, -0.5 or 1e3"
      }
    return table.error(row: row, column: column, problem)
  }
}
