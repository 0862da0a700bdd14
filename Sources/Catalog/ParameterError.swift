/// Why settings cannot be used; it names the parameter, what was found and what is allowed.
public enum ParameterError: Error, Sendable, Hashable, CustomStringConvertible {
  /// The kind has no parameter of this name.
  case unknown(name: String, kind: String, known: [String])
  /// The kind needs a parameter that was not given.
  case missing(name: String, kind: String, allowed: String)
  /// The value is outside what the parameter admits.
  case notAdmissible(name: String, found: String, allowed: String)
  /// Values that are admissible one by one do not fit together.
  case conflict(names: [String], reason: String)

  /// One sentence for a person.
  public var description: String {
    switch self {
    case .unknown(let name, let kind, let known):
      known.isEmpty
        ? "\(kind) has no parameters, found '\(name)'"
        : "\(kind) has no parameter '\(name)'\(NearestName.hint(for: name, among: known)); it has "
          + known.joined(separator: ", ")
    case .missing(let name, let kind, let allowed): "\(kind) needs '\(name)': \(allowed)"
    case .notAdmissible(let name, let found, let allowed): "'\(name)' is \(found), expected \(allowed)"
    case .conflict(let names, let reason): names.map { "'\($0)'" }.joined(separator: " and ") + ": " + reason
    }
  }

  /// The same error for a setting that lies inside the setting `outer`: its names become `outer.name`.
  public func inside(_ outer: String) -> ParameterError {
    func path(_ name: String) -> String { "\(outer).\(name)" }
    return switch self {
    case .unknown(let name, let kind, let known):
      .unknown(name: path(name), kind: kind, known: known.map(path))
    case .missing(let name, let kind, let allowed):
      .missing(name: path(name), kind: kind, allowed: allowed)
    case .notAdmissible(let name, let found, let allowed):
      .notAdmissible(name: path(name), found: found, allowed: allowed)
    case .conflict(let names, let reason): .conflict(names: names.map(path), reason: reason)
    }
  }
}
