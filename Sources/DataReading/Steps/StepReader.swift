/// Reads the rows of a table as steps, and gathers what is wrong in their cells.
struct StepReader {
  private(set) var table: TableReader
  /// The columns of numbers, in the order in which they are asked for.
  let columns: [Int]
  private var unnamed: [UnnamedColumn]
  private var dates: StepDates?
  private var problems = ColumnProblems()
  private var missing = ColumnProblems()

  /// A reader that stands before the first row.
  ///
  /// - Throws: ``DataError`` where names do not tell which columns are meant; `ParameterError` where one is not there.
  init(_ table: TableReader, columns asked: [String]?) throws {
    let asked = try asked.map { try table.columns.columns($0, "columns") }
    (columns, unnamed) = try table.numberColumns(
      asked, except: Set(table.conditionColumns), noun: "inputs")
    self.table = table
    guard !columns.isEmpty else {
      throw table.headerError(0, "no inputs: no column but those of 'where' has a name")
    }
  }

  /// The names of the columns.
  var names: [String] { columns.map { table.names[$0] } }

  /// The numbers of all rows, [T, m].
  ///
  /// - Throws: ``DataError`` where a cell holds none, dates fall, or the rows are too many or none.
  mutating func rows(atMost limit: Int) throws -> [[Double]] {
    var rows: [[Double]] = []
    while try table.next() {
      guard rows.count < limit else {
        throw DataError(
          file: table.file, line: table.line,
          "the row is one more than the \(limit) steps that are allowed; choose rows with 'read: {where: …}'")
      }
      if dates == nil { dates = StepDates(table, except: columns) }
      try dates?.check(table)
      rows.append(columns.indices.map { number($0) })
      for index in unnamed.indices { unnamed[index].take(&table) }
    }
    guard !rows.isEmpty else {
      throw table.headerError(0, "no rows under the header; expected one line for each step")
    }
    for column in unnamed { try column.check(table) }
    try check()
    return rows
  }

  /// The number of the row at hand in a column, by its place among those that are asked for; NaN where there is none.
  private mutating func number(_ place: Int) -> Double {
    let column = columns[place]
    switch table.value(column) {
    case .number(let value) where abs(value) <= StepTable.largest: return value
    case .missing:
      let table = table
      missing.note(place, table.names[column]) {
        ColumnProblems.Cell(
          error: table.error(
            column,
            "'\(table.names[column])' has no value here, and every step needs one; fill it in, or leave the column out with 'columns'"
          ))
      }
    case .number, .other:
      let table = table
      problems.note(place, table.names[column]) {
        table.notANumber(column, largest: StepTable.largest, purpose: "single precision")
      }
    }
    return .nan
  }

  private func check() throws(DataError) {
    let error =
      problems.error("hold cells that are no numbers", remedy: "list the inputs in 'columns'")
      ?? missing.error(
        "lack values", remedy: "every step needs a value of every input; list the inputs in 'columns'")
    if let error { throw error }
  }
}
