extension JSON {
  /// The value of a whole text.
  ///
  /// - Throws: ``JSONError``.
  public init(_ bytes: [UInt8]) throws(JSONError) {
    var scanner = JSONScanner(bytes[...])
    self = try scanner.value()
    try scanner.end()
  }

  /// The member of an object; `nil` where there is none, and of what is no object.
  public subscript(name: String) -> JSON? {
    guard case .object(let members) = self else { return nil }
    return members.first { $0.0 == name }?.1
  }

  /// The text that the value is; `nil` of other values.
  public var string: String? { if case .string(let text) = self { text } else { nil } }

  /// The whole number that the value is; `nil` of other values.
  public var integer: Int? { if case .integer(let number) = self { number } else { nil } }

  /// The items of a list; none of other values.
  public var items: [JSON] { if case .array(let items) = self { items } else { [] } }
}

extension ParameterValue {
  /// The setting that a JSON value says; `nil` for `null`, and for what holds it.
  public init?(_ json: JSON) {
    switch json {
    case .string(let text): self = .text(text)
    case .integer(let number): self = .number(Double(number))
    case .number(let number): self = .number(number)
    case .flag(let flag): self = .flag(flag)
    case .null: return nil
    case .array(let items):
      let values = items.map { ParameterValue($0) }
      guard !values.contains(nil) else { return nil }
      self = .list(values.compactMap { $0 })
    case .object(let members):
      var values: [String: ParameterValue] = [:]
      for (name, member) in members {
        guard let value = ParameterValue(member) else { return nil }
        values[name] = value
      }
      self = .map(values)
    }
  }
}
