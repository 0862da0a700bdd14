/// A piece of an experiment file: a scalar as it was written, a list, or a map in the order of the file.
///
/// Scalars stay text here: what `010` or `yes` means depends on what the key expects, which YAML does not know.
package struct ConfigNode: Sendable {
  /// One key of a map with its value.
  package struct Entry: Sendable {
    package let key: String
    package let position: SourcePosition
    package var value: ConfigNode
  }

  package enum Content: Sendable {
    /// `isPlain`: written without quotes, so that it may stand for a number or a flag.
    case scalar(String, isPlain: Bool)
    case sequence([ConfigNode])
    case mapping([Entry])
  }

  package var content: Content
  package let position: SourcePosition
  /// The path to report instead of the place in the tree, for values that came from a sweep.
  package var path: String?

  package init(_ content: Content, at position: SourcePosition, path: String? = nil) {
    self.content = content
    self.position = position
    self.path = path
  }

  /// The entries of a map; none for anything else.
  package var entries: [Entry] { if case .mapping(let entries) = content { entries } else { [] } }

  /// Whether this is a map.
  package var isMapping: Bool { if case .mapping = content { true } else { false } }

  /// The value of a key of a map.
  package subscript(key: String) -> ConfigNode? { self[Substring(key)] }

  private subscript(key: Substring) -> ConfigNode? {
    entries.first { $0.key.utf8.elementsEqual(key.utf8) }?.value
  }

  /// The node at a dotted path, whose parts may end in the place of an item: `modes[1]`.
  package func node(at path: [Substring]) -> ConfigNode? {
    path.reduce(Optional(self)) { node, part in
      guard part.utf8.last == UInt8(ascii: "]"), let bracket = part.firstIndex(of: "[") else {
        return node?[part]
      }
      guard case .sequence(let items)? = node?[part[..<bracket]]?.content,
        let index = Int(part[part.index(after: bracket)...].dropLast()), items.indices.contains(index)
      else { return nil }
      return items[index]
    }
  }

  /// The node at a dotted path.
  package func node(at path: String) -> ConfigNode? { node(at: path.split(separator: ".")) }

  /// Puts `value` at a path, making the maps on the way where they are missing; `false` where something on
  /// the way is not a map.
  package mutating func set(_ path: ArraySlice<Substring>, to value: ConfigNode, at position: SourcePosition)
    -> Bool
  {
    guard let first = path.first else {
      self = value
      return true
    }
    guard case .mapping(var entries) = content else { return false }
    let index = entries.firstIndex { $0.key == first }
    var child = index.map { entries[$0].value } ?? ConfigNode(.mapping([]), at: position)
    guard child.set(path.dropFirst(), to: value, at: position) else { return false }
    if let index {
      entries[index].value = child
    } else {
      entries.append(Entry(key: String(first), position: position, value: child))
    }
    content = .mapping(entries)
    return true
  }

  /// Removes a key of a map.
  package mutating func remove(_ key: String) {
    guard case .mapping(let entries) = content else { return }
    content = .mapping(entries.filter { $0.key != key })
  }

  /// What was found, for messages: `the text "a"`, `a list`, `a map`, `nothing`.
  package var found: String {
    switch content {
    case .scalar("", isPlain: true): "nothing"
    case .scalar(let text, isPlain: true): text.count > 60 ? "\(text.prefix(60))…" : text
    case .scalar(let text, isPlain: false): "the text \"\(text.count > 60 ? "\(text.prefix(60))…" : text)\""
    case .sequence(let items): items.isEmpty ? "an empty list" : "a list"
    case .mapping(let entries): entries.isEmpty ? "an empty map" : "a map"
    }
  }
}
