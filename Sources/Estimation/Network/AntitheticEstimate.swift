import Gating
import RandomStreams
import Recurrence
import Sequences

/// The estimate of an ``AntitheticEstimator``: a re-roll-out with 1 − u for each group of gates, then the backward pass
/// of the path itself.
enum AntitheticEstimate {
  /// Copies of a batch that go through the network at once in re-roll-outs, `each` for a group: as many as make up to
  /// 1,024 rows.
  static func copies(ofBatch batch: Int, each: Int = 1) -> Int { each * max(1, 1024 / max(1, each * batch)) }

  /// Leaves Σ term(pair)·∂φ/∂z, carried back along the path of u, in the engine's gradient.
  static func run<Engine: RecurrentEngine>(
    _ engine: Engine, _ pass: EstimationPass, term: (AntitheticPair) -> Double
  ) -> Estimate {
    let groups = CausalGroup.all(pass, engine.configuration)
    let others = antitheticLosses(engine, pass, groups)
    let (mode, gates) = (PassMode.training(epoch: pass.epoch), pass.gates.held)
    // The same noise once more: the first read of it was for the antithetic copies.
    engine.forward(pass.batch, gates: gates, mode: mode, noise: others.noise)
    let costs = pass.costs(engine, pass.batch)
    let own = costs.sequences
    let n = engine.configuration.hidden
    for (group, losses) in zip(groups, others.losses) {
      for place in group.places {
        let (gate, layer, step) = (place.gate, place.layer, place.step)
        let policy = pass.gates[gate]
        let z = engine.tape(.preActivation(gate.block), layer: layer, step: step)
        let u = engine.tape(.uniform(gate, draw: 0), layer: layer, step: step)
        let b = engine.tape(.gate(gate), layer: layer, step: step)
        let (p, slope) = (policy.probabilities(z), policy.logitSlope)
        let values = p.indices.map { e in
          let pair = AntitheticPair(
            difference: losses[e / n] - own[e / n], uniform: Double(u[e]), drawn: Double(b[e]),
            probability: p[e])
          return Engine.Scalar(term(pair) * slope)
        }
        engine.inject(values, gate: gate, layer: layer, step: step)
      }
    }
    engine.backward(pass.batch)
    return Estimate(costs, evaluations: 1 + groups.count)
  }

  /// For each group, each sequence's share of the loss with 1 − u at that group.
  private static func antitheticLosses<Engine: RecurrentEngine>(
    _ engine: Engine, _ pass: EstimationPass, _ groups: [CausalGroup]
  ) -> (losses: [[Double]], noise: any NoiseSource) {
    let noise = pass.noise(1)
    let count = copies(ofBatch: pass.batch.count)
    var losses: [[Double]] = []
    for start in stride(from: 0, to: groups.count, by: count) {
      let chunk = Array(groups[start..<min(start + count, groups.count)])
      let batch = pass.batch.copies(chunk.count)
      engine.forward(
        batch, gates: pass.gates.held, mode: .training(epoch: pass.epoch),
        noise: AntitheticNoise(noise, groups: chunk))
      losses += pass.costs(engine, batch).copies(chunk.count)
    }
    return (losses, noise)
  }
}
