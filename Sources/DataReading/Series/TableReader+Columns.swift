import Catalog

extension TableReader {
  /// The columns of numbers: those that are asked for, or else all that have a name.
  ///
  /// - Parameters:
  ///   - asked: the columns that a setting lists; `nil` for all.
  ///   - others: columns that have another part: dates, conditions.
  ///   - noun: what the columns are, in messages.
  ///   - days: the column of dates, where a column of hours could belong to it.
  /// - Returns: the columns, and those without a name, which are ignored if they can hold nothing of the kind.
  /// - Throws: ``DataError`` where names do not tell which columns are meant.
  func numberColumns(
    _ asked: [Int]?, except others: Set<Int>, noun: String, days: String? = nil
  ) throws(DataError) -> (columns: [Int], unnamed: [UnnamedColumn]) {
    if let asked { return (asked, []) }
    var columns: [Int] = []
    var unnamed: [UnnamedColumn] = []
    for (column, name) in names.enumerated() where !others.contains(column) {
      if name.isEmpty {
        unnamed.append(UnnamedColumn(column: column, noun: noun))
      } else {
        columns.append(column)
      }
    }
    // Two columns of one name are one too many where both are asked for.
    var seen: [String: Int] = [:]
    for column in columns {
      if let first = seen.updateValue(column, forKey: names[column]) {
        throw headerError(
          column,
          "columns \(first + 1) and \(column + 1) are both named '\(names[column])'; list the \(noun) in 'columns', or name all columns with 'read: {skip: \(settings.skip + 1), header: […]}'"
        )
      }
    }
    // A column such as `week` is none of them unless the file says so.
    if let calendar = columns.first(where: { DateColumns.words.contains(names[$0].lowercased()) }) {
      let name = names[calendar]
      let clock =
        ["hour", "time"].contains(name.lowercased())
        ? days.map { "say 'read: {date: {columns: [\($0)], time: \(name)}}' if it is the time of day, or " }
        : nil
      throw headerError(
        calendar,
        "'\(name)' is named like a date and is not read as one; \(clock ?? "")list the \(noun) in 'columns', with it or without it"
      )
    }
    return (columns, unnamed)
  }
}
