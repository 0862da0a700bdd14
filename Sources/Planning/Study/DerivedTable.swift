public import Tables

/// A table that is worked out of all finished runs of a plan together, whole: no columns come before its own.
public struct DerivedTable: Sendable {
  /// The table.
  public let schema: TableSchema
  /// The cells of its rows.
  package let rows: [[Cell]]

  /// A table with its rows.
  public init<Row>(_ table: Table<Row>, _ rows: [Row]) {
    schema = table.schema
    self.rows = rows.map(table.cells)
  }
}
