public import Catalog
public import Estimation
public import Gating
public import RandomStreams
public import Recurrence

/// Which policy each gate has, the backward rule they share, and the noise of the states beside them.
///
/// A gate that the network's variant does not have has a sigmoid as a placeholder that is never evaluated.
public struct GateSpecification: Sendable, Hashable {
  /// The policies, in the order of the cell's gates.
  public let policies: [ScheduledKind<any GatePolicy>]
  /// How gradients are found.
  public let gradient: KindSpecification<GradientRule>
  /// The noise on states.
  public let stateNoise: ScheduledKind<any StateNoise>

  /// The same with the automatic gradient rule.
  var withoutGradientRule: GateSpecification {
    guard let settings = try? Parameters(AutomaticGradient.description) else {
      preconditionFailure("the automatic rule has no settings")
    }
    return GateSpecification(
      policies: policies, gradient: KindSpecification(settings, .surrogate(AutomaticGradient())),
      stateNoise: stateNoise)
  }

  /// Whether a policy or the noise on states changes while the network trains.
  public var isScheduled: Bool { policies.contains(where: \.isScheduled) || stateNoise.isScheduled }

  /// Whether a gate has no derivative of its own, so that the backward rule is used.
  public var usesGradientRule: Bool {
    policies.contains {
      if case .surrogate = $0.initial.derivative { true } else { false }
    }
  }

  /// The gates in force, with the surrogate where the gradient rule is one, after `update` updates, in epoch `epoch`;
  /// both count from 0.
  public func assignment(update: Int, epoch: Int) -> GateAssignment {
    GateAssignment(
      count: policies.count, { policies[$0].value(update: update, epoch: epoch) },
      gradient: gradient.value.surrogate,
      stateNoise: stateNoise.value(update: update, epoch: epoch))
  }
}

/// Which gates share a draw.
public struct NoiseSpecification: Sendable, Hashable {
  /// Whether each time step has its own draws.
  public let sharing: NoiseSharing
  /// Whether each unit has its own draws.
  public let scope: NoiseScope

  /// What the section `noise` says.
  package init(_ settings: Settings) {
    sharing = settings.choice("sharing")
    scope = settings.choice("scope")
  }
}
