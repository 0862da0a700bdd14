import Catalog
import Estimation
import Gating
import RandomStreams
import Recurrence
import Sequences
import Testing

/// Mistakes that are easily made, and that the certificate finds: |bias| far above its standard error.
struct MutantTests {
  private func deviation(_ rule: any GradientEstimator, _ place: Int, batches: Int) throws -> Double {
    SmallNetwork.three[place].certificate(
      .estimator(rule), gates: GateAssignment(all: try bernoulli()), exact: SmallNetwork.exact[place],
      batches: batches
    ).largestDeviation
  }

  @Test func aScoreDetachedFromTheHiddenState() throws {
    #expect(try deviation(DetachedScore(), 0, batches: 1500) > 12)
  }

  @Test func noiseDrawnAgainOnTheWayBack() throws {
    #expect(try deviation(RedrawnScore(), 0, batches: 400) > 12)
  }

  @Test func oneAntitheticPairForAllSteps() throws {
    #expect(try deviation(JointPair(), 1, batches: 800) > 12)
  }

  /// Slopes of the sample itself in its own correction; with them left out it passes.
  @Test func oneCorrectionForAllSamples() throws {
    var rule = try doubleControl()
    rule.leavesOwnSlopeOut = false
    #expect(try deviation(rule, 0, batches: 800) > 12)
  }

  @Test func aRelaxationThatDoesNotFollowItsLogit() throws {
    var rule = try rebar()
    rule.followsCoupling = false
    #expect(try deviation(rule, 0, batches: 400) > 12)
  }
}

/// What the mutants share: none has settings.
private protocol Mutant: GradientEstimator {
  init()
}

extension Mutant {
  static var description: KindDescription { KindDescription("mutant", summary: "Wrong.") }
  init(_ parameters: Parameters) throws(ParameterError) { self.init() }
}

/// Σ (f·(b − p)) times ∂z/∂θ with h_{t−1} taken for a constant.
private struct DetachedScore: Mutant {
  func estimate<Engine: RecurrentEngine>(
    _ engine: Engine, _ pass: EstimationPass, state: inout EstimatorState
  ) -> Estimate {
    engine.forward(pass.batch, gates: pass.gates.held, mode: .training(epoch: 0), noise: pass.noise(1))
    let costs = pass.costs(engine, pass.batch)
    engine.backward(pass.batch)
    let (n, layout, count) = (engine.configuration.hidden, engine.configuration.layout, pass.batch.count)
    for gate in LSTMCell.gates {
      for step in 0..<pass.batch.steps {
        let b = engine.tape(.gate(gate), layer: 0, step: step)
        let z = engine.tape(.preActivation(gate.block), layer: 0, step: step)
        let hidden = step > 0 ? engine.tape(.hidden, layer: 0, step: step - 1) : []
        for e in b.indices {
          let p = VectorMath.sigmoid(Double(z[e]))
          let score = Engine.Scalar(engine.sequenceLosses[e / n] * (Double(b[e]) - p))
          let row = gate.block.rows(hidden: n).lowerBound + e % n
          let input = Engine.Scalar(pass.batch.inputs[step * count + e / n])
          engine.gradient[layout.inputWeights(layer: 0)!.range.lowerBound + row] += score * input
          engine.gradient[layout.bias(layer: 0)!.range.lowerBound + row] += score
          for k in 0..<n where step > 0 {
            let place = layout.recurrentWeights(layer: 0)!.range.lowerBound + row * n + k
            engine.gradient[place] += score * hidden[e / n * n + k]
          }
        }
      }
    }
    return Estimate(costs, evaluations: 1)
  }
}

/// The losses of one pass with the scores of another.
private struct RedrawnScore: Mutant {
  func estimate<Engine: RecurrentEngine>(
    _ engine: Engine, _ pass: EstimationPass, state: inout EstimatorState
  ) -> Estimate {
    let batch = pass.batch.copies(2)
    engine.forward(batch, gates: pass.gates.held, mode: .training(epoch: 0), noise: pass.noise(2))
    let costs = pass.costs(engine, batch)
    let (losses, n) = (engine.sequenceLosses, engine.configuration.hidden)
    engine.backward(batch) { gate, step in
      let b = engine.tape(.gate(gate), layer: 0, step: step)
      let z = engine.tape(.preActivation(gate.block), layer: 0, step: step)
      return b.indices.map { e in
        Engine.Scalar(losses[(e / n + losses.count / 2) % losses.count])
          * (b[e] - Engine.Scalar(VectorMath.sigmoid(Double(z[e]))))
      }
    }
    return Estimate(costs, evaluations: 1)
  }
}

/// ARM with 1 − u at all steps at once.
private struct JointPair: Mutant {
  func estimate<Engine: RecurrentEngine>(
    _ engine: Engine, _ pass: EstimationPass, state: inout EstimatorState
  ) -> Estimate {
    let noise = pass.noise(1)
    engine.forward(pass.batch, gates: pass.gates.held, mode: .training(epoch: 0), noise: Mirrored(noise))
    _ = engine.loss(pass.loss, pass.batch)
    let others = engine.sequenceLosses
    engine.forward(pass.batch, gates: pass.gates.held, mode: .training(epoch: 0), noise: noise)
    let costs = pass.costs(engine, pass.batch)
    let (own, n) = (engine.sequenceLosses, engine.configuration.hidden)
    engine.backward(pass.batch) { gate, step in
      let u = engine.tape(.uniform(gate, draw: 0), layer: 0, step: step)
      return u.indices.map { e in Engine.Scalar(others[e / n] - own[e / n]) * (u[e] - 0.5) }
    }
    return Estimate(costs, evaluations: 2)
  }
}

extension RecurrentEngine {
  /// Goes backward with a term of its own at every gate and step of one layer.
  fileprivate func backward(_ batch: TaskBatch, injecting term: (CellGate, _ step: Int) -> [Scalar]) {
    for gate in LSTMCell.gates {
      for step in 0..<batch.steps { inject(term(gate, step), gate: gate, layer: 0, step: step) }
    }
    backward(batch)
  }
}

/// 1 − u in place of every u.
private final class Mirrored: NoiseSource {
  private let noise: any NoiseSource
  init(_ noise: any NoiseSource) { self.noise = noise }

  func fill(_ uniforms: inout MutableSpan<Double>, at place: NoisePlace, preActivations: Span<Double>) {
    noise.fill(&uniforms, at: place, preActivations: preActivations)
    for e in 0..<uniforms.count { uniforms[e] = 1 - uniforms[e] }
  }

  func fill(_ uniforms: inout MutableSpan<Float>, at place: NoisePlace, preActivations: Span<Float>) {
    noise.fill(&uniforms, at: place, preActivations: preActivations)
    for e in 0..<uniforms.count { uniforms[e] = 1 - uniforms[e] }
  }
}
