/// A JSON value whose members keep the order in which they were written, so that equal content is equal bytes.
public indirect enum JSON: Sendable {
  /// Text.
  case string(String)
  /// A whole number, to the last digit.
  case integer(Int)
  /// A number, written as the shortest text that reads back to it; one that is not finite is written as text.
  case number(Double)
  /// `true` or `false`.
  case flag(Bool)
  /// `null`.
  case null
  /// A list.
  case array([JSON])
  /// Named members, in this order.
  case object([(String, JSON)])

  /// How a value is laid out.
  public enum Layout: Sendable {
    /// On one line, without spaces: what is hashed.
    case compact
    /// Every item on a line of its own, two spaces a level: files for programs.
    case lines
    /// The same, but lists of scalars on one line: files that are read.
    case readable
  }

  /// The content of a file: the value over several lines, with the end of the last.
  public var text: String { text(.lines) + "\n" }

  /// The value in a layout, without a line end.
  public func text(_ layout: Layout) -> String {
    guard layout == .compact else { return text(layout, indentation: "") }
    var text = ""
    append(to: &text)
    return text
  }

  /// Appends the compact text.
  private func append(to text: inout String) {
    switch self {
    case .array(let items): text.append(items, between: "[", "]") { $0.append(to: &$1) }
    case .object(let members):
      text.append(members, between: "{", "}") { member, text in
        text += Self.quoted(member.0) + ":"
        member.1.append(to: &text)
      }
    default: text += self.text(.lines, indentation: "")
    }
  }

  private func text(_ layout: Layout, indentation: String) -> String {
    switch self {
    case .string(let value): return Self.quoted(value)
    case .integer(let value): return String(value)
    case .number(let value):
      return value.isFinite
        ? ParameterValue.text(of: value) : Self.quoted(value.isNaN ? "NaN" : value < 0 ? "-INF" : "INF")
    case .flag(let value): return value ? "true" : "false"
    case .null: return "null"
    case .array(let items):
      if layout == .readable, items.allSatisfy(\.isScalar) {
        return "[" + items.map { $0.text(layout) }.joined(separator: ", ") + "]"
      }
      return Self.block("[]", items.map { ("", $0) }, layout, indentation)
    case .object(let members):
      return Self.block("{}", members.map { (Self.quoted($0.0) + ": ", $0.1) }, layout, indentation)
    }
  }

  /// Items between two brackets, each after its name.
  private static func block(
    _ brackets: String, _ items: [(name: String, value: JSON)], _ layout: Layout, _ indentation: String
  ) -> String {
    let (open, close) = (brackets.prefix(1), brackets.suffix(1))
    if items.isEmpty { return brackets }
    let inner = indentation + "  "
    let lines = items.map { inner + $0.name + $0.value.text(layout, indentation: inner) }
    return open + "\n" + lines.joined(separator: ",\n") + "\n" + indentation + close
  }

  private var isScalar: Bool {
    switch self {
    case .array, .object: false
    default: true
    }
  }
}

extension JSON {
  /// The value of a setting, the keys of maps sorted by their UTF-8 bytes.
  public init(_ value: ParameterValue) {
    switch value {
    case .number(let number): self = .number(number)
    case .text(let text): self = .string(text)
    case .flag(let flag): self = .flag(flag)
    case .list(let values): self = .array(values.map { JSON($0) })
    case .map(let values):
      let sorted = values.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
      self = .object(sorted.map { ($0.key, JSON($0.value)) })
    }
  }
}

extension ParameterValue {
  /// The one way to write settings down for a hash: compact JSON, keys sorted by their UTF-8 bytes, numbers as the shortest
  /// text that reads back to them.
  public var canonicalText: String {
    var text = ""
    append(to: &text)
    return text
  }

  /// The text of `JSON(self)` without making it: identities of runs are made of much of it.
  private func append(to text: inout String) {
    switch self {
    case .list(let values): text.append(values, between: "[", "]") { $0.append(to: &$1) }
    case .map(let values):
      let sorted = values.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
      text.append(sorted, between: "{", "}") { member, text in
        text += JSON.quoted(member.key)
        text += ":"
        member.value.append(to: &text)
      }
    default: text += JSON(self).text(.compact)
    }
  }
}

extension String {
  /// Appends items between brackets, with commas and without spaces.
  fileprivate mutating func append<Item>(
    _ items: [Item], between open: String, _ close: String, _ each: (Item, inout String) -> Void
  ) {
    self += open
    for (place, item) in items.enumerated() {
      if place > 0 { self += "," }
      each(item, &self)
    }
    self += close
  }
}
