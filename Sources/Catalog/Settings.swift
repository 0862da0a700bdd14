/// The values of a map of the experiment file that has been checked.
public struct Settings: Sendable, SettingsReading {
  /// The values by key.
  public let values: [String: ParameterValue]

  /// The values of a map.
  public init(_ values: [String: ParameterValue]) { self.values = values }

  /// The map at a key; empty where there is none.
  public subscript(section: String) -> Settings {
    if case .map(let inner)? = values[section] { Settings(inner) } else { Settings([:]) }
  }

  /// The value of a key.
  public func value(_ name: String) -> ParameterValue? { values[name] }

  /// A kind's parameters without the word that names it.
  public func parameters(without keyword: String = "kind") -> [String: ParameterValue] {
    values.filter { $0.key != keyword }
  }
}
