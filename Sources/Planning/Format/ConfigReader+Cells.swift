import Catalog

/// What says how a file is read: maps inside a kind's parameters, texts as cells hold them, one of several shapes.
extension ConfigReader {
  /// A list of texts as they are written, quoted or not: `[NA, -999, ""]`.
  mutating func cells(_ node: ConfigNode, _ path: String, _ expected: String) -> ParameterValue? {
    guard case .sequence(let items) = node.content else {
      fail(node.position, path, "found \(node.found); expected \(expected)")
      return nil
    }
    let texts = items.enumerated().compactMap { cell($1, "\(path)[\($0)]") }
    return texts.count == items.count ? .list(texts) : nil
  }

  /// A map from names to such a text or a list of them.
  mutating func cellsByName(_ node: ConfigNode, _ path: String, _ expected: String) -> ParameterValue? {
    guard requireMap(node, path, expected) else { return nil }
    var values: [String: ParameterValue] = [:]
    for entry in node.entries {
      let inner = Self.join(path, entry.key)
      if case .sequence = entry.value.content {
        values[entry.key] = cells(entry.value, inner, "a text or a list of texts")
      } else {
        values[entry.key] = cell(entry.value, inner)
      }
    }
    return values.count == node.entries.count ? .map(values) : nil
  }

  /// A text as it is written, quoted or not.
  mutating func cell(_ node: ConfigNode, _ path: String) -> ParameterValue? {
    guard case .scalar(let text, let isPlain) = node.content, !(isPlain && text.isEmpty) else {
      fail(node.position, path, "found \(node.found); expected a text (\"\" for an empty cell)")
      return nil
    }
    return .text(text)
  }

  /// A list of rising whole numbers.
  mutating func risingIntegers(
    _ bounds: Bounds, _ node: ConfigNode, _ path: String, _ expected: String
  ) -> ParameterValue? {
    guard case .sequence(let items) = node.content, !items.isEmpty else {
      fail(node.position, path, "found \(described(node)); expected \(expected)")
      return nil
    }
    var last = -Double.infinity
    var values: [ParameterValue] = []
    for (index, item) in items.enumerated() {
      let allowed = Parameter.Shape.integer(bounds).allowed
      guard case .number(let value)? = number(bounds, isWhole: true, item, "\(path)[\(index)]", allowed)
      else {
        return nil
      }
      guard value > last else {
        fail(
          item.position, "\(path)[\(index)]", "found \(item.found) after \(Int(last)); expected \(expected)")
        return nil
      }
      last = value
      values.append(.number(value))
    }
    return .list(values)
  }

  /// A map of further parameters; what is left out is left to their defaults.
  mutating func map(_ parameters: [Parameter], _ node: ConfigNode, _ path: String) -> ParameterValue? {
    let before = errors.count
    var values: [String: ParameterValue] = [:]
    let known = parameters.map(\.name)
    for entry in node.entries {
      let inner = Self.join(path, entry.key)
      guard let parameter = parameters.first(where: { $0.name == entry.key }) else {
        unknown(entry, among: known, inner)
        continue
      }
      values[entry.key] = plain(parameter.shape, entry.value, entry.value.path ?? inner, allowed: nil)
    }
    for parameter in parameters
    where !parameter.isOptional && parameter.defaultValue == nil && node[parameter.name] == nil {
      fail(node.position, Self.join(path, parameter.name), "is missing; expected \(parameter.allowed)")
    }
    return errors.count == before ? .map(values) : nil
  }

  /// A value of the first shape that fits.
  ///
  /// Where none does, a shape that is a map or a list as the value is says what is wrong inside; else all of them are named.
  mutating func either(
    _ shapes: [Parameter.Shape], _ node: ConfigNode, _ path: String, _ expected: String
  ) -> ParameterValue? {
    var closest: ConfigReader?
    for shape in shapes {
      var trial = self
      if let value = trial.plain(shape, node, path, allowed: nil) { return value }
      if shape.isCollection, Self.isCollection(node, shape) { closest = trial }
    }
    if let closest {
      self = closest
    } else {
      fail(node.position, path, "found \(described(node)); expected \(expected)")
    }
    return nil
  }

  private static func isCollection(_ node: ConfigNode, _ shape: Parameter.Shape) -> Bool {
    switch (shape, node.content) {
    case (.map, .mapping), (.cellsByName, .mapping), (.numbersByName, .mapping): true
    case (.numbers, .sequence), (.risingIntegers, .sequence), (.texts, .sequence), (.cells, .sequence): true
    default: false
    }
  }
}

extension Parameter.Shape {
  /// Whether its values are lists or maps.
  fileprivate var isCollection: Bool {
    switch self {
    case .numbers, .risingIntegers, .texts, .cells, .cellsByName, .numbersByName, .map: true
    default: false
    }
  }
}
