public import Catalog
import Gating
public import Recurrence

/// An optimizer as an experiment file says it, of which any number that may follow a schedule can.
public struct OptimizerSpecification: Sendable, Hashable {
  /// The settings at the first update.
  public let parameters: Parameters
  /// The kind with its non-default settings, as tables write it.
  public let label: String

  private let type: any Optimizer.Type
  private let fixed: [String: ParameterValue]
  private let schedules: [String: Schedule]
  /// The optimizer of the first update, which is that of every update when nothing is scheduled.
  private let initial: any Optimizer

  /// Checks the settings, at both ends of every schedule.
  ///
  /// - Throws: ``ParameterError`` naming the parameter, what was found and what is allowed.
  init(_ type: any Optimizer.Type, _ given: [String: ParameterValue]) throws(ParameterError) {
    var (fixed, schedules) = (given, [String: Schedule]())
    for (name, value) in given.sorted(by: { $0.key < $1.key }) {
      guard case .map = value, let parameter = type.description.parameter(named: name) else { continue }
      schedules[name] = try Schedule(value, of: parameter)
      fixed[name] = nil
    }
    for (name, schedule) in schedules.sorted(by: { $0.key < $1.key }) {
      for end in [schedule.ends.0, schedule.ends.1] {
        let others = schedules.mapValues { ParameterValue.number($0.ends.0) }.merging([name: .number(end)]) {
          $1
        }
        _ = try type.init(Parameters(type.description, fixed.merging(others) { $1 }))
      }
    }
    self.type = type
    self.fixed = fixed
    self.schedules = schedules
    label = type.description.label(given)
    let start = schedules.mapValues { ParameterValue.number($0.value(update: 0, epoch: 0)) }
    parameters = try Parameters(type.description, fixed.merging(start) { $1 })
    initial = try type.init(parameters)
  }

  /// The word after `kind:`.
  public var kind: String { type.description.kind }
  /// Whether a setting changes while the network trains.
  public var isScheduled: Bool { !schedules.isEmpty }

  /// The optimizer of an update, in an epoch; both count from 0.
  public func optimizer(update: Int, epoch: Int) -> any Optimizer {
    guard isScheduled else { return initial }
    let now = schedules.mapValues { ParameterValue.number($0.value(update: update, epoch: epoch)) }
    do {
      return try type.init(Parameters(type.description, fixed.merging(now) { $1 }))
    } catch {
      preconditionFailure("\(label) cannot be made at update \(update), epoch \(epoch): \(error)")
    }
  }

  /// Whether kind and settings are equal.
  public static func == (a: Self, b: Self) -> Bool {
    a.type == b.type && a.fixed == b.fixed && a.schedules == b.schedules
  }

  /// Hashes kind and settings.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(ObjectIdentifier(type))
    hasher.combine(fixed)
    hasher.combine(schedules)
  }
}
