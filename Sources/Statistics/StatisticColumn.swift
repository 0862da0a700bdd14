/// A column of derived figures: its name in the table, its entry in the data dictionary, and its cell of a row.
public struct StatisticColumn<Row>: Sendable {
  /// The name in the table's header.
  public let name: String
  /// What the cells of a column hold, where they are not empty.
  public enum Content: Sendable, Hashable {
    /// Real numbers, with nine significant digits.
    case figure
    /// Whole numbers.
    case count
    /// Words.
    case text
  }

  /// What the column holds.
  public let content: Content
  /// One sentence on what the column holds, and when it is empty.
  public let description: String
  /// The text of a row's cell, empty where there is no figure.
  public let text: @Sendable (Row) -> String

  /// A column of real figures, with nine significant digits.
  init(_ name: String, _ description: String, _ figure: @escaping @Sendable (Row) -> Double?) {
    self.name = name
    content = .figure
    self.description = description
    text = { significant9(figure($0)) }
  }

  /// A column of counts.
  init(count name: String, _ description: String, _ count: @escaping @Sendable (Row) -> Int?) {
    self.name = name
    content = .count
    self.description = description
    text = { count($0).map(String.init) ?? "" }
  }

  /// A column of words.
  init(text name: String, _ description: String, _ word: @escaping @Sendable (Row) -> String?) {
    self.name = name
    content = .text
    self.description = description
    text = { word($0) ?? "" }
  }
}
