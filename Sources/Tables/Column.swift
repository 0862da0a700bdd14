/// A column of a table and how its cell is read off a row: header, data dictionary, record and CSV file follow from it.
public struct Column<Row>: Sendable {
  /// Name, type and meaning.
  public let schema: ColumnSchema
  /// The cell of a row.
  public let cell: @Sendable (Row) -> Cell

  /// A column whose cells are made by `cell`.
  public init(
    _ name: String, _ type: ColumnSchema.ValueType, isOptional: Bool = false, _ summary: String,
    cell: @escaping @Sendable (Row) -> Cell
  ) {
    schema = ColumnSchema(name, type, summary, isOptional: isOptional)
    self.cell = cell
  }

  /// A column of texts.
  public static func text(
    _ name: String, _ summary: String, _ value: @escaping @Sendable (Row) -> String
  ) -> Column { Column(name, .string, summary) { .text(value($0)) } }

  /// A column of whole numbers.
  public static func integer(
    _ name: String, _ summary: String, _ value: @escaping @Sendable (Row) -> Int
  ) -> Column { Column(name, .integer, summary) { .integer(value($0)) } }

  /// A column of whole numbers, some of them absent.
  public static func optionalInteger(
    _ name: String, _ summary: String, _ value: @escaping @Sendable (Row) -> Int?
  ) -> Column { Column(name, .integer, isOptional: true, summary) { .integer(value($0)) } }

  /// A column of measured numbers.
  public static func exact(
    _ name: String, _ summary: String, _ value: @escaping @Sendable (Row) -> Double
  ) -> Column { Column(name, .number, summary) { .exact(value($0)) } }

  /// A column of measured numbers, some of them absent.
  public static func optionalExact(
    _ name: String, _ summary: String, _ value: @escaping @Sendable (Row) -> Double?
  ) -> Column { Column(name, .number, isOptional: true, summary) { .exact(value($0)) } }
}
