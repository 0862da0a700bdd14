public import Catalog
import Gating
import RandomStreams
public import Recurrence
import Sequences

/// ARMS: K antithetic samples of a gate in place of a pair, each against the mean of all.
///
///     Σ_k (f_k − f̄)(b_k − p)/(K − 1) · p(1 − p)/(p − P(b_i = b_j = 1))
///
/// The K uniforms come from a ``DirichletCopula``, which keeps them away from each other; for K = 2 this is ``DisARMEstimator``. The
/// probability that two samples are both 1 is known in closed form. For a group of independent gates each has its own uniforms and
/// its own factor.
///
/// In a network the formula needs one p for all samples. So one group at a time, in causal order, gets K continuations of a common
/// path up to it, the path itself among them, and all of them share the later noise. Groups are those of ``ARMEstimator``.
///
/// - Draws: K times those of the policies: the path's own, and K − 1 fresh ones at each gate.
/// - Evaluations: 1 and K − 1 more for each group.
/// - Source: Dimitriev and Zhou 2021 (arXiv 2105.14141), with the Dirichlet copula.
public struct ARMSEstimator: Sendable {
  /// The catalog entry.
  public static let description = KindDescription(
    "arms", summary: "Several antithetic samples at each step, each against their mean; unbiased.",
    formula: "Σ_k (f_k − f̄)(b_k − p)/(K − 1) · p(1 − p)/(p − P(b_i = b_j = 1))",
    source: "Dimitriev and Zhou 2021 (arXiv 2105.14141)",
    parameters: [
      Parameter(
        "samples", .integer(Bounds(2, 64)), default: .number(4),
        summary: "Samples K of each gate; 2 are disarm.")
    ])

  /// How the samples of a gate are drawn.
  public let copula: DirichletCopula

  /// An estimator with checked settings.
  public init(_ parameters: Parameters) throws(ParameterError) {
    copula = DirichletCopula(count: Int(parameters.number("samples")))
  }

  /// The estimate for one logit from the K samples of its gate and the losses they led to.
  public func term(losses: [Double], drawn: [Double], probability p: Double) -> Double {
    let mean = losses.reduce(0, +) / Double(losses.count)
    var covariance = 0.0
    for (loss, b) in zip(losses, drawn) { covariance += (loss - mean) * (b - p) }
    return covariance / Double(losses.count - 1) * copula.scale(p)
  }
}

extension ARMSEstimator: GradientEstimator {
  /// The path itself, and the other continuations for each group.
  public func lossEvaluations(_ setting: EstimationSetting) -> Int {
    1 + (copula.count - 1) * setting.causalGroups
  }

  /// Those of the policies in each of the noise's copies.
  public func draws(_ setting: EstimationSetting) -> Int { copula.count * setting.policyDraws }

  /// The path's own noise, and a copy for each of the fresh uniforms.
  public var noiseCopies: Int { copula.count }

  /// The continuations of several groups.
  public func rows(batch: Int) -> Int {
    batch * AntitheticEstimate.copies(ofBatch: batch, each: copula.count - 1)
  }

  /// The other continuations of each group, then the path itself and its backward pass.
  public func estimate<Engine: RecurrentEngine>(
    _ engine: Engine, _ pass: EstimationPass, state: inout EstimatorState
  ) -> Estimate {
    let groups = CausalGroup.all(pass, engine.configuration)
    let (noise, others) = (pass.noise(copula.count), copula.count - 1)
    let count = AntitheticEstimate.copies(ofBatch: pass.batch.count, each: others) / others
    var continuations: [Continuations<Engine.Scalar>] = []
    for start in stride(from: 0, to: groups.count, by: count) {
      continuations += rollOut(engine, pass, noise, Array(groups[start..<min(start + count, groups.count)]))
    }
    engine.forward(
      pass.batch, gates: pass.gates.held, mode: .training(epoch: pass.epoch),
      noise: FirstCopyNoise(noise, of: copula.count))
    let costs = pass.costs(engine, pass.batch)
    for others in continuations { inject(others, engine, pass, costs.sequences) }
    engine.backward(pass.batch)
    return Estimate(costs, evaluations: 1 + others * groups.count)
  }

  /// What the other continuations of one group gave.
  private struct Continuations<Scalar> {
    let group: CausalGroup
    /// Each sequence's share of the loss, [K − 1][B].
    let losses: [[Double]]
    /// The draws of the group's gates, [places][(K − 1)·B·n].
    let drawn: [[Scalar]]
  }

  private func rollOut<Engine: RecurrentEngine>(
    _ engine: Engine, _ pass: EstimationPass, _ noise: any NoiseSource, _ groups: [CausalGroup]
  ) -> [Continuations<Engine.Scalar>] {
    let others = copula.count - 1
    let batch = pass.batch.copies(others * groups.count)
    engine.forward(
      batch, gates: pass.gates.held, mode: .training(epoch: pass.epoch),
      noise: CopulaNoise(noise, groups: groups, copula: copula, policies: pass.gates))
    let losses = pass.costs(engine, batch).copies(others * groups.count)
    let size = others * pass.batch.count * engine.configuration.hidden
    return groups.enumerated().map { index, group in
      Continuations(
        group: group, losses: Array(losses[index * others..<(index + 1) * others]),
        drawn: group.places.map { place in
          let drawn = engine.tape(.gate(place.gate), layer: place.layer, step: place.step)
          return Array(drawn[index * size..<(index + 1) * size])
        })
    }
  }

  private func inject<Engine: RecurrentEngine>(
    _ others: Continuations<Engine.Scalar>, _ engine: Engine, _ pass: EstimationPass, _ own: [Double]
  ) {
    let n = engine.configuration.hidden
    for (place, drawn) in zip(others.group.places, others.drawn) {
      let (gate, layer, step) = (place.gate, place.layer, place.step)
      let policy = pass.gates[gate]
      let p = policy.probabilities(engine.tape(.preActivation(gate.block), layer: layer, step: step))
      let b = engine.tape(.gate(gate), layer: layer, step: step)
      let values = p.indices.map { e in
        let losses = [own[e / n]] + others.losses.map { $0[e / n] }
        let draws = stride(from: e, to: drawn.count, by: p.count).map { Double(drawn[$0]) }
        let term = term(losses: losses, drawn: [Double(b[e])] + draws, probability: p[e])
        return Engine.Scalar(term * policy.logitSlope)
      }
      engine.inject(values, gate: gate, layer: layer, step: step)
    }
  }
}

extension ARMSEstimator: OneGateEstimator {
  /// The gate's own uniform, and a fresh one for each other sample.
  public var uniformCount: Int { copula.count }
  /// One for each sample.
  public var evaluations: Int { copula.count }

  /// The term of the K samples.
  public func estimate(_ problem: OneGateProblem, uniforms: Span<Double>) -> Double {
    let fresh = (1..<copula.count).map { uniforms[$0] }
    let others = copula.others(of: uniforms[0], fresh: fresh, probability: problem.probability)
    let drawn = ([uniforms[0]] + others).map(problem.draw)
    return term(losses: drawn.map(problem.loss), drawn: drawn, probability: problem.probability)
  }
}
