public import Catalog

/// A gate policy as an experiment file says it: a kind, and parameters of which any number may be a schedule.
///
/// Everything is checked here, so that ``policy(update:epoch:)`` cannot fail in the middle of a run.
public struct PolicySpecification: Sendable {
  /// The policy's type.
  public let type: any GatePolicy.Type
  /// Every setting, as given or by default, in the order of the description; schedules in full map form.
  public let settings: [(name: String, value: ParameterValue)]
  /// The kind and the settings that differ from the defaults, as tables print it:
  /// `bernoulli probability_temperature=0.5`.
  public let label: String

  private let fixed: [String: ParameterValue]
  private let schedules: [(name: String, schedule: Schedule)]
  /// The policy at the first update, which is the policy of every update when nothing is scheduled.
  private let initial: any GatePolicy

  /// Checks the settings of one policy.
  ///
  /// Constraints between parameters are checked at every combination of the schedules' ends. That covers the
  /// whole run where a constraint is convex in the scheduled parameters, as a policy must see to.
  ///
  /// - Throws: `ParameterError` naming the parameter, what was found and what is allowed.
  public init(_ type: any GatePolicy.Type, _ given: [String: ParameterValue] = [:]) throws(ParameterError) {
    let description = type.description
    var fixed: [String: ParameterValue] = [:]
    var schedules: [(name: String, schedule: Schedule)] = []
    for (name, value) in given.sorted(by: { $0.key < $1.key }) {
      if case .map = value, let parameter = description.parameter(named: name) {
        schedules.append((name, try Schedule(value, of: parameter)))
      } else {
        fixed[name] = value
      }
    }
    for corner in Self.corners(schedules) {
      _ = try type.init(Parameters(description, fixed.merging(corner) { $1 }))
    }
    let start = schedules.map { ($0.name, ParameterValue.number($0.schedule.value(update: 0, epoch: 0))) }
    let parameters = try Parameters(description, fixed.merging(start) { $1 })
    self.type = type
    self.fixed = fixed
    self.schedules = schedules
    initial = try type.init(parameters)
    let full = fixed.merging(schedules.map { ($0.name, $0.schedule.parameterValue) }) { $1 }
    label = description.label(full)
    settings = description.parameters.compactMap { parameter in
      (full[parameter.name] ?? parameter.defaultValue).map { (parameter.name, $0) }
    }
  }

  /// The word after `kind:`.
  public var kind: String { type.description.kind }

  /// Whether the policy changes while a network trains.
  public var isScheduled: Bool { !schedules.isEmpty }

  /// The policy in force after `update` updates, in epoch `epoch`; both count from 0.
  ///
  /// Without schedules this hands out one value made beforehand.
  public func policy(update: Int, epoch: Int) -> any GatePolicy {
    guard isScheduled else { return initial }
    var given = fixed
    for (name, schedule) in schedules {
      given[name] = .number(schedule.value(update: update, epoch: epoch))
    }
    do {
      return try type.init(Parameters(type.description, given))
    } catch {
      preconditionFailure("\(label) cannot be made at update \(update), epoch \(epoch): \(error)")
    }
  }

  /// All combinations of the two ends of each schedule.
  private static func corners(_ schedules: [(name: String, schedule: Schedule)]) -> [[String: ParameterValue]]
  {
    schedules.reduce([[:]]) { corners, entry in
      let ends = entry.schedule.ends
      return corners.flatMap { corner in
        [ends.0, ends.1].map { end in corner.merging([entry.name: .number(end)]) { $1 } }
      }
    }
  }
}

extension PolicySpecification: Hashable {
  /// Two specifications are equal where type and settings are.
  public static func == (a: PolicySpecification, b: PolicySpecification) -> Bool {
    a.type == b.type && a.settings.map(\.name) == b.settings.map(\.name)
      && a.settings.map(\.value) == b.settings.map(\.value)
  }

  /// Feeds type and settings to the hasher.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(ObjectIdentifier(type))
    hasher.combine(settings.map(\.value))
  }
}

extension PolicyCatalog {
  /// The specification of a policy by the name of its kind.
  ///
  /// - Throws: `CatalogError` for an unknown kind, `ParameterError` for its settings.
  public func specification(_ kind: String, _ given: [String: ParameterValue] = [:]) throws
    -> PolicySpecification
  {
    try PolicySpecification(type(named: kind), given)
  }
}
