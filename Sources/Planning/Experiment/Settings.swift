import Catalog

/// The values of a map that has been checked; asking for what cannot be there is a programming error.
struct Settings {
  let values: [String: ParameterValue]

  init(_ values: [String: ParameterValue]) { self.values = values }

  subscript(section: String) -> Settings {
    if case .map(let inner)? = values[section] { Settings(inner) } else { Settings([:]) }
  }

  func text(_ key: String) -> String {
    guard let text = optionalText(key) else { preconditionFailure("\(key) is not text") }
    return text
  }

  func optionalText(_ key: String) -> String? {
    if case .text(let text)? = values[key] { text } else { nil }
  }

  func number(_ key: String) -> Double {
    guard let number = optionalNumber(key) else { preconditionFailure("\(key) is not a number") }
    return number
  }

  func optionalNumber(_ key: String) -> Double? {
    if case .number(let number)? = values[key] { number } else { nil }
  }

  func integer(_ key: String) -> Int { Int(number(key)) }

  func optionalInteger(_ key: String) -> Int? { optionalNumber(key).map { Int($0) } }

  func flag(_ key: String) -> Bool { values[key] == .flag(true) }

  /// A word of an enumeration.
  func choice<Choice: RawRepresentable<String>>(_ key: String, as type: Choice.Type = Choice.self) -> Choice {
    guard let choice = Choice(rawValue: text(key)) else { preconditionFailure("\(key) is not a \(type)") }
    return choice
  }

  func texts(_ key: String) -> [String] {
    guard case .list(let items)? = values[key] else { return [] }
    return items.compactMap { if case .text(let text) = $0 { text } else { nil } }
  }

  func numbers(_ key: String) -> [Double]? {
    guard case .list(let items)? = values[key] else { return nil }
    return items.compactMap { if case .number(let number) = $0 { number } else { nil } }
  }

  func matrix(_ key: String) -> [[Double]] {
    guard case .list(let rows)? = values[key] else { return [] }
    return rows.compactMap { Settings(["row": $0]).numbers("row") }
  }

  /// A kind's parameters without the word that names it.
  func parameters(without keyword: String = "kind") -> [String: ParameterValue] {
    values.filter { $0.key != keyword }
  }
}
