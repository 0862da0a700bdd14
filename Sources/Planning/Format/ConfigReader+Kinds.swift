import Catalog

/// Maps that name a kind and its parameters.
extension ConfigReader {
  /// A kind without parameters is its name, however it is written.
  mutating func kindOrWord(
    _ table: KindTable<Void>, _ schedules: ScheduleCatalog, _ node: ConfigNode, _ path: String
  ) -> ParameterValue? {
    guard case .scalar(let word, _) = node.content else {
      let value = kind(table, schedules, node, path)
      guard case .map(let values)? = value, values.count == 1 else { return value }
      return values[table.keyword]
    }
    guard let description = table[word]?.description else {
      fail(
        node.position, path,
        "found '\(word)'\(NearestName.hint(for: word, among: table.kinds)); "
          + "expected one of \(table.kinds.joined(separator: ", "))")
      return nil
    }
    if let first = description.requiredParameters.first {
      fail(
        node.position, Self.join(path, first.name),
        "is missing; \(word) needs \(first.allowed); write {\(table.keyword): \(word), \(first.name): …}")
      return nil
    }
    guard description.parameters.isEmpty else {
      return .map(Self.defaults(description, table.keyword))
    }
    return .text(word)
  }

  /// A kind with the defaults of its parameters.
  private static func defaults(_ description: KindDescription, _ keyword: String) -> [String: ParameterValue]
  {
    var values: [String: ParameterValue] = [keyword: .text(description.kind)]
    for parameter in description.parameters { values[parameter.name] = parameter.defaultValue }
    return values
  }

  mutating func kind(
    _ table: KindTable<Void>, _ schedules: ScheduleCatalog, _ node: ConfigNode, _ path: String
  ) -> ParameterValue? {
    guard node.isMapping else {
      var hint = ""
      if case .scalar(let text, _) = node.content, table[text] != nil {
        hint = "; write {\(table.keyword): \(text)}"
      }
      fail(
        node.position, path, "found \(node.found); expected \(Shape.kind(table, schedules).allowed)\(hint)")
      return nil
    }
    let names = table.kinds
    guard let word = node[table.keyword] else {
      let article = table.subject.first.map("aeiou".contains) == true ? "an" : "a"
      fail(
        node.position, Self.join(path, table.keyword),
        "is missing; expected \(article) \(table.subject): one of \(names.joined(separator: ", "))")
      return nil
    }
    guard let name = text(word), let description = table[name]?.description else {
      let found = text(word) ?? word.found
      fail(
        word.position, Self.join(path, table.keyword),
        "there is no \(table.subject) '\(found)'\(NearestName.hint(for: found, among: names)); "
          + "expected one of \(names.joined(separator: ", "))")
      return nil
    }
    return parameters(table.keyword, description, schedules, node, path)
  }

  mutating func parameters(
    _ keyword: String, _ description: KindDescription, _ schedules: ScheduleCatalog, _ node: ConfigNode,
    _ path: String
  ) -> ParameterValue? {
    let before = errors.count
    var values: [String: ParameterValue] = [keyword: .text(description.kind)]
    let known = description.parameters.map(\.name)
    for entry in node.entries where entry.key != keyword && !known.contains(entry.key) {
      let rest = known.isEmpty ? "it has none" : "it has \(known.joined(separator: ", "))"
      fail(
        entry.position, Self.join(path, entry.key),
        "is not a parameter of \(description.kind)\(NearestName.hint(for: entry.key, among: known)); \(rest)")
    }
    for parameter in description.parameters {
      let inner = Self.join(path, parameter.name)
      if let child = node[parameter.name] {
        values[parameter.name] = self.parameter(parameter, schedules, child, child.path ?? inner)
      } else if let value = parameter.defaultValue {
        values[parameter.name] = value
      } else if !parameter.isOptional {
        fail(node.position, inner, "is missing; \(description.kind) needs \(parameter.allowed)")
      }
    }
    return errors.count == before ? .map(values) : nil
  }

  mutating func parameter(
    _ parameter: Parameter, _ schedules: ScheduleCatalog, _ node: ConfigNode, _ path: String
  ) -> ParameterValue? {
    guard node.isMapping, parameter.isSchedulable, let bounds = parameter.numberBounds else {
      let allowed = parameter.isSchedulable ? "\(parameter.allowed), or a schedule" : nil
      return plain(parameter.shape, node, path, allowed: allowed)
    }
    return kind(schedules.within(bounds).erased, schedules, node, path)
  }
}

extension KindDescription {
  /// The parameters that have no default and cannot be left out.
  var requiredParameters: [Parameter] { parameters.filter { $0.defaultValue == nil && !$0.isOptional } }
}

extension KindTable {
  /// The kinds that need no parameters.
  var wordKinds: [String] { descriptions.filter(\.requiredParameters.isEmpty).map(\.kind) }
}
