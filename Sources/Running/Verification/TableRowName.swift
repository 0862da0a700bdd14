/// A row of a published table, as `comparisons.csv:7` names the seventh row of data.
public struct TableRowName: Sendable, Hashable, CustomStringConvertible {
  /// The table's file.
  public let file: String
  /// The row of data, from 1.
  public let number: Int

  /// A row written as `TABLE.csv:N`; `nil` where the text is none.
  public init?(_ text: String) {
    guard let colon = text.lastIndex(of: ":") else { return nil }
    let digits = text[text.index(after: colon)...]
    guard digits.utf8.allSatisfy({ (48...57).contains($0) }), let number = Int(digits), number > 0 else {
      return nil
    }
    file = String(text[..<colon])
    guard file.hasSuffix(".csv"), !file.contains("/") else { return nil }
    self.number = number
  }

  /// `TABLE.csv:N`.
  public var description: String { "\(file):\(number)" }
}
