/// Why a catalog cannot give, or cannot take, a kind.
public enum CatalogError: Error, Sendable, Hashable, CustomStringConvertible {
  /// No kind of this name is in the catalog.
  case unknownKind(subject: String, found: String, known: [String])
  /// Two kinds claim the same name.
  case duplicateKind(subject: String, kind: String)
  /// A kind's own description contradicts itself.
  case malformedKind(subject: String, kind: String, reason: String)

  /// One sentence for a person.
  public var description: String {
    switch self {
    case .unknownKind(let subject, let found, let known):
      "there is no \(subject) '\(found)'\(NearestName.hint(for: found, among: known)); known are "
        + known.joined(separator: ", ")
    case .duplicateKind(let subject, let kind):
      "the \(subject) '\(kind)' is in the catalog already; choose another kind name"
    case .malformedKind(let subject, let kind, let reason):
      "the \(subject) '\(kind)' cannot be in the catalog: \(reason)"
    }
  }
}
