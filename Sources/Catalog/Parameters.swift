/// The settings of one kind, complete and checked: every parameter has an admissible value.
///
/// This is what a policy, task, optimizer or gradient rule is made from.
public struct Parameters: Sendable, Hashable, SettingsReading {
  /// The kind the settings belong to.
  public let description: KindDescription
  /// The settings that differ from the defaults or have none.
  private let given: [String: ParameterValue]

  /// Checks `given` against the description and completes it with the defaults.
  ///
  /// - Throws: ``ParameterError`` naming the first parameter, in sorted order, that is unknown, missing or
  ///   not admissible.
  public init(_ description: KindDescription, _ given: [String: ParameterValue] = [:]) throws(ParameterError)
  {
    for (name, value) in given.sorted(by: { $0.key < $1.key }) {
      guard let parameter = description.parameter(named: name) else {
        throw .unknown(
          name: name, kind: description.kind, known: description.parameters.map(\.name))
      }
      guard parameter.admits(value) else {
        throw .notAdmissible(name: name, found: value.text, allowed: parameter.allowed)
      }
    }
    for parameter in description.parameters
    where parameter.defaultValue == nil && !parameter.isOptional && given[parameter.name] == nil {
      throw .missing(name: parameter.name, kind: description.kind, allowed: parameter.allowed)
    }
    self.description = description
    self.given = given
  }

  /// The value of a parameter: as given, else its default, else `nil`.
  public subscript(name: String) -> ParameterValue? { value(name) }

  /// The value of a parameter: as given, else its default, else `nil`.
  public func value(_ name: String) -> ParameterValue? {
    given[name] ?? description.parameter(named: name)?.defaultValue
  }

  /// Every setting that has a value, as given or by default.
  public var values: [String: ParameterValue] {
    var values = given
    for parameter in description.parameters where values[parameter.name] == nil {
      values[parameter.name] = parameter.defaultValue
    }
    return values
  }

  /// The kind followed by its non-default parameters, sorted, as axis values stand in tables:
  /// `bernoulli probability_temperature=0.5`.
  public var label: String { description.label(given) }
}
