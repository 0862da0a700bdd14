import Catalog
import Estimation
import Gating
import Recurrence

extension ExperimentCatalogs {
  /// These catalogs with stand-ins for the kinds of another program that a results folder remembers.
  ///
  /// A stand-in has the kind's name and parameters, so that experiments can be read and planned and have the same ids and labels. What it
  /// computes is not the kind's, and is never asked for. Tasks, cells, skip rules, losses, read-outs and kinds of experiment have none: without their
  /// code it is not known what tables hold.
  ///
  /// - Returns: the catalogs, and the kinds that this program neither has nor can stand in for.
  public func standingIn(for kinds: [RememberedKind]) -> (
    catalogs: ExperimentCatalogs, lacking: [RememberedKind]
  ) {
    var (catalogs, lacking) = (self, [RememberedKind]())
    for kind in kinds where !knows(kind) {
      if catalogs.standIn(for: kind) {
        catalogs.missingKinds.insert(OwnKind(subject: kind.subject, kind: kind.kind))
      } else {
        lacking.append(kind)
      }
    }
    return (catalogs, lacking)
  }

  /// Whether a kind of this name is in its catalog.
  private func knows(_ kind: RememberedKind) -> Bool {
    let tables = [
      policies.erased, gradients.erased, tasks.erased, cells.erased, skips.erased, optimizers.erased,
      initializers.erased,
      forgetBiases.erased, stateNoises.erased, schedules.erased, losses.erased, readouts.erased,
      metrics.erased,
    ]
    if kind.subject == StudyCatalog.subject { return studies[kind.kind] != nil }
    return tables.contains { $0.subject == kind.subject && $0[kind.kind] != nil }
  }

  /// Adds a stand-in; `false` where there is none for such a kind.
  private mutating func standIn(for kind: RememberedKind) -> Bool {
    guard let description = kind.description else { return false }
    do {
      switch kind.subject {
      case policies.subject: policies = try policies.adding(SigmoidGate.description.kind, as: description)
      case gradients.subject:
        gradients = try gradients.adding(AutomaticGradient.description.kind, as: description)
      case optimizers.subject: optimizers = try optimizers.adding(Adam.description.kind, as: description)
      case initializers.subject:
        initializers = try initializers.adding(UniformInitializer.description.kind, as: description)
      case stateNoises.subject:
        stateNoises = try stateNoises.adding(NoStateNoise.description.kind, as: description)
      case schedules.subject:
        schedules = try schedules.adding([.init(description) { HeldSchedule(first: $0) }])
      default: return false
      }
    } catch { return false }
    return true
  }
}

extension KindTable {
  /// The table with another kind that makes what one of its kinds makes of its defaults.
  fileprivate func adding(_ placeholder: String, as description: KindDescription) throws -> KindTable {
    let value = try make(placeholder)
    return try adding([Row(description) { _ in value }])
  }
}

/// The schedule that stands in for one whose code is missing: its first value throughout, which is admissible wherever that one was.
private struct HeldSchedule: Schedule {
  static let description = KindDescription("held", summary: "The first value throughout.")

  private let held: Double

  init(_: Parameters) throws(ParameterError) { held = 1 }

  init(first parameters: Parameters) {
    let first = parameters.description.parameters.first { $0.isScheduledValue }
    guard let first, case .number(let number)? = parameters[first.name] else {
      held = 1
      return
    }
    held = number
  }

  func value(update _: Int, epoch _: Int) -> Double { held }

  var ends: (Double, Double) { (held, held) }
}
