public import Catalog

/// What a results folder remembers of a kind that a program brought: enough to read the experiment, its ids and its labels where the
/// program is missing, and nothing of what the kind computes.
public struct RememberedKind: Sendable, Hashable {
  /// What it is a kind of, as its catalog says: `gate policy`.
  public let subject: String
  /// The word after `kind:`.
  public let kind: String
  /// The catalog entry; `nil` where a parameter is of a form that is not remembered.
  public let description: KindDescription?

  /// What is remembered of a kind.
  public init(_ named: NamedKind) {
    subject = named.subject
    kind = named.description.kind
    let entry = named.description
    let isWhole = entry.parameters.allSatisfy { Form($0.shape) != nil }
    description =
      isWhole
      ? KindDescription(
        entry.kind, summary: "", source: entry.source, parameters: entry.parameters.map { Self.plain($0) })
      : nil
  }

  /// `the gate policy 'bernoulli'`.
  public var text: String { "the \(subject) '\(kind)'" }

  /// The forms of parameters that are remembered, without their bounds, which were checked before.
  private enum Form: String, CaseIterable {
    case number
    case integer
    case text
    case flag
    case numbers
    case texts

    init?(_ shape: Parameter.Shape) {
      switch shape {
      case .number: self = .number
      case .integer: self = .integer
      case .choice, .text: self = .text
      case .flag: self = .flag
      case .numbers, .risingIntegers: self = .numbers
      case .texts: self = .texts
      case .file, .cell, .cells, .cellsByName, .numbersByName, .map, .either: return nil
      }
    }

    var shape: Parameter.Shape {
      switch self {
      case .number: .number(.finite)
      case .integer: .integer(.finite)
      case .text: .text
      case .flag: .flag
      case .numbers: .numbers(.finite, count: nil)
      case .texts: .texts
      }
    }
  }

  /// A parameter without its bounds and words.
  private static func plain(_ parameter: Parameter) -> Parameter {
    if parameter.isScheduledValue { return .scheduledValue(parameter.name, summary: "") }
    return Parameter(
      parameter.name, Form(parameter.shape)?.shape ?? .text, default: parameter.defaultValue,
      isOptional: parameter.isOptional, isSchedulable: parameter.isSchedulable,
      identifiesRuns: parameter.identifiesRuns, summary: "")
  }
}

extension RememberedKind {
  /// The kind as a results folder has it, on one line.
  public var json: JSON {
    let head: [(String, JSON)] = [("of", .string(subject)), ("kind", .string(kind))]
    guard let description else { return .object(head) }
    return .object(
      head + [
        ("source", .string(description.source)),
        ("parameters", .array(description.parameters.map(Self.json))),
      ])
  }

  private static func json(_ parameter: Parameter) -> JSON {
    var members: [(String, JSON)] = [
      ("name", .string(parameter.name)), ("type", .string(Form(parameter.shape)?.rawValue ?? "")),
    ]
    if let value = parameter.defaultValue { members.append(("default", JSON(value))) }
    let flags = [
      ("optional", parameter.isOptional), ("schedulable", parameter.isSchedulable),
      ("scheduled", parameter.isScheduledValue), ("silent", !parameter.identifiesRuns),
    ]
    return .object(members + flags.filter(\.1).map { ($0.0, .flag(true)) })
  }

  /// The kind that a results folder has; `nil` where it cannot be read.
  public init?(_ json: JSON) {
    guard let subject = json["of"]?.string, let kind = json["kind"]?.string else { return nil }
    self.subject = subject
    self.kind = kind
    guard let list = json["parameters"] else {
      description = nil
      return
    }
    var parameters: [Parameter] = []
    for item in list.items {
      guard let parameter = Self.parameter(item) else { return nil }
      parameters.append(parameter)
    }
    let source = json["source"]?.string ?? ""
    description = KindDescription(kind, summary: "", source: source, parameters: parameters)
  }

  private static func parameter(_ json: JSON) -> Parameter? {
    guard let name = json["name"]?.string, let form = json["type"]?.string.flatMap(Form.init) else {
      return nil
    }
    if json["scheduled"] != nil { return .scheduledValue(name, summary: "") }
    let value = json["default"].map { ParameterValue($0) }
    if case .some(nil) = value { return nil }
    return Parameter(
      name, form.shape, default: value ?? nil, isOptional: json["optional"] != nil,
      isSchedulable: json["schedulable"] != nil, identifiesRuns: json["silent"] == nil, summary: "")
  }
}
