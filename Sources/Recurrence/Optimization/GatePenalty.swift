import Gating
public import Sequences

/// A charge for gates that are open, added to the loss of a training pass.
///
///     λ · Σ_layers Σ_gates Σ_units mean over (sequence, step) of P(g ≠ 0 | z)
///
/// λ times the expected number of open units in a sequence's step. Steps past a sequence's length do not
/// count, nor do gates whose policy is no `PenalizedGatePolicy` or that the variant does not have. The derivative
/// by z flows back like that of the loss. Computed in Float64, in the order layer, gate, step, sequence, unit; nothing is drawn.
///
/// Source: the L₀ penalty of Louizos, Welling and Kingma 2018 (1712.01312) and of Yamada et al. 2020 (1810.04247), which there
/// falls on weights and on inputs.
public struct GatePenalty: Sendable, Hashable {
  /// λ.
  public let weight: Double

  /// A charge of λ for each open unit; λ ≥ 0.
  public init(weight: Double) {
    precondition(weight >= 0, "a penalty rewards nothing, found \(weight)")
    self.weight = weight
  }

  /// Whether a gate of a network with these policies can be charged.
  public static func applies(to gates: GateAssignment, variant: LSTMVariant) -> Bool {
    variant.gates.contains { gates[$0] is any PenalizedGatePolicy }
  }

  /// Injects the penalty's slope into the way back and gives its value.
  ///
  /// Between an engine's forward pass and its `backward`.
  public func charge<Engine: LSTMEngine>(_ engine: Engine, _ batch: TaskBatch, _ gates: GateAssignment)
    -> Double
  {
    let places = batch.lengths.reduce(0, +)
    guard places > 0 else { return 0 }
    let share = weight / Double(places)
    var value = 0.0
    for layer in 0..<engine.configuration.layers {
      for gate in engine.configuration.variant.gates {
        guard let policy = gates[gate] as? any PenalizedGatePolicy else { continue }
        for step in 0..<batch.steps {
          let z = engine.tape(.preActivation(gate.block), layer: layer, step: step).map { Double($0) }
          let (open, slopes) = Self.openProbability(policy, z)
          let width = z.count / batch.count
          for index in z.indices where batch.lengths[index / width] > step { value += open[index] }
          engine.inject(
            z.indices.map { batch.lengths[$0 / width] > step ? Engine.Scalar(share * slopes[$0]) : 0 },
            gate: gate, layer: layer, step: step)
        }
      }
    }
    return share * value
  }

  private static func openProbability(
    _ policy: some PenalizedGatePolicy, _ preActivations: [Double]
  ) -> (values: [Double], slopes: [Double]) {
    var values = [Double](repeating: 0, count: preActivations.count)
    var slopes = values
    var valueSpan = values.mutableSpan
    var slopeSpan = slopes.mutableSpan
    policy.openProbability(preActivations.span, into: &valueSpan, slopes: &slopeSpan)
    return (values, slopes)
  }
}
