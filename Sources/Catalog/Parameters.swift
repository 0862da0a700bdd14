/// The settings of one kind, complete and checked: every parameter has an admissible value.
///
/// This is what a policy, task, optimizer or gradient rule is made from.
public struct Parameters: Sendable, Hashable {
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
  public subscript(name: String) -> ParameterValue? {
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

  /// A number that has a value; asking for another shape is a programming error.
  public func number(_ name: String) -> Double {
    guard let value = optionalNumber(name) else { preconditionFailure("\(name) is not a number") }
    return value
  }

  /// A whole number that has a value.
  public func integer(_ name: String) -> Int { Int(number(name)) }

  /// A number that may have been left out.
  public func optionalNumber(_ name: String) -> Double? {
    if case .number(let value)? = self[name] { value } else { nil }
  }

  /// A text or choice that has a value.
  public func text(_ name: String) -> String {
    guard let value = optionalText(name) else { preconditionFailure("\(name) is not a text") }
    return value
  }

  /// A text that may have been left out.
  public func optionalText(_ name: String) -> String? {
    if case .text(let value)? = self[name] { value } else { nil }
  }

  /// A flag that has a value.
  public func flag(_ name: String) -> Bool {
    guard case .flag(let value)? = self[name] else { preconditionFailure("\(name) is not a flag") }
    return value
  }

  /// A list of numbers that has a value.
  public func numbers(_ name: String) -> [Double] {
    guard case .list(let values)? = self[name] else { preconditionFailure("\(name) is not a list") }
    return values.compactMap { if case .number(let number) = $0 { number } else { nil } }
  }

  /// A list of texts that may have been left out.
  public func optionalTexts(_ name: String) -> [String]? {
    guard case .list(let values)? = self[name] else { return nil }
    return values.compactMap { if case .text(let text) = $0 { text } else { nil } }
  }

  /// The kind followed by its non-default parameters, sorted, as axis values stand in tables:
  /// `bernoulli probability_temperature=0.5`.
  public var label: String { description.label(given) }
}
