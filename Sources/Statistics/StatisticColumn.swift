/// A column of derived figures: its name in the table, its entry in the data dictionary, and its cell of a row.
public struct StatisticColumn<Row>: Sendable {
  /// The name in the table's header.
  public let name: String
  /// Whether the column holds whole numbers, rather than real ones or nothing.
  public let isInteger: Bool
  /// One sentence on what the column holds, and when it is empty.
  public let description: String
  /// The text of a row's cell, empty where there is no figure.
  public let text: @Sendable (Row) -> String

  /// A column of real figures, with nine significant digits.
  init(_ name: String, _ description: String, _ figure: @escaping @Sendable (Row) -> Double?) {
    self.name = name
    isInteger = false
    self.description = description
    text = { significant9(figure($0)) }
  }

  /// A column of counts.
  init(count name: String, _ description: String, _ count: @escaping @Sendable (Row) -> Int?) {
    self.name = name
    isInteger = true
    self.description = description
    text = { count($0).map(String.init) ?? "" }
  }
}
