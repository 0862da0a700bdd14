/// Something that was found in data, as `sluice plan` prints it: `rows  522, 2005-01-03 to 2014-12-29`.
public struct Finding: Sendable, Hashable {
  /// What it is about, in a word.
  public let name: String
  /// What was found.
  public let text: String

  /// A finding.
  public init(_ name: String, _ text: String) { (self.name, self.text) = (name, text) }
}
