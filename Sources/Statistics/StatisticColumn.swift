/// A column of derived figures: its name in the table and its entry in the data dictionary.
public struct StatisticColumn: Sendable, Hashable {
  /// The name in the table's header.
  public let name: String
  /// Whether the column holds whole numbers, rather than real ones or nothing.
  public let isInteger: Bool
  /// One sentence on what the column holds, and when it is empty.
  public let description: String

  init(_ name: String, isInteger: Bool = false, _ description: String) {
    self.name = name
    self.isInteger = isInteger
    self.description = description
  }
}
