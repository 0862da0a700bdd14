public import Tables

/// A table with rows for every cell of a sweep that no run has to find out, behind the columns that name the cell.
public struct CellTable: Sendable {
  /// The table without the columns that name the cell.
  public let body: TableSchema
  /// The rows of a cell.
  package let rows: @Sendable () -> [[Cell]]

  /// A table, with a function that gives its rows for the cell.
  public init<Row>(_ table: Table<Row>, _ rows: @escaping @Sendable () -> [Row]) {
    body = table.schema
    self.rows = { rows().map(table.cells) }
  }
}
