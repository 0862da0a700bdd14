/// A column's name, type and meaning: its place in the header and its entry in the data dictionary.
public struct ColumnSchema: Sendable, Hashable {
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
