import Digest

/// One sequence of numbers in a file: a row for each step, in the order of the file, and a column for each number of a step.
///
/// Rows have no time beside their order. A cell without a value is refused: every step is computed.
package struct StepTable: Sendable {
  /// The columns' names, in the order in which they are asked for.
  package let names: [String]
  /// The numbers, [T, m]; single precision has them all within its range.
  package let rows: [[Double]]
  /// The SHA-256 of names and numbers, in hexadecimal digits: the same for every way to write them.
  package let digest: String

  /// The largest magnitude that single precision has.
  static let largest = Double(Float.greatestFiniteMagnitude)

  /// Reads the steps of a file.
  ///
  /// - Parameters:
  ///   - file: the file as the experiment names it.
  ///   - read: how it lies.
  ///   - columns: the columns, in order; `nil` for all that have a name.
  ///   - maximumSteps: the most rows that are read.
  ///   - files: reads the file.
  /// - Throws: ``DataError`` where the file does not hold numbers throughout; `ParameterError` where a setting names what is
  ///   not there.
  package init(
    file: String, read: ReadSettings, columns: [String]?, maximumSteps: Int, files: borrowing FileReader
  ) throws {
    var table = try TableReader(file: file, files.content(file), read)
    let asked = try columns.map { try table.columns.columns($0, "columns") }
    guard try table.next() else {
      throw table.headerError(0, "no rows under the header; expected one line for each step")
    }
    var (chosen, unnamed) = try table.numberColumns(
      asked, except: Set(table.conditionColumns), noun: "inputs")
    guard !chosen.isEmpty else {
      throw table.headerError(0, "no inputs: no column but those of 'where' has a name")
    }
    var (problems, missing) = (ColumnProblems(), ColumnProblems())
    var rows: [[Double]] = []
    repeat {
      guard rows.count < maximumSteps else {
        throw DataError(
          file: file, line: table.line,
          "the row is one more than the \(maximumSteps) steps that are allowed; choose rows with 'read: {where: …}'"
        )
      }
      rows.append(
        chosen.enumerated().map { place, column in
          switch table.value(column) {
          case .number(let value) where abs(value) <= Self.largest: return value
          case .missing:
            let table = table
            missing.note(place, table.names[column]) {
              table.error(
                column,
                "'\(table.names[column])' has no value here, and every step needs one; fill it in, or leave the column out with 'columns'"
              )
            }
          case .number, .other:
            let table = table
            problems.note(place, table.names[column]) {
              table.notANumber(column, largest: Self.largest, purpose: "single precision")
            }
          }
          return .nan
        })
      for index in unnamed.indices { unnamed[index].take(&table) }
    } while try table.next()
    for column in unnamed { try column.check(table) }
    if let error = problems.error(
      "hold cells that are no numbers", remedy: "list the inputs in 'columns'")
    {
      throw error
    }
    if let error = missing.error(
      "lack values", remedy: "every step needs a value of every input; list the inputs in 'columns'")
    {
      throw error
    }
    names = chosen.map { [table] in table.names[$0] }
    self.rows = rows
    digest = Self.digest(names, rows)
  }

  /// The data as they were read: the same for every way to write them.
  ///
  ///     sluice/steps/v1, the count of names, each with its length, the count of rows, the numbers row by row
  ///
  /// Whole numbers take eight bytes, the most significant first, other numbers their IEEE 754 bits, likewise.
  private static func digest(_ names: [String], _ rows: [[Double]]) -> String {
    var hash = SHA256()
    hash.update("sluice/steps/v1\n".utf8)
    hash.update(number: UInt64(names.count))
    for name in names {
      hash.update(number: UInt64(name.utf8.count))
      hash.update(name.utf8)
    }
    hash.update(number: UInt64(rows.count))
    // −0 is 0: both are written so.
    for row in rows { for number in row { hash.update(number: (number + 0).bitPattern) } }
    return Hexadecimal.text(hash.finalize())
  }
}
