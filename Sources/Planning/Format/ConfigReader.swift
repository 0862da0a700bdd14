package import Catalog

/// Checks a tree against the format, completes it with the defaults, and collects everything that is wrong.
///
/// The result holds every key that has a value: maps of maps, with the kinds' parameters beside `kind`.
package struct ConfigReader {
  /// Everything found wrong so far.
  package private(set) var errors: [ExperimentError] = []
  /// The format's root, to tell where a misplaced key belongs.
  let root: Section

  /// A reader of this format.
  package init(root: Section) { self.root = root }

  /// Reads the whole file.
  ///
  /// - Parameters:
  ///   - node: the file.
  ///   - known: values of top-level keys that are not read again.
  package mutating func read(_ node: ConfigNode, knowing known: [String: ParameterValue] = [:]) -> [String:
    ParameterValue]
  {
    section(root, node, "", knowing: known)
  }

  mutating func fail(_ position: SourcePosition?, _ path: String, _ message: String) {
    errors.append(ExperimentError(position, path, message))
  }

  /// Reads a map with fixed keys; `nil` for a map that is not there.
  mutating func section(
    _ section: Section, _ node: ConfigNode?, _ path: String, knowing known: [String: ParameterValue] = [:]
  ) -> [String: ParameterValue] {
    var values = known
    var meant: Set<String> = []
    for entry in node?.entries ?? [] where section[entry.key] == nil {
      if errors.count < ExperimentErrors.limit, let near = NearestName.of(entry.key, among: section.keys) {
        meant.insert(near)
      }
      unknown(entry, among: section.keys, Self.join(path, entry.key))
    }
    for field in section.fields where known[field.name] == nil {
      let inner = Self.join(path, field.name)
      if let child = node?[field.name] {
        values[field.name] = value(field.shape, child, child.path ?? inner)
      } else if field.isRequired {
        // A key that is there under a mistyped name is not missing as well.
        guard !meant.contains(field.name) else { continue }
        fail(node?.position, inner, "is missing; expected \(field.shape.allowed)")
      } else if let value = field.defaultValue {
        values[field.name] = value
      } else if case .section(let inside) = field.shape, inside.fields.allSatisfy({ !$0.isRequired }) {
        values[field.name] = .map(self.section(inside, nil, inner))
      }
    }
    return values
  }

  mutating func unknown(_ entry: ConfigNode.Entry, among known: [String], _ path: String) {
    // Of more mistakes than are shown none needs advice.
    var hint = errors.count < ExperimentErrors.limit ? NearestName.hint(for: entry.key, among: known) : ""
    if hint.isEmpty, errors.count < ExperimentErrors.limit, let home = Self.home(of: entry.key, in: root, "")
    {
      hint = " (it belongs in \(home))"
    }
    if path == TuningSettings.key {
      return fail(
        entry.position, path,
        "is for kind train, whose runs have validation scores to choose settings by; of this kind leave it out"
      )
    }
    fail(entry.position, path, "is not a key here\(hint); expected one of \(known.joined(separator: ", "))")
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
    case .sectionOrList(let section): return sectionOrList(section, node, path, shape.allowed)
    case .kind(let table, let schedules): return kind(table, schedules, node, path)
    case .kindOrWord(let table, let schedules): return kindOrWord(table, schedules, node, path)
    case .matrix: return matrix(node, path, shape.allowed)
    case .matrixOr(let section):
      guard node.isMapping else { return matrix(node, path, shape.allowed) }
      return .map(self.section(section, node, path))
    case .axes, .tunedAxes, .axisValue: return .map([:])
    case .distinctWords(let words): return distinct(words, node, path)
    case .plain(let shape): return plain(shape, node, path, allowed: nil)
    case .constant, .name, .seed, .listed, .words: return word(shape, node, path)
    }
  }

  mutating func requireMap(_ node: ConfigNode, _ path: String, _ allowed: String) -> Bool {
    if node.isMapping { return true }
    fail(node.position, path, "found \(node.found); expected \(allowed)")
    return false
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
