import Catalog

/// One value of an axis over what the file says at the axis's path.
///
/// - A map with fixed keys (a section, such as `training` or `gates`) changes the keys that it names, sections within it
///   alike; the other keys stay as the file has them.
/// - Everything else (a number, a word, a list, a map with a kind) replaces what the file says. A kind comes with its
///   own parameters, so a parameter that the file gives to the same kind, and the value does not, would be lost without
///   a word: ``lost(from:at:)`` finds it, and the file is refused.
struct SweptValue {
  private let node: ConfigNode
  private let shape: Shape

  init(_ node: ConfigNode, _ shape: Shape) {
    self.node = node
    self.shape = shape
  }

  /// The value over `base`.
  func over(_ base: ConfigNode?) -> ConfigNode {
    guard let section = shape.section, node.isMapping, var merged = base, merged.isMapping else {
      return node
    }
    for entry in node.entries {
      var value = entry.value
      if let field = section[entry.key] { value = SweptValue(value, field.shape).over(merged[entry.key]) }
      _ = merged.set([Substring(entry.key)], to: value, at: entry.position)
    }
    return merged
  }

  /// Puts the value at a path.
  func substitute(at parts: [Substring], in root: inout ConfigNode) {
    _ = root.set(parts[...], to: over(root.node(at: parts)), at: node.position)
  }

  /// The parameters of `base` that the value's same kind leaves unsaid, with their places below `path`.
  func lost(from base: ConfigNode, at path: String) -> [(path: String, position: SourcePosition)] {
    guard node.isMapping, base.isMapping else { return [] }
    if let section = shape.section {
      return node.entries.flatMap { entry in
        guard let field = section[entry.key], let inner = base[entry.key] else {
          return [(path: String, position: SourcePosition)]()
        }
        return SweptValue(entry.value, field.shape).lost(from: inner, at: "\(path).\(entry.key)")
      }
    }
    guard let table = shape.kinds?.table, let kind = node[table.keyword]?.word,
      kind == base[table.keyword]?.word
    else { return [] }
    return base.entries.filter { node[$0.key] == nil }.map { ("\(path).\($0.key)", $0.position) }
  }
}

extension ConfigNode {
  /// The text of a scalar.
  fileprivate var word: String? { if case .scalar(let text, _) = content { text } else { nil } }
}
