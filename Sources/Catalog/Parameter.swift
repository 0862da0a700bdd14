/// What one parameter of a kind is called, means, and may be.
public struct Parameter: Sendable, Hashable {
  /// The shape of the values a parameter takes.
  public enum Shape: Sendable, Hashable {
    /// A number within bounds.
    case number(Bounds)
    /// A whole number within bounds.
    case integer(Bounds)
    /// One of the given words.
    case choice([String])
    /// Any text.
    case text
    /// The path of a file, relative to the experiment file.
    case file
    /// `true` or `false`.
    case flag
    /// A list of numbers within bounds, `count` of them where it is given.
    case numbers(Bounds, count: Int?)
    /// A list of texts.
    case texts
  }

  /// The key in the experiment file.
  public let name: String
  /// What values are admissible.
  public let shape: Shape
  /// The value when the file is silent; `nil` means that the file must say it.
  public let defaultValue: ParameterValue?
  /// Whether the file may leave the parameter out although it has no default (the kind then derives it).
  public let isOptional: Bool
  /// Whether a schedule over updates may stand in place of the number.
  public let isSchedulable: Bool
  /// Whether the number is, in a schedule, a value of the setting that follows it, and so keeps within that one's bounds.
  public let isScheduledValue: Bool
  /// One sentence: meaning and unit.
  public let summary: String

  /// A parameter with a default, or a required one where `defaultValue` is `nil` and `isOptional` false.
  public init(
    _ name: String, _ shape: Shape, default defaultValue: ParameterValue? = nil, isOptional: Bool = false,
    isSchedulable: Bool = false, summary: String
  ) {
    self.init(
      name, shape, default: defaultValue, isOptional: isOptional, isSchedulable: isSchedulable,
      isScheduledValue: false, summary: summary)
  }

  /// A required number of a schedule that is a value of the setting which follows it: within that one's bounds and these.
  public static func scheduledValue(_ name: String, _ bounds: Bounds = .finite, summary: String) -> Parameter
  {
    Parameter(
      name, .number(bounds), default: nil, isOptional: false, isSchedulable: false, isScheduledValue: true,
      summary: summary)
  }

  private init(
    _ name: String, _ shape: Shape, default defaultValue: ParameterValue?, isOptional: Bool,
    isSchedulable: Bool, isScheduledValue: Bool, summary: String
  ) {
    self.name = name
    self.shape = shape
    self.defaultValue = defaultValue
    self.isOptional = isOptional
    self.isSchedulable = isSchedulable
    self.isScheduledValue = isScheduledValue
    self.summary = summary
  }

  /// The same number within `bounds` as well as its own.
  func within(_ bounds: Bounds) -> Parameter {
    guard let own = numberBounds else { preconditionFailure("'\(name)' is not a number") }
    return Parameter(
      name, .number(own.intersection(bounds)), default: defaultValue, isOptional: isOptional,
      isSchedulable: isSchedulable, isScheduledValue: isScheduledValue, summary: summary)
  }

  /// The admissible values in words.
  public var allowed: String {
    switch shape {
    case .number(.finite): "a number"
    case .number(let bounds): "a number \(bounds)"
    case .integer(let bounds): "a whole number \(bounds)"
    case .choice(let words): "one of " + words.joined(separator: ", ")
    case .text: "text"
    case .file: "the path of a file"
    case .flag: "true or false"
    case .numbers(let bounds, let count):
      "a list of \(count.map { "\($0) " } ?? "")numbers" + (bounds == .finite ? "" : ", each \(bounds)")
    case .texts: "a list of texts"
    }
  }

  /// Whether `value` is admissible.
  public func admits(_ value: ParameterValue) -> Bool {
    switch (shape, value) {
    case (.number(let bounds), .number(let number)): bounds.contains(number)
    case (.integer(let bounds), .number(let number)): number == number.rounded() && bounds.contains(number)
    case (.choice(let words), .text(let word)): words.contains(word)
    case (.text, .text), (.file, .text), (.flag, .flag): true
    case (.numbers(let bounds, let count), .list(let values)):
      (count == nil || count == values.count)
        && values.allSatisfy {
          if case .number(let number) = $0 { bounds.contains(number) } else { false }
        }
    case (.texts, .list(let values)):
      values.allSatisfy { if case .text = $0 { true } else { false } }
    default: false
    }
  }
}
