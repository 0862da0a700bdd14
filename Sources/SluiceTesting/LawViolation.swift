/// A law that a kind breaks, at the first place where it does.
public struct LawViolation: Sendable, Hashable, CustomStringConvertible {
  /// The kind with the settings that differ from its defaults: `jittered_hard_sigmoid width=0.1`.
  public let kind: String
  /// The law's name, as ``Laws`` lists it.
  public let law: String
  /// Where: the arguments, such as `z = 0.5, u = 0.25`.
  public let place: String
  /// What was found there.
  public let found: String
  /// What the law says.
  public let expected: String

  /// Everything in one line.
  public var description: String { "\(kind): \(law): \(place): found \(found), expected \(expected)" }
}

/// The laws that a kind breaks; never empty.
public struct LawViolations: Error, Sendable, Hashable, CustomStringConvertible {
  /// The violations, settings by settings and law by law.
  public let violations: [LawViolation]

  /// One line for each.
  public var description: String { violations.map(\.description).joined(separator: "\n") }
}
