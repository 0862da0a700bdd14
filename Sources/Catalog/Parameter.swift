/// What one parameter of a kind is called, means, and may be.
public struct Parameter: Sendable, Hashable {
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
  /// Whether the value can change what a run computes, and so belongs to the run's identity.
  ///
  /// False for what a task replaces by what it stands for, such as how a file is read: the data as read are part of
  /// the identity then.
  public let identifiesRuns: Bool
  /// One sentence: meaning and unit.
  public let summary: String
  /// What a file to start from says where the default does not do, or there is none; `nil` for nothing in particular.
  public let example: ParameterValue?

  /// A parameter with a default, or a required one where `defaultValue` is `nil` and `isOptional` false.
  public init(
    _ name: String, _ shape: Shape, default defaultValue: ParameterValue? = nil, isOptional: Bool = false,
    isSchedulable: Bool = false, identifiesRuns: Bool = true, example: ParameterValue? = nil, summary: String
  ) {
    self.init(
      name, shape, default: defaultValue, isOptional: isOptional, isSchedulable: isSchedulable,
      isScheduledValue: false, identifiesRuns: identifiesRuns, example: example, summary: summary)
  }

  /// A required number of a schedule that is a value of the setting which follows it: within that one's bounds and these.
  public static func scheduledValue(_ name: String, _ bounds: Bounds = .finite, summary: String) -> Parameter
  {
    Parameter(
      name, .number(bounds), default: nil, isOptional: false, isSchedulable: false, isScheduledValue: true,
      identifiesRuns: true, example: nil, summary: summary)
  }

  private init(
    _ name: String, _ shape: Shape, default defaultValue: ParameterValue?, isOptional: Bool,
    isSchedulable: Bool, isScheduledValue: Bool, identifiesRuns: Bool, example: ParameterValue?,
    summary: String
  ) {
    self.name = name
    self.shape = shape
    self.defaultValue = defaultValue
    self.isOptional = isOptional
    self.isSchedulable = isSchedulable
    self.isScheduledValue = isScheduledValue
    self.identifiesRuns = identifiesRuns
    self.example = example
    self.summary = summary
  }

  /// The same number within `bounds` as well as its own.
  func within(_ bounds: Bounds) -> Parameter {
    guard let own = numberBounds else { preconditionFailure("'\(name)' is not a number") }
    return Parameter(
      name, .number(own.intersection(bounds)), default: defaultValue, isOptional: isOptional,
      isSchedulable: isSchedulable, isScheduledValue: isScheduledValue, identifiesRuns: identifiesRuns,
      example: example, summary: summary)
  }

  /// The admissible values in words.
  public var allowed: String { shape.allowed }

  /// Whether `value` is admissible.
  public func admits(_ value: ParameterValue) -> Bool { shape.admits(value) }
}
