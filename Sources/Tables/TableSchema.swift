/// What a table is called and holds: the source of its header and of its entry in the data dictionary.
public struct TableSchema: Sendable, Hashable {
  /// The file's name without its ending.
  public let name: String
  /// One sentence: what a row is.
  public let summary: String
  /// The columns in their order.
  public let columns: [ColumnSchema]

  /// A table; two columns of one name are a programming error.
  public init(_ name: String, _ summary: String, _ columns: [ColumnSchema]) {
    precondition(Set(columns.map(\.name)).count == columns.count, "\(name) has two columns of one name")
    self.name = name
    self.summary = summary
    self.columns = columns
  }

  /// The file's name.
  public var file: String { name + ".csv" }

  /// The same table behind further columns.
  public func behind(_ head: [ColumnSchema]) -> TableSchema { TableSchema(name, summary, head + columns) }
}
