import Catalog

/// Single values: words, flags, whole and real numbers.
extension ConfigReader {
  /// The text of a scalar that is text: quoted, or plain and free of other meanings.
  func text(_ node: ConfigNode) -> String? {
    guard case .scalar(let text, let isPlain) = node.content else { return nil }
    return isPlain && PlainScalar.meaning(of: text) != nil ? nil : text
  }

  mutating func word(_ shape: Shape, _ node: ConfigNode, _ path: String) -> ParameterValue? {
    if case .seed = shape {
      if case .scalar(let digits, isPlain: true) = node.content, PlainScalar.isWhole(digits),
        let seed = UInt64(digits)
      {
        return .text(String(seed))
      }
      var hint = ""
      if case .scalar(let digits, isPlain: false) = node.content, PlainScalar.isWhole(digits) {
        hint = "; leave the quotes out"
      }
      fail(node.position, path, "found \(described(node)); expected \(shape.allowed)\(hint)")
      return nil
    }
    guard let found = text(node) else {
      fail(node.position, path, "found \(described(node)); expected \(shape.allowed)\(quotingHint(node))")
      return nil
    }
    var hint = ""
    switch shape {
    case .constant(let text):
      if found == text { return .text(found) }
    case .name:
      if Self.isName(found) { return .text(found) }
    case .listed(let subject, let words, let place):
      if words.contains(found) { return .text(found) }
      fail(
        node.position, path,
        "there is no \(subject) '\(found)'\(NearestName.hint(for: found, among: words)); \(place) shows all \(words.count)"
      )
      return nil
    case .words(let words, let absent, let instead):
      if words.contains(found) { return .text(found) }
      if absent.contains(found) {
        fail(
          node.position, path,
          "'\(found)' is not in this version of Sluice; it has \(words.joined(separator: ", "))")
        return nil
      }
      hint = instead[found].map { "; \($0)" } ?? NearestName.hint(for: found, among: words + absent)
    default: preconditionFailure("not a word")
    }
    fail(node.position, path, "found '\(found)'\(hint); expected \(shape.allowed)")
    return nil
  }

  /// Reads a value of the shapes that parameters have; `allowed` replaces the shape's own words.
  mutating func plain(
    _ shape: Parameter.Shape, _ node: ConfigNode, _ path: String, allowed: String?
  ) -> ParameterValue? {
    let expected = allowed ?? Shape.plain(shape).allowed
    switch shape {
    case .number(let bounds), .integer(let bounds):
      let isWhole = if case .integer = shape { true } else { false }
      return number(bounds, isWhole: isWhole, node, path, expected)
    case .flag:
      if case .scalar(let text, isPlain: true) = node.content, text == "true" || text == "false" {
        return .flag(text == "true")
      }
    case .choice(let words): return word(.words(words, absent: []), node, path)
    case .text, .file:
      if let text = text(node) {
        if !text.isEmpty { return .text(text) }
        fail(node.position, path, "is empty; expected \(expected)")
        return nil
      } else if case .scalar(let text, isPlain: true) = node.content, !text.isEmpty {
        fail(node.position, path, "found \(described(node)); expected \(expected)\(quotingHint(node))")
        return nil
      }
    case .numbers(let bounds, let count): return numbers(bounds, count, node, path, expected)
    case .texts:
      guard case .sequence(let items) = node.content else { break }
      let texts = items.enumerated().compactMap { plain(.text, $1, "\(path)[\($0)]", allowed: nil) }
      return texts.count == items.count ? .list(texts) : nil
    case .risingIntegers(let bounds): return risingIntegers(bounds, node, path, expected)
    case .cell: return cell(node, path)
    case .cells: return cells(node, path, expected)
    case .cellsByName: return cellsByName(node, path, expected)
    case .numbersByName(let bounds): return numbersByName(bounds, node, path, expected)
    case .map(let parameters):
      guard requireMap(node, path, expected) else { return nil }
      return map(parameters, node, path)
    case .either(let shapes): return either(shapes, node, path, expected)
    }
    fail(node.position, path, "found \(described(node)); expected \(expected)")
    return nil
  }

  mutating func number(
    _ bounds: Bounds, isWhole: Bool, _ node: ConfigNode, _ path: String, _ expected: String
  ) -> ParameterValue? {
    guard case .scalar(let text, let isPlain) = node.content else {
      fail(node.position, path, "found \(node.found); expected \(expected)")
      return nil
    }
    guard isPlain else {
      let hint = PlainScalar.isNumber(text) ? "; leave the quotes out" : ""
      fail(node.position, path, "found the text \"\(text)\"; expected \(expected)\(hint)")
      return nil
    }
    guard PlainScalar.isNumber(text) else {
      fail(node.position, path, "found \(described(node)); expected \(expected)")
      return nil
    }
    guard let value = PlainScalar.number(text) else {
      fail(
        node.position, path,
        "found \(text), which is beyond the range of double precision; expected \(expected)")
      return nil
    }
    if isWhole, !PlainScalar.isWhole(text) {
      let hint = value == value.rounded() && abs(value) < 1e15 ? " (write \(Int64(value)))" : ""
      fail(node.position, path, "found \(text)\(hint); expected \(expected)")
      return nil
    }
    guard bounds.contains(value) else {
      fail(node.position, path, "found \(text); expected \(expected)")
      return nil
    }
    // −0 and 0 are one number, and must not make two runs of one.
    return .number(value == 0 ? 0 : value)
  }

  /// What was found, with what YAML readers would make of it.
  func described(_ node: ConfigNode) -> String {
    guard case .scalar(let text, isPlain: true) = node.content else { return node.found }
    return PlainScalar.surprise(text) ?? node.found
  }

  func quotingHint(_ node: ConfigNode) -> String {
    guard case .scalar(let text, isPlain: true) = node.content, !text.isEmpty else { return "" }
    return "; put it in quotes if it is meant as text"
  }
}
