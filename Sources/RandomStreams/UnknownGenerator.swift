import Catalog

/// No generator has this name.
public struct UnknownGenerator: Error, Sendable, Hashable, CustomStringConvertible {
  /// The name that was asked for.
  public let name: String

  /// One sentence for a person.
  public var description: String {
    let names = Generator.all.map(\.name)
    return "there is no generator '\(name)'\(NearestName.hint(for: name, among: names)); "
      + "`sluice list generators` shows all \(names.count)"
  }
}
