/// The text of one value in a table, the same in a record and in a CSV file; empty where there is no value.
///
/// Measured numbers are the shortest text that reads back to them, whole numbers have no fraction, and flags are `true`
/// and `false`.
public struct Cell: Sendable, Hashable {
  /// The text, without quotes.
  public let text: String

  private init(_ text: String) { self.text = text }

  /// No value.
  public static let empty = Cell("")

  /// A text.
  public static func text(_ value: String) -> Cell { Cell(value) }

  /// A whole number, or no value.
  public static func integer(_ value: Int?) -> Cell { Cell(value.map(String.init) ?? "") }

  /// A measured number, or no value: the shortest text that reads back to it.
  public static func exact(_ value: Double?) -> Cell { Cell(value.map(NumberText.exact) ?? "") }

  /// A measured number in single precision: the shortest text that reads back to it.
  public static func exact(_ value: Float) -> Cell { Cell(NumberText.exact(value)) }

  /// A flag.
  public static func flag(_ value: Bool) -> Cell { Cell(value ? "true" : "false") }
}
