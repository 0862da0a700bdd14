/// What experiment files name by a kind and its settings: a gate policy, a gradient rule, an optimizer, an initializer,
/// noise on states, a schedule.
///
/// A kind is a value that is made from checked settings. One file holds its whole life, and one line in the list of its
/// family makes `sluice list`, the JSON Schema, sweeps, tables and the law tests know it.
public protocol Kind<Family>: Sendable {
  /// What every kind of the family is to those who use it: `any GatePolicy` for gate policies.
  associatedtype Family: Sendable

  /// The catalog entry: kind, formula, source, parameters.
  static var description: KindDescription { get }

  /// A value with checked settings.
  ///
  /// - Throws: ``ParameterError`` where values that are admissible one by one do not fit together.
  init(_ parameters: Parameters) throws(ParameterError)

  /// The same value as a member of its family; the family's protocol gives it.
  static func make(_ parameters: Parameters) throws(ParameterError) -> Family
}

extension Kind {
  /// A value with the given settings, and the defaults of all others.
  ///
  /// - Throws: ``ParameterError`` naming the parameter, what was found and what is allowed.
  public init(settings: [String: ParameterValue]) throws(ParameterError) {
    try self.init(Parameters(Self.description, settings))
  }
}
