/// One setting of a kind, as an experiment file can say it.
public enum ParameterValue: Sendable, Hashable {
  /// A number; integers are numbers without a fraction.
  case number(Double)
  /// A word or a path.
  case text(String)
  /// `true` or `false`.
  case flag(Bool)
  /// A list of values.
  case list([ParameterValue])
  /// A map of named values, such as a schedule.
  case map([String: ParameterValue])

  /// The value as it stands in labels and in canonical text: shortest round-trip numbers, sorted keys.
  public var text: String {
    switch self {
    case .number(let value): Self.text(of: value)
    case .text(let value): value
    case .flag(let value): value ? "true" : "false"
    case .list(let values): "[" + values.map(\.text).joined(separator: ", ") + "]"
    case .map(let values):
      "{" + values.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value.text)" }.joined(separator: ", ")
        + "}"
    }
  }

  /// `value` as the shortest text that reads back to it, without the fraction where it is a whole number.
  public static func text(of value: Double) -> String {
    value == value.rounded() && abs(value) < 1e15 ? String(Int64(value)) : String(value)
  }
}
