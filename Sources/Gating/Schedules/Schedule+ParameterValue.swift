public import Catalog

extension Schedule {
  /// The schedules a number within `bounds` may follow; `kind` is the word after `schedule:`.
  public static func descriptions(within bounds: Bounds) -> [KindDescription] {
    let above0 = Bounds(
      max(0, bounds.minimum), bounds.maximum,
      excludesMinimum: bounds.minimum <= 0 || bounds.excludesMinimum, excludesMaximum: bounds.excludesMaximum)
    func ramp(_ kind: String, _ bounds: Bounds, summary: String, formula: String) -> KindDescription {
      KindDescription(
        kind, summary: summary, formula: formula,
        parameters: [
          Parameter("from", .number(bounds), summary: "Value before the first update."),
          Parameter("to", .number(bounds), summary: "Value from the last update of the schedule on."),
          Parameter("updates", .integer(Bounds(1, 1e9)), summary: "Updates from one end to the other."),
        ])
    }
    func perEpoch(_ kind: String, summary: String, formula: String) -> KindDescription {
      KindDescription(
        kind, summary: summary, formula: formula, source: "Chung, Ahn and Bengio 2017 (arXiv 1609.01704)",
        parameters: [
          Parameter(
            "rate", .number(.nonNegative), default: .number(0.04), summary: "Growth of the slope per epoch."),
          Parameter("cap", .number(Bounds(1)), default: .number(5), summary: "Largest slope."),
        ])
    }
    return [
      ramp(
        "linear", bounds, summary: "A straight line over updates.",
        formula: "from + (to − from)·t/updates"),
      ramp(
        "exponential", above0, summary: "A constant ratio from each update to the next.",
        formula: "from·(to/from)^(t/updates)"),
      perEpoch(
        "slope_annealed", summary: "A temperature whose reciprocal, the slope, grows with the epoch.",
        formula: "1/min(cap, 1 + rate·epoch)"),
      perEpoch(
        "growing_slope", summary: "A slope that grows with the epoch.",
        formula: "min(cap, 1 + rate·epoch)"),
    ]
  }

  /// Reads a number, or a map such as `{from: 1, to: 0.1, schedule: exponential, updates: 2000}`.
  ///
  /// - Throws: `ParameterError` that names the parameter, or the key within it as `parameter.key`.
  public init(_ value: ParameterValue, of parameter: Parameter) throws(ParameterError) {
    guard case .map(var settings) = value else {
      guard parameter.admits(value), case .number(let number) = value else {
        throw .notAdmissible(name: parameter.name, found: value.text, allowed: parameter.allowed)
      }
      self.init(constant: number)
      return
    }
    guard parameter.isSchedulable, let bounds = parameter.numberBounds else {
      throw .notAdmissible(
        name: parameter.name, found: value.text, allowed: "\(parameter.allowed), not a schedule")
    }
    let kinds = Self.descriptions(within: bounds)
    let word = settings.removeValue(forKey: "schedule")
    let description = try Self.description(word, among: kinds, of: parameter)
    do {
      self.init(checked: try Self.form(Parameters(description, settings)))
    } catch {
      throw error.inside(parameter.name)
    }
    guard bounds.contains(ends.0), bounds.contains(ends.1) else {
      throw .notAdmissible(
        name: parameter.name, found: "a schedule from \(ends.0) to \(ends.1)", allowed: parameter.allowed)
    }
  }

  /// The map form with every setting, or the number where the schedule is constant.
  public var parameterValue: ParameterValue {
    func ramp(_ kind: String, _ from: Double, _ to: Double, _ updates: Int) -> ParameterValue {
      .map([
        "schedule": .text(kind), "from": .number(from), "to": .number(to),
        "updates": .number(Double(updates)),
      ])
    }
    func perEpoch(_ kind: String, _ rate: Double, _ cap: Double) -> ParameterValue {
      .map(["schedule": .text(kind), "rate": .number(rate), "cap": .number(cap)])
    }
    return switch form {
    case .constant(let value): .number(value)
    case .linear(let from, let to, let updates): ramp("linear", from, to, updates)
    case .exponential(let from, let to, let updates): ramp("exponential", from, to, updates)
    case .slopeAnnealed(let rate, let cap): perEpoch("slope_annealed", rate, cap)
    case .growingSlope(let rate, let cap): perEpoch("growing_slope", rate, cap)
    }
  }

  private static func description(
    _ word: ParameterValue?, among kinds: [KindDescription], of parameter: Parameter
  ) throws(ParameterError) -> KindDescription {
    let names = kinds.map(\.kind)
    let allowed = "one of " + names.joined(separator: ", ")
    let key = "\(parameter.name).schedule"
    guard let word else { throw .missing(name: key, kind: "a schedule", allowed: allowed) }
    guard let found = kinds.first(where: { word == .text($0.kind) }) else {
      throw .notAdmissible(
        name: key, found: word.text, allowed: allowed + NearestName.hint(for: word.text, among: names))
    }
    return found
  }

  private static func form(_ settings: Parameters) -> Form {
    switch settings.description.kind {
    case "linear":
      .linear(
        from: settings.number("from"), to: settings.number("to"), updates: settings.integer("updates"))
    case "exponential":
      .exponential(
        from: settings.number("from"), to: settings.number("to"), updates: settings.integer("updates"))
    case "growing_slope": .growingSlope(rate: settings.number("rate"), cap: settings.number("cap"))
    default: .slopeAnnealed(rate: settings.number("rate"), cap: settings.number("cap"))
    }
  }
}
