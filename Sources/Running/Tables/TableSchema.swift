/// What a table is called and holds: the source of its header, of its rows' width and of the data dictionary.
public struct TableSchema: Sendable, Hashable {
  /// One column of a table.
  public struct Column: Sendable, Hashable {
    /// The type of a column's values, by its Frictionless name.
    public enum ValueType: String, Sendable, Hashable {
      /// Text.
      case string
      /// Whole numbers.
      case integer
      /// Numbers, among them NaN and INF.
      case number
      /// `true` or `false`.
      case boolean
    }

    /// The name in the header.
    public let name: String
    /// The type of its values.
    public let type: ValueType
    /// One sentence: meaning and unit.
    public let summary: String
    /// Whether values may be empty.
    public let isOptional: Bool

    /// A column.
    public init(_ name: String, _ type: ValueType, _ summary: String, isOptional: Bool = false) {
      self.name = name
      self.type = type
      self.summary = summary
      self.isOptional = isOptional
    }
  }

  /// The file's name without its ending.
  public let name: String
  /// One sentence: what a row is.
  public let summary: String
  /// The columns in their order.
  public let columns: [Column]

  /// A table.
  public init(_ name: String, _ summary: String, _ columns: [Column]) {
    self.name = name
    self.summary = summary
    self.columns = columns
  }

  /// The file's name.
  public var file: String { name + ".csv" }
}
