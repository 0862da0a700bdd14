import Catalog

/// A JSON value whose objects keep their order, so that a printed schema reads like the documentation.
enum JSON {
  case text(String)
  case number(Double)
  case flag(Bool)
  case list([JSON])
  case object([(String, JSON)])

  /// The value over several lines, indented by two spaces; lists of scalars stay on one line.
  func printed(indentation: String = "") -> String {
    let inner = indentation + "  "
    switch self {
    case .text(let text): return CanonicalText.quoted(text)
    case .number(let number): return ParameterValue.text(of: number)
    case .flag(let flag): return flag ? "true" : "false"
    case .list(let items):
      if items.allSatisfy(\.isScalar) {
        return "[" + items.map { $0.printed() }.joined(separator: ", ") + "]"
      }
      return "[\n" + items.map { inner + $0.printed(indentation: inner) }.joined(separator: ",\n")
        + "\n\(indentation)]"
    case .object(let members):
      guard !members.isEmpty else { return "{}" }
      return "{\n"
        + members.map { "\(inner)\(CanonicalText.quoted($0)): \($1.printed(indentation: inner))" }.joined(
          separator: ",\n")
        + "\n\(indentation)}"
    }
  }

  private var isScalar: Bool {
    switch self {
    case .text, .number, .flag: true
    case .list, .object: false
    }
  }

  /// The value of a setting.
  init(_ value: ParameterValue) {
    switch value {
    case .number(let number): self = .number(number)
    case .text(let text): self = .text(text)
    case .flag(let flag): self = .flag(flag)
    case .list(let values): self = .list(values.map(JSON.init))
    case .map(let values): self = .object(values.sorted { $0.key < $1.key }.map { ($0.key, JSON($0.value)) })
    }
  }
}
