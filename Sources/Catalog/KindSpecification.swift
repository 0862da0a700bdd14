/// Something that a catalog makes, with the checked settings it was made from.
///
/// Two are equal where kind and settings are.
public struct KindSpecification<Value: Sendable>: Sendable, Hashable {
  /// The kind and its settings.
  public let parameters: Parameters
  /// What they make.
  public let value: Value

  /// A value with the settings that made it.
  public init(_ parameters: Parameters, _ value: Value) {
    self.parameters = parameters
    self.value = value
  }

  /// The word after `kind:`.
  public var kind: String { parameters.description.kind }
  /// The kind with its non-default settings, as tables write it.
  public var label: String { parameters.label }

  /// Whether kind and settings are equal.
  public static func == (a: Self, b: Self) -> Bool { a.parameters == b.parameters }

  /// Hashes kind and settings.
  public func hash(into hasher: inout Hasher) { hasher.combine(parameters) }
}
