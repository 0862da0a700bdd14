public import Catalog

/// The values of a map that has been checked; asking for what cannot be there is a programming error.
public struct Settings: Sendable {
  /// The values by key.
  public let values: [String: ParameterValue]

  /// The values of a map.
  public init(_ values: [String: ParameterValue]) { self.values = values }

  /// The map at a key; empty where there is none.
  public subscript(section: String) -> Settings {
    if case .map(let inner)? = values[section] { Settings(inner) } else { Settings([:]) }
  }

  /// A text that has a value.
  public func text(_ key: String) -> String {
    guard let text = optionalText(key) else { preconditionFailure("\(key) is not text") }
    return text
  }

  /// A text that may be missing.
  public func optionalText(_ key: String) -> String? {
    if case .text(let text)? = values[key] { text } else { nil }
  }

  /// A number that has a value.
  public func number(_ key: String) -> Double {
    guard let number = optionalNumber(key) else { preconditionFailure("\(key) is not a number") }
    return number
  }

  /// A number that may be missing.
  public func optionalNumber(_ key: String) -> Double? {
    if case .number(let number)? = values[key] { number } else { nil }
  }

  /// A whole number that has a value.
  public func integer(_ key: String) -> Int { Int(number(key)) }

  /// A whole number that may be missing.
  public func optionalInteger(_ key: String) -> Int? { optionalNumber(key).map { Int($0) } }

  /// Whether a flag is set.
  public func flag(_ key: String) -> Bool { values[key] == .flag(true) }

  /// A word of an enumeration.
  public func choice<Choice: RawRepresentable<String>>(_ key: String, as type: Choice.Type = Choice.self)
    -> Choice
  {
    guard let choice = Choice(rawValue: text(key)) else { preconditionFailure("\(key) is not a \(type)") }
    return choice
  }

  /// A list of texts; empty where there is none.
  public func texts(_ key: String) -> [String] {
    guard case .list(let items)? = values[key] else { return [] }
    return items.compactMap { if case .text(let text) = $0 { text } else { nil } }
  }

  /// A list of numbers that may be missing.
  public func numbers(_ key: String) -> [Double]? {
    guard case .list(let items)? = values[key] else { return nil }
    return items.compactMap { if case .number(let number) = $0 { number } else { nil } }
  }

  /// Rows of numbers; none where there are none.
  public func matrix(_ key: String) -> [[Double]] {
    guard case .list(let rows)? = values[key] else { return [] }
    return rows.compactMap { Settings(["row": $0]).numbers("row") }
  }

  /// A kind's parameters without the word that names it.
  public func parameters(without keyword: String = "kind") -> [String: ParameterValue] {
    values.filter { $0.key != keyword }
  }
}
