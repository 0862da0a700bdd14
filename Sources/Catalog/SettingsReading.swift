/// Values by name, read by their types: settings of a kind, or a map of the experiment file.
///
/// What is read has been checked: asking a value for another type than it has is a programming error.
public protocol SettingsReading {
  /// The value of a name: as given, else its default, else `nil`.
  func value(_ name: String) -> ParameterValue?
}

extension SettingsReading {
  /// A number that has a value.
  public func number(_ name: String) -> Double {
    guard let number = optionalNumber(name) else { preconditionFailure("\(name) is not a number") }
    return number
  }

  /// A number that may have been left out.
  public func optionalNumber(_ name: String) -> Double? {
    if case .number(let number)? = value(name) { number } else { nil }
  }

  /// A whole number that has a value.
  public func integer(_ name: String) -> Int { Int(number(name)) }

  /// A whole number that may have been left out.
  public func optionalInteger(_ name: String) -> Int? { optionalNumber(name).map { Int($0) } }

  /// A text or choice that has a value.
  public func text(_ name: String) -> String {
    guard let text = optionalText(name) else { preconditionFailure("\(name) is not a text") }
    return text
  }

  /// A text that may have been left out.
  public func optionalText(_ name: String) -> String? {
    if case .text(let text)? = value(name) { text } else { nil }
  }

  /// A word of an enumeration.
  public func choice<Choice: RawRepresentable<String>>(
    _ name: String, as type: Choice.Type = Choice.self
  ) -> Choice {
    guard let choice = Choice(rawValue: text(name)) else { preconditionFailure("\(name) is not a \(type)") }
    return choice
  }

  /// Whether a flag is set; one that was left out is not.
  public func flag(_ name: String) -> Bool { value(name) == .flag(true) }

  /// A list of numbers that has a value.
  public func numbers(_ name: String) -> [Double] {
    guard let numbers = optionalNumbers(name) else { preconditionFailure("\(name) is not a list") }
    return numbers
  }

  /// A list of numbers that may have been left out.
  public func optionalNumbers(_ name: String) -> [Double]? {
    guard case .list(let values)? = value(name) else { return nil }
    return values.compactMap { if case .number(let number) = $0 { number } else { nil } }
  }

  /// A list of texts that may have been left out.
  public func optionalTexts(_ name: String) -> [String]? {
    guard case .list(let values)? = value(name) else { return nil }
    return values.compactMap { if case .text(let text) = $0 { text } else { nil } }
  }

  /// Rows of numbers; none where they were left out.
  public func matrix(_ name: String) -> [[Double]] {
    guard case .list(let rows)? = value(name) else { return [] }
    return rows.compactMap { row in
      if case .list = row { Settings(["row": row]).optionalNumbers("row") } else { nil }
    }
  }
}
