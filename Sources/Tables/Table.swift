/// A table as a list of columns over one type of row.
///
/// The list is the only place that knows the order, the names and the meaning of the columns.
public struct Table<Row>: Sendable {
  /// The columns in their order.
  public let columns: [Column<Row>]
  /// Name, meaning and columns, without the type of the rows.
  public let schema: TableSchema

  /// A table.
  ///
  /// - Parameters:
  ///   - name: the file's name without its ending.
  ///   - summary: one sentence: what a row is.
  ///   - columns: the columns in their order.
  public init(_ name: String, _ summary: String, _ columns: [Column<Row>]) {
    self.columns = columns
    schema = TableSchema(name, summary, columns.map(\.schema))
  }

  /// The cells of a row.
  public func cells(_ row: Row) -> [Cell] { columns.map { $0.cell(row) } }

  /// No rows yet, as a record keeps them.
  public var noRows: TableRows { rows(EmptyCollection()) }

  /// Rows as a record keeps them.
  public func rows(_ rows: some Sequence<Row>) -> TableRows {
    var result = TableRows(schema.name, columns: schema.columns.map(\.name))
    for row in rows { result.append(row, of: self) }
    return result
  }
}
