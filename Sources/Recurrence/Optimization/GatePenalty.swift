public import Gating
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
  public static func applies(to gates: GateAssignment, in configuration: NetworkConfiguration) -> Bool {
    configuration.policyGates.contains { gates[$0] is any PenalizedGatePolicy }
  }

  /// Injects the penalty's slope into the way back and gives its value.
  ///
  /// Between an engine's forward pass and its `backward`.
  public func charge<Engine: RecurrentEngine>(_ engine: Engine, _ batch: TaskBatch, _ gates: GateAssignment)
    -> Double
  { charges(engine, batch, gates).total }

  /// Injects the penalty's slope, and gives its value and what each sequence adds to it.
  public func charges<Engine: RecurrentEngine>(_ engine: Engine, _ batch: TaskBatch, _ gates: GateAssignment)
    -> (total: Double, sequences: [Double])
  {
    let share = weight / Double(max(1, batch.lengths.reduce(0, +)))
    var total = 0.0
    let open = inject(engine, batch, gates, total: &total) { _ in share }
    return (share * total, open.map { share * $0 })
  }

  /// Injects the slopes of each sequence's open units times a factor of its own, and gives the units: expected ones,
  /// over all of its steps.
  public func inject<Engine: RecurrentEngine>(
    _ engine: Engine, _ batch: TaskBatch, _ gates: GateAssignment, factors: [Double]
  ) -> [Double] {
    var total = 0.0
    return inject(engine, batch, gates, total: &total) { factors[$0] }
  }

  /// Each sequence's expected number of open units, over all of its steps; nothing is injected.
  public func openUnits<Engine: RecurrentEngine>(
    _ engine: Engine, _ batch: TaskBatch, _ gates: GateAssignment
  )
    -> [Double]
  {
    var open = [Double](repeating: 0, count: batch.count)
    forEachGate(engine, batch, gates) { _, _, step, values, _ in
      let width = values.count / batch.count
      for e in values.indices where batch.lengths[e / width] > step { open[e / width] += values[e] }
    }
    return open
  }

  private func inject<Engine: RecurrentEngine>(
    _ engine: Engine, _ batch: TaskBatch, _ gates: GateAssignment, total: inout Double,
    factor: (_ sequence: Int) -> Double
  ) -> [Double] {
    var open = [Double](repeating: 0, count: batch.count)
    forEachGate(engine, batch, gates) { layer, gate, step, values, slopes in
      let width = values.count / batch.count
      var injected = [Engine.Scalar](repeating: 0, count: values.count)
      for e in values.indices where batch.lengths[e / width] > step {
        total += values[e]
        open[e / width] += values[e]
        injected[e] = Engine.Scalar(factor(e / width) * slopes[e])
      }
      engine.inject(injected, gate: gate, layer: layer, step: step)
    }
    return open
  }

  /// P(g ≠ 0 | z) and its slopes of every gate that can be charged, in the order layer, gate, step.
  private func forEachGate<Engine: RecurrentEngine>(
    _ engine: Engine, _ batch: TaskBatch, _ gates: GateAssignment,
    _ body: (_ layer: Int, _ gate: CellGate, _ step: Int, _ values: [Double], _ slopes: [Double]) -> Void
  ) {
    for layer in 0..<engine.configuration.layers {
      for gate in engine.configuration.policyGates {
        guard let policy = gates[gate] as? any PenalizedGatePolicy else { continue }
        for step in 0..<batch.steps {
          let z = engine.tape(.preActivation(gate.block), layer: layer, step: step).map { Double($0) }
          let (values, slopes) = Self.openProbability(policy, z)
          body(layer, gate, step, values, slopes)
        }
      }
    }
  }

  /// P(g ≠ 0 | z) and its derivative by z.
  public static func openProbability(
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
