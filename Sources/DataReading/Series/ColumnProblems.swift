/// What is wrong in the cells of columns, gathered so that one message can name them all.
struct ColumnProblems {
  /// A bad cell: its own sentence, and what resolves it where the cell shows that.
  struct Cell {
    let error: DataError
    var remedy: String?
  }

  /// A column's first bad cell.
  private struct Problem {
    let cell: Cell
    let name: String
    var count = 1

    var error: DataError { cell.error }
  }

  private var problems: [Int: Problem] = [:]

  var isEmpty: Bool { problems.isEmpty }

  /// Notes a cell of a column; what is wrong is found out of the first alone.
  mutating func note(_ column: Int, _ name: String, _ cell: () -> Cell) {
    if problems[column] == nil {
      problems[column] = Problem(cell: cell(), name: name)
    } else {
      problems[column]!.count += 1
    }
  }

  /// The columns, in order.
  var columns: [Int] { problems.keys.sorted() }

  /// One error for all: the first cell's own sentence where a single column is at fault, else a list of the columns.
  ///
  /// - Parameters:
  ///   - what: what the cells are, such as `hold cells that are no numbers`.
  ///   - remedy: what resolves it, where several columns are at fault and not all of their cells show it.
  func error(_ what: String, remedy: String) -> DataError? {
    let all = columns.compactMap { problems[$0] }
    guard let first = all.first else { return nil }
    guard all.count > 1 else {
      guard first.count > 1 else { return first.error }
      return DataError(
        file: first.error.file, line: first.error.line, column: first.error.column,
        "\(first.error.message) (and \(first.count - 1) more \(first.count == 2 ? "cell" : "cells") of this column)"
      )
    }
    let list = all.prefix(40).map { problem in
      "'\(problem.name)' (\(problem.count) from line \(problem.error.line ?? 0))"
    }
    // The shortest is the surest: others leave a choice between two.
    let remedies = all.compactMap(\.cell.remedy)
    let shown = remedies.count == all.count ? remedies.min { $0.count < $1.count } : nil
    let rest = all.count > 40 ? ", … and \(all.count - 40) more" : ""
    return DataError(
      file: first.error.file, line: first.error.line, column: first.error.column,
      "\(all.count) columns \(what): \(list.joined(separator: ", "))\(rest); \(shown ?? remedy)")
  }
}
