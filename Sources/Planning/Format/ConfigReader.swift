import Catalog
import Gating

/// Checks a tree against the format, completes it with the defaults, and collects everything that is wrong.
///
/// The result holds every key that has a value: maps of maps, with the kinds' parameters beside `kind`.
struct ConfigReader {
  /// Everything found wrong so far.
  private(set) var errors: [ExperimentError] = []
  /// The format's root, to tell where a misplaced key belongs.
  let root: Section

  init(root: Section) { self.root = root }

  /// Reads the whole file.
  mutating func read(_ node: ConfigNode) -> [String: ParameterValue] { section(root, node, "") }

  mutating func fail(_ position: SourcePosition?, _ path: String, _ message: String) {
    errors.append(ExperimentError(position, path, message))
  }

  /// Reads a map with fixed keys; `nil` stands for a map that is not there.
  private mutating func section(_ section: Section, _ node: ConfigNode?, _ path: String) -> [String:
    ParameterValue]
  {
    var values: [String: ParameterValue] = [:]
    var meant: Set<String> = []
    for entry in node?.entries ?? [] where section[entry.key] == nil {
      if let near = NearestName.of(entry.key, among: section.keys) { meant.insert(near) }
      unknown(entry, among: section.keys, Self.join(path, entry.key))
    }
    for field in section.fields {
      let inner = Self.join(path, field.name)
      if let child = node?[field.name] {
        values[field.name] = value(field.shape, child, child.path ?? inner)
      } else if field.isRequired {
        // A key that is there under a mistyped name is not missing as well.
        guard !meant.contains(field.name) else { continue }
        fail(node?.position, inner, "is missing; wanted is \(field.shape.allowed)")
      } else if let value = field.defaultValue {
        values[field.name] = value
      } else if case .section(let inside) = field.shape, inside.fields.allSatisfy({ !$0.isRequired }) {
        values[field.name] = .map(self.section(inside, nil, inner))
      }
    }
    return values
  }

  private mutating func unknown(_ entry: ConfigNode.Entry, among known: [String], _ path: String) {
    var hint = NearestName.hint(for: entry.key, among: known)
    if hint.isEmpty, let home = Self.home(of: entry.key, in: root, "") { hint = " (it belongs in \(home))" }
    fail(entry.position, path, "is not a key here\(hint); allowed are \(known.joined(separator: ", "))")
  }

  /// The path of the section that has a key of this name.
  private static func home(of key: String, in section: Section, _ path: String) -> String? {
    for field in section.fields {
      guard let inner = field.shape.section else { continue }
      let innerPath = join(path, field.name)
      if inner[key] != nil { return innerPath }
      if let deeper = home(of: key, in: inner, innerPath) { return deeper }
    }
    return section[key] != nil && path.isEmpty ? "the file's top level" : nil
  }

  /// Reads one value of a shape; `nil` where it is wrong, which is then among the errors.
  mutating func value(_ shape: Shape, _ node: ConfigNode, _ path: String) -> ParameterValue? {
    switch shape {
    case .section(let section):
      guard requireMap(node, path, shape.allowed) else { return nil }
      return .map(self.section(section, node, path))
    case .numberOr(let bounds, let section):
      guard node.isMapping else {
        return plain(.number(bounds), node, path, allowed: shape.allowed)
      }
      return .map(self.section(section, node, path))
    case .kind(let family): return kind(family, node, path)
    case .matrix: return matrix(node, path)
    case .axes, .axisValue: return .map([:])
    case .distinctWords(let words): return distinct(words, node, path)
    case .plain(let shape): return plain(shape, node, path, allowed: nil)
    case .constant, .name, .seed, .listed, .words: return word(shape, node, path)
    }
  }

  private mutating func requireMap(_ node: ConfigNode, _ path: String, _ allowed: String) -> Bool {
    if node.isMapping { return true }
    fail(node.position, path, "found \(node.found); wanted is \(allowed)")
    return false
  }

  // MARK: Kinds

  private mutating func kind(_ family: KindFamily, _ node: ConfigNode, _ path: String) -> ParameterValue? {
    guard node.isMapping else {
      var hint = ""
      if case .scalar(let text, _) = node.content, family[text] != nil {
        hint = "; write {\(family.keyword): \(text)}"
      }
      fail(node.position, path, "found \(node.found); wanted is \(Shape.kind(family).allowed)\(hint)")
      return nil
    }
    let names = family.kinds.map(\.kind)
    guard let word = node[family.keyword] else {
      fail(
        node.position, Self.join(path, family.keyword),
        "is missing; wanted is a \(family.subject): one of \(names.joined(separator: ", "))")
      return nil
    }
    guard let name = text(word), let description = family[name] else {
      let found = text(word) ?? word.found
      fail(
        word.position, Self.join(path, family.keyword),
        "there is no \(family.subject) '\(found)'\(NearestName.hint(for: found, among: names)); "
          + "allowed is one of \(names.joined(separator: ", "))")
      return nil
    }
    return parameters(family, description, node, path)
  }

  private mutating func parameters(
    _ family: KindFamily, _ description: KindDescription, _ node: ConfigNode, _ path: String
  ) -> ParameterValue? {
    let before = errors.count
    var values: [String: ParameterValue] = [family.keyword: .text(description.kind)]
    let known = description.parameters.map(\.name)
    for entry in node.entries where entry.key != family.keyword && !known.contains(entry.key) {
      let rest = known.isEmpty ? "it has none" : "it has \(known.joined(separator: ", "))"
      fail(
        entry.position, Self.join(path, entry.key),
        "is not a parameter of \(description.kind)\(NearestName.hint(for: entry.key, among: known)); \(rest)")
    }
    for parameter in description.parameters {
      let inner = Self.join(path, parameter.name)
      if let child = node[parameter.name] {
        values[parameter.name] = self.parameter(parameter, child, child.path ?? inner)
      } else if let value = parameter.defaultValue {
        values[parameter.name] = value
      } else if !parameter.isOptional {
        fail(node.position, inner, "is missing; \(description.kind) needs \(parameter.allowed)")
      }
    }
    return errors.count == before ? .map(values) : nil
  }

  private mutating func parameter(_ parameter: Parameter, _ node: ConfigNode, _ path: String)
    -> ParameterValue?
  {
    guard node.isMapping, parameter.isSchedulable, case .number(let bounds) = parameter.shape else {
      let allowed = parameter.isSchedulable ? "\(parameter.allowed), or a schedule" : nil
      return plain(parameter.shape, node, path, allowed: allowed)
    }
    return kind(
      KindFamily("schedule", keyword: "schedule", Schedule.descriptions(within: bounds)), node, path)
  }

  // MARK: Scalars and lists

  /// The text of a scalar that is text: quoted, or plain and free of other meanings.
  private func text(_ node: ConfigNode) -> String? {
    guard case .scalar(let text, let isPlain) = node.content else { return nil }
    return isPlain && PlainScalar.meaning(of: text) != nil ? nil : text
  }

  private mutating func word(_ shape: Shape, _ node: ConfigNode, _ path: String) -> ParameterValue? {
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
      fail(node.position, path, "found \(described(node)); wanted is \(shape.allowed)\(hint)")
      return nil
    }
    guard let found = text(node) else {
      fail(node.position, path, "found \(described(node)); wanted is \(shape.allowed)\(quotingHint(node))")
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
    case .words(let words, let absent):
      if words.contains(found) { return .text(found) }
      if absent.contains(found) {
        fail(
          node.position, path,
          "'\(found)' is not in this version of Sluice; it has \(words.joined(separator: ", "))")
        return nil
      }
      hint = NearestName.hint(for: found, among: words + absent)
    default: preconditionFailure("not a word")
    }
    fail(node.position, path, "found '\(found)'\(hint); allowed is \(shape.allowed)")
    return nil
  }

  /// Reads a value of the shapes that parameters have; `allowed` replaces the shape's own words.
  private mutating func plain(
    _ shape: Parameter.Shape, _ node: ConfigNode, _ path: String, allowed: String?
  ) -> ParameterValue? {
    let wanted = allowed ?? Shape.plain(shape).allowed
    switch shape {
    case .number(let bounds), .integer(let bounds):
      let isWhole = if case .integer = shape { true } else { false }
      return number(bounds, isWhole: isWhole, node, path, wanted)
    case .flag:
      if case .scalar(let text, isPlain: true) = node.content, text == "true" || text == "false" {
        return .flag(text == "true")
      }
    case .choice(let words): return word(.words(words, absent: []), node, path)
    case .text, .file:
      if let text = text(node) {
        if !text.isEmpty { return .text(text) }
      } else if case .scalar(let text, isPlain: true) = node.content, !text.isEmpty {
        fail(node.position, path, "found \(described(node)); wanted is \(wanted)\(quotingHint(node))")
        return nil
      }
    case .numbers(let bounds, let count): return numbers(bounds, count, node, path, wanted)
    case .texts:
      guard case .sequence(let items) = node.content else { break }
      let texts = items.enumerated().compactMap { plain(.text, $1, "\(path)[\($0)]", allowed: nil) }
      return texts.count == items.count ? .list(texts) : nil
    }
    fail(node.position, path, "found \(described(node)); wanted is \(wanted)")
    return nil
  }

  private mutating func number(
    _ bounds: Bounds, isWhole: Bool, _ node: ConfigNode, _ path: String, _ wanted: String
  ) -> ParameterValue? {
    guard case .scalar(let text, let isPlain) = node.content else {
      fail(node.position, path, "found \(node.found); wanted is \(wanted)")
      return nil
    }
    guard isPlain else {
      let hint = PlainScalar.isNumber(text) ? "; leave the quotes out" : ""
      fail(node.position, path, "found the text \"\(text)\"; wanted is \(wanted)\(hint)")
      return nil
    }
    guard PlainScalar.isNumber(text) else {
      fail(node.position, path, "found \(described(node)); wanted is \(wanted)")
      return nil
    }
    guard let value = PlainScalar.number(text) else {
      fail(
        node.position, path,
        "found \(text), which is beyond the range of double precision; wanted is \(wanted)")
      return nil
    }
    if isWhole, !PlainScalar.isWhole(text) {
      let hint = value == value.rounded() && abs(value) < 1e15 ? " (write \(Int64(value)))" : ""
      fail(node.position, path, "found \(text)\(hint); wanted is \(wanted)")
      return nil
    }
    guard bounds.contains(value) else {
      fail(node.position, path, "found \(text); allowed is \(wanted)")
      return nil
    }
    // −0 and 0 are one number, and must not make two runs of one.
    return .number(value == 0 ? 0 : value)
  }

  private mutating func numbers(
    _ bounds: Bounds, _ count: Int?, _ node: ConfigNode, _ path: String, _ wanted: String
  ) -> ParameterValue? {
    guard case .sequence(let items) = node.content else {
      fail(node.position, path, "found \(described(node)); wanted is \(wanted)")
      return nil
    }
    if let count, items.count != count {
      fail(node.position, path, "found a list of \(items.count); wanted is \(wanted)")
      return nil
    }
    let each = Shape.plain(.number(bounds)).allowed
    let values = items.enumerated().compactMap { number(bounds, isWhole: false, $1, "\(path)[\($0)]", each) }
    return values.count == items.count ? .list(values) : nil
  }

  private mutating func matrix(_ node: ConfigNode, _ path: String) -> ParameterValue? {
    guard case .sequence(let rows) = node.content, !rows.isEmpty else {
      fail(node.position, path, "found \(described(node)); wanted is \(Shape.matrix.allowed)")
      return nil
    }
    let values = rows.enumerated().compactMap {
      numbers(.finite, nil, $1, "\(path)[\($0)]", "a row: a list of numbers")
    }
    return values.count == rows.count ? .list(values) : nil
  }

  private mutating func distinct(_ words: [String], _ node: ConfigNode, _ path: String) -> ParameterValue? {
    guard case .sequence(let items) = node.content, !items.isEmpty else {
      fail(node.position, path, "found \(described(node)); wanted is \(Shape.distinctWords(words).allowed)")
      return nil
    }
    var values: [ParameterValue] = []
    for (index, item) in items.enumerated() {
      guard let value = word(.words(words, absent: []), item, "\(path)[\(index)]") else { return nil }
      if values.contains(value) {
        fail(item.position, "\(path)[\(index)]", "'\(value.text)' stands twice; each is wanted once")
        return nil
      }
      values.append(value)
    }
    return .list(values)
  }

  // MARK: Words

  /// What was found, with what YAML readers would make of it.
  private func described(_ node: ConfigNode) -> String {
    guard case .scalar(let text, isPlain: true) = node.content else { return node.found }
    return PlainScalar.surprise(text) ?? node.found
  }

  private func quotingHint(_ node: ConfigNode) -> String {
    guard case .scalar(let text, isPlain: true) = node.content, !text.isEmpty else { return "" }
    return "; put it in quotes if it is meant as text"
  }

  static func isName(_ text: String) -> Bool {
    let bytes = Array(text.utf8)
    func isAlphanumeric(_ byte: UInt8) -> Bool {
      (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte)
    }
    guard let first = bytes.first, bytes.count <= 100, isAlphanumeric(first) else { return false }
    return bytes.allSatisfy { isAlphanumeric($0) || "._-".utf8.contains($0) }
  }

  static func join(_ path: String, _ key: String) -> String { path.isEmpty ? key : "\(path).\(key)" }
}
