public import Catalog
import Gating
public import RandomStreams
public import Recurrence

/// A gradient rule that looks at losses instead of replacing the derivative of a hard gate.
///
/// It serves training and certificates alike, on either engine. Gates with a pathwise derivative keep it beside every
/// estimator; gates that are drawn 0 or 1 with a probability get the estimate. A hard threshold counts with the
/// derivative that it has, 0.
public protocol GradientEstimator: Kind where Family == any GradientEstimator {
  /// Why the estimator would be wrong in a setting, in half a sentence; `nil` where it is sound.
  func refusal(_ setting: EstimationSetting) -> String?

  /// Whether the mean of its estimates is the exact gradient in every setting that it does not refuse; `true` by default.
  ///
  /// The law tests hold each estimator that says so against the exact gradient.
  var isUnbiased: Bool { get }

  /// How often one estimate works out the loss of the batch; once a sample by default.
  ///
  /// For sequences of the setting's length. Every ``Estimate/evaluations`` is held to it.
  func lossEvaluations(_ setting: EstimationSetting) -> Int

  /// Uniforms that one estimate takes for each sequence of the batch; those of the policies, once a sample, by default.
  func draws(_ setting: EstimationSetting) -> Int

  /// Samples of one estimate, which go through the network at once; 1 by default.
  var samples: Int { get }

  /// Copies of the batch that the noise of one estimate is begun for, each at a time of its own; its samples' by default.
  var noiseCopies: Int { get }

  /// The most rows that go through the network at once for a batch of `batch` sequences; its samples' by default.
  func rows(batch: Int) -> Int

  /// Estimates until what the estimator remembers of earlier ones has settled; 0, the default, where it forgets them.
  var settling: Int { get }

  /// Leaves an estimate of ∂E[ℓ]/∂parameters in the engine's gradient.
  func estimate<Engine: RecurrentEngine>(
    _ engine: Engine, _ pass: EstimationPass, state: inout EstimatorState
  ) -> Estimate
}

extension GradientEstimator {
  /// The estimator of checked settings, as the catalog gives it.
  public static func make(_ parameters: Parameters) throws(ParameterError) -> any GradientEstimator {
    try Self(parameters)
  }
}

/// Where an estimator is to be used.
public struct EstimationSetting: Sendable {
  /// The network.
  public let configuration: NetworkConfiguration
  /// Its gates.
  public let gates: GateAssignment
  /// Whether steps share draws.
  public let sharing: NoiseSharing
  /// Whether units share draws.
  public let scope: NoiseScope
  /// The longest sequence.
  public let steps: Int

  /// A setting.
  public init(
    _ configuration: NetworkConfiguration, gates: GateAssignment, sharing: NoiseSharing = .perStep,
    scope: NoiseScope = .unit, steps: Int
  ) {
    self.configuration = configuration
    self.gates = gates
    self.sharing = sharing
    self.scope = scope
    self.steps = steps
  }

  /// The gates that are drawn 0 or 1 with a probability.
  public var drawnGates: [CellGate] { gates.drawn(in: configuration) }

  /// Uniforms that the policies take for one sequence, if no steps or units share them.
  public var policyDraws: Int {
    configuration.policyGates.reduce(0) { $0 + gates[$1].drawsPerUnit } * places
  }

  /// Gates in all that are drawn 0 or 1 for one sequence: one of each kind for each layer, step and unit.
  public var drawnCount: Int { drawnGates.count * places }

  /// Groups of gates whose draws are independent of each other, given all before them; see ``ARMEstimator``. They are as many as
  /// layers where no drawn gate sees the state.
  public var causalGroups: Int {
    CausalGroup.count(drawnGates, configuration, steps: steps)
  }

  /// Units of all layers and steps.
  private var places: Int { steps * configuration.layers * configuration.hidden }

  /// What makes every estimator unsound: shared draws, or none.
  var generalRefusal: String? {
    if sharing == .perSequence {
      return
        "the steps of a sequence share their draws (noise.sharing: per_sequence), and the estimator takes draws "
        + "for independent; expected per_step, or a surrogate"
    }
    if scope == .layer {
      return "the units of a layer share their draws (noise.scope: layer), and the estimator takes draws for "
        + "independent; expected unit, or a surrogate"
    }
    if drawnGates.isEmpty {
      return
        "no gate is drawn 0 or 1 with a probability, so there is nothing to estimate; expected auto or "
        + "another rule without samples"
    }
    return nil
  }
}

extension GradientEstimator {
  /// Without bias.
  public var isUnbiased: Bool { true }

  /// One for each sample.
  public func lossEvaluations(_ setting: EstimationSetting) -> Int { samples }

  /// Those of the policies, for each sample.
  public func draws(_ setting: EstimationSetting) -> Int { samples * setting.policyDraws }

  /// One sample.
  public var samples: Int { 1 }

  /// One for each sample.
  public var noiseCopies: Int { samples }

  /// The batch for each sample.
  public func rows(batch: Int) -> Int { batch * samples }

  /// Nothing is remembered.
  public var settling: Int { 0 }

  /// Shared draws, or none.
  public func refusal(_ setting: EstimationSetting) -> String? { setting.generalRefusal }
}

extension GateAssignment {
  /// The gates of a network that are drawn 0 or 1 with a probability, in the order i, f, o.
  public func drawn(in configuration: NetworkConfiguration) -> [CellGate] {
    configuration.policyGates.filter { self[$0].isBernoulli }
  }

  /// The same gates with no derivative where they are 0 or 1.
  public var held: GateAssignment {
    var gates = self
    gates.gradient = HeldGates()
    return gates
  }
}

extension GatePolicy {
  /// ∂φ/∂z of the logit φ = (z − θ)/τ of a gate that is 0 or 1.
  var logitSlope: Double {
    guard case .surrogate(_, let temperature) = derivative else { preconditionFailure("not a hard gate") }
    return 1 / temperature
  }

  /// p = P(g = 1) at pre-activations, in double precision whatever the engine's.
  func probabilities(_ preActivations: [some BinaryFloatingPoint]) -> [Double] {
    let z = preActivations.map { Double($0) }
    var p = z
    var span = p.mutableSpan
    mean(z.span, gates: &span)
    return p
  }
}
