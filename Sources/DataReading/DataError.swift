/// Why data cannot be used: where, what was found and what is allowed.
public struct DataError: Error, Sendable, Hashable, CustomStringConvertible {
  /// Whether the file is absent or unreadable, rather than wrong inside.
  public let isMissing: Bool
  /// The file as the experiment names it.
  public let file: String
  /// Line from 1, where it applies.
  public let line: Int?
  /// Column (character) from 1, where it applies.
  public let column: Int?
  /// What was found and what is allowed.
  public let message: String

  /// An error in a file's content, or about the file itself where `isMissing`.
  public init(file: String, line: Int? = nil, column: Int? = nil, isMissing: Bool = false, _ message: String)
  {
    self.file = file
    self.line = line
    self.column = column
    self.isMissing = isMissing
    self.message = message
  }

  /// `file:line:column: message`.
  public var description: String {
    ([file] + [line, column].compactMap { $0.map(String.init) }).joined(separator: ":") + ": " + message
  }
}
