import Digest

/// One sequence of numbers in a file: a row for each step, in the order of the file, and a column for each number of a step.
///
/// Rows have no time beside their order; where another column holds dates, they must not fall. A cell without a value is refused: every step is computed.
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
    var reader = try StepReader(TableReader(file: file, files.content(file), read), columns: columns)
    rows = try reader.rows(atMost: maximumSteps)
    names = reader.names
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
