import Catalog

extension JSON {
  /// The object with another value under a name, in the place of the old one or behind all others; other values stay as they are.
  func setting(_ name: String, to value: JSON) -> JSON {
    guard case .object(var members) = self else { return self }
    if let place = members.firstIndex(where: { $0.0 == name }) {
      members[place].1 = value
    } else {
      members.append((name, value))
    }
    return .object(members)
  }
}
