/// A catalog entry: the name a kind has in experiment files, what it computes, and its parameters.
///
/// Reading YAML, `sluice list`, the JSON Schema, CSV labels and the law tests all follow from these.
public struct KindDescription: Sendable, Hashable {
  /// The word after `kind:`.
  public let kind: String
  /// One sentence.
  public let summary: String
  /// The formula in plain text, for instance `g = σ(z/τ)`.
  public let formula: String
  /// Authors and year, with the arXiv number where there is one; empty where the kind is common property.
  public let source: String
  /// The parameters in the order in which they are documented.
  public let parameters: [Parameter]

  /// A catalog entry.
  public init(
    _ kind: String, summary: String, formula: String = "", source: String = "", parameters: [Parameter] = []
  ) {
    self.kind = kind
    self.summary = summary
    self.formula = formula
    self.source = source
    self.parameters = parameters
  }

  /// The parameter of this name.
  public func parameter(named name: String) -> Parameter? {
    parameters.first { $0.name == name }
  }

  /// The kind followed by those settings that differ from the defaults, sorted by name:
  /// `bernoulli probability_temperature=0.5`.
  public func label(_ settings: [String: ParameterValue]) -> String {
    let changed = settings.filter { parameter(named: $0.key)?.defaultValue != $0.value }
    return ([kind] + changed.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value.text)" })
      .joined(separator: " ")
  }
}
