import Catalog

/// Lists of numbers, of rows, of distinct words and of labeled maps.
extension ConfigReader {
  mutating func numbers(
    _ bounds: Bounds, _ count: Int?, _ node: ConfigNode, _ path: String, _ expected: String
  ) -> ParameterValue? {
    guard case .sequence(let items) = node.content else {
      fail(node.position, path, "found \(described(node)); expected \(expected)")
      return nil
    }
    if let count, items.count != count {
      fail(node.position, path, "found a list of \(items.count); expected \(expected)")
      return nil
    }
    let each = Shape.plain(.number(bounds)).allowed
    let values = items.enumerated().compactMap { number(bounds, isWhole: false, $1, "\(path)[\($0)]", each) }
    return values.count == items.count ? .list(values) : nil
  }

  /// A map from names to numbers.
  mutating func numbersByName(
    _ bounds: Bounds, _ node: ConfigNode, _ path: String, _ expected: String
  ) -> ParameterValue? {
    guard requireMap(node, path, expected) else { return nil }
    let each = Shape.plain(.number(bounds)).allowed
    var values: [String: ParameterValue] = [:]
    for entry in node.entries {
      values[entry.key] = number(bounds, isWhole: false, entry.value, Self.join(path, entry.key), each)
    }
    return values.count == node.entries.count ? .map(values) : nil
  }

  mutating func matrix(_ node: ConfigNode, _ path: String, _ expected: String) -> ParameterValue? {
    guard case .sequence(let rows) = node.content, !rows.isEmpty else {
      fail(node.position, path, "found \(described(node)); expected \(expected)")
      return nil
    }
    let values = rows.enumerated().compactMap {
      numbers(.finite, nil, $1, "\(path)[\($0)]", "a row: a list of numbers")
    }
    return values.count == rows.count ? .list(values) : nil
  }

  mutating func distinct(_ words: [String], _ node: ConfigNode, _ path: String) -> ParameterValue? {
    guard case .sequence(let items) = node.content, !items.isEmpty else {
      fail(node.position, path, "found \(described(node)); expected \(Shape.distinctWords(words).allowed)")
      return nil
    }
    var values: [ParameterValue] = []
    for (index, item) in items.enumerated() {
      guard let value = word(.words(words, absent: []), item, "\(path)[\(index)]") else { return nil }
      if values.contains(value) {
        fail(item.position, "\(path)[\(index)]", "'\(value.text)' appears twice; list it once")
        return nil
      }
      values.append(value)
    }
    return .list(values)
  }

  mutating func sectionOrList(
    _ section: Section, _ node: ConfigNode, _ path: String, _ allowed: String
  ) -> ParameterValue? {
    guard case .sequence(let items) = node.content, !items.isEmpty else {
      return requireMap(node, path, allowed) ? .map(self.section(section, node, path)) : nil
    }
    var labels: Set<ParameterValue> = []
    let values = items.enumerated().compactMap { index, item -> ParameterValue? in
      let itemPath = "\(path)[\(index)]"
      guard requireMap(item, itemPath, Shape.section(section.labeled).allowed) else { return nil }
      let values = self.section(section.labeled, item, itemPath)
      if let label = values["label"], !labels.insert(label).inserted {
        fail(
          item["label"]?.position, "\(itemPath).label", "'\(label.text)' appears twice; list it once")
      }
      return .map(values)
    }
    return values.count == items.count ? .list(values) : nil
  }
}
