/// A kind as an experiment file says it, with settings of which any schedulable number may follow a schedule.
///
/// Everything is checked here, so that ``value(update:epoch:)`` cannot fail in the middle of a run.
public struct ScheduledKind<Value: Sendable>: Sendable {
  /// The catalog entry.
  public let description: KindDescription
  /// Every setting, as given or by default, in the order of the description; schedules in full map form.
  public let settings: [(name: String, value: ParameterValue)]
  /// The kind and the settings that differ from the defaults, as tables print it:
  /// `bernoulli probability_temperature=0.5`.
  public let label: String
  /// The value at the first update, which is that of every update when nothing is scheduled.
  public let initial: Value

  private let row: KindTable<Value>.Row
  private let fixed: [String: ParameterValue]
  private let schedules: [(name: String, schedule: any Schedule)]

  /// Checks the settings of one kind.
  ///
  /// Constraints between parameters are checked at every combination of the schedules' ends. That covers the
  /// whole run where a constraint is convex in the scheduled parameters, as a kind must see to.
  ///
  /// - Throws: `ParameterError` naming the parameter, what was found and what is allowed.
  public init(
    _ row: KindTable<Value>.Row, _ given: [String: ParameterValue] = [:],
    among catalog: ScheduleCatalog = ScheduleCatalog()
  ) throws(ParameterError) {
    description = row.description
    var fixed: [String: ParameterValue] = [:]
    var found: [(name: String, schedule: KindSpecification<any Schedule>)] = []
    for (name, value) in given.sorted(by: { $0.key < $1.key }) {
      if case .map(let map) = value, let parameter = description.parameter(named: name) {
        found.append((name, try catalog.schedule(map, of: parameter)))
      } else {
        fixed[name] = value
      }
    }
    schedules = found.map { ($0.name, $0.schedule.value) }
    for corner in Self.corners(schedules) {
      _ = try row.specification(fixed.merging(corner) { $1 })
    }
    let start = schedules.map { ($0.name, ParameterValue.number($0.schedule.value(update: 0, epoch: 0))) }
    initial = try row.specification(fixed.merging(start) { $1 }).value
    self.row = row
    self.fixed = fixed
    let full = fixed.merging(found.map { ($0.name, $0.schedule.mapForm) }) { $1 }
    label = description.label(full)
    settings = description.parameters.compactMap { parameter in
      (full[parameter.name] ?? parameter.defaultValue).map { (parameter.name, $0) }
    }
  }

  /// The word after `kind:`.
  public var kind: String { description.kind }

  /// Whether the value changes while a network trains.
  public var isScheduled: Bool { !schedules.isEmpty }

  /// The value in force after `update` updates, in epoch `epoch`; both count from 0.
  ///
  /// Without schedules this hands out one value made beforehand.
  public func value(update: Int, epoch: Int) -> Value {
    guard isScheduled else { return initial }
    var given = fixed
    for (name, schedule) in schedules {
      given[name] = .number(schedule.value(update: update, epoch: epoch))
    }
    do {
      return try row.specification(given).value
    } catch {
      preconditionFailure("\(label) cannot be made at update \(update), epoch \(epoch): \(error)")
    }
  }

  /// All combinations of the two ends of each schedule.
  private static func corners(_ schedules: [(name: String, schedule: any Schedule)])
    -> [[String: ParameterValue]]
  {
    schedules.reduce([[:]]) { corners, entry in
      let ends = entry.schedule.ends
      return corners.flatMap { corner in
        [ends.0, ends.1].map { end in corner.merging([entry.name: .number(end)]) { $1 } }
      }
    }
  }
}

extension ScheduledKind: Hashable {
  /// Two are equal where kind and settings are.
  public static func == (a: ScheduledKind, b: ScheduledKind) -> Bool {
    a.description == b.description && a.settings.map(\.value) == b.settings.map(\.value)
      && a.settings.map(\.name) == b.settings.map(\.name)
  }

  /// Feeds kind and settings to the hasher.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(kind)
    hasher.combine(settings.map(\.value))
  }
}

extension KindTable {
  /// The kind of this name with settings of which numbers may follow schedules.
  ///
  /// - Throws: `CatalogError` for an unknown kind, `ParameterError` for its settings.
  public func scheduled(
    _ kind: String, _ given: [String: ParameterValue] = [:],
    among schedules: ScheduleCatalog = ScheduleCatalog()
  ) throws -> ScheduledKind<Value> {
    try ScheduledKind(row(named: kind), given, among: schedules)
  }
}
