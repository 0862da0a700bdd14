import Catalog

/// The canonical text of what identifies a cell, of which each top-level key is written anew only where it says something else than
/// in the cell before: most axes change one.
struct IdentityTexts {
  private var last: [String: (value: ParameterValue, text: String?)] = [:]

  /// What of settings can change a run's bytes: the members of their canonical text, keys sorted by their UTF-8 bytes. Cells that say
  /// the same share the text.
  ///
  /// - Parameters:
  ///   - settings: all settings of a cell.
  ///   - format: says which of them identify runs.
  ///   - replacing: what stands in the place of a key's value.
  mutating func members(
    _ settings: [String: ParameterValue], _ format: Section, replacing: [String: ParameterValue]
  ) -> [String] {
    var members: [(key: String, text: String)] = []
    for (key, value) in settings {
      guard let text = text(key, replacing[key] ?? value, format) else { continue }
      members.append((key, text))
    }
    members.sort { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
    return members.map(\.text)
  }

  private mutating func text(_ key: String, _ value: ParameterValue, _ format: Section) -> String? {
    if let known = last[key], known.value == value { return known.text }
    let text = format.identifying(value, of: key).map { "\(JSON.quoted(key)):\($0.canonicalText)" }
    last[key] = (value, text)
    return text
  }
}
