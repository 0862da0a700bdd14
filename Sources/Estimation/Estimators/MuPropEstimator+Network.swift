import Gating
public import Recurrence
import Sequences

extension MuPropEstimator: GradientEstimator {
  /// Shared draws, or any number of draws but one.
  public func refusal(_ setting: EstimationSetting) -> String? {
    if let reason = setting.generalRefusal { return reason }
    let configuration = setting.configuration
    let draws = setting.steps * configuration.layers * configuration.hidden * setting.drawnGates.count
    guard draws != 1 else { return nil }
    return
      "the network takes \(draws) draws a sequence, and muprop is unbiased for one: its linear model is built at "
      + "the mean of all earlier draws, which is not where the network was; allowed are arm, disarm, rebar, "
      + "score_function"
  }

  /// One pass with the gate at its mean and one with the draw.
  public func estimate<Engine: LSTMEngine>(
    _ engine: Engine, _ pass: EstimationPass, state: inout EstimatorState
  ) -> Estimate {
    let drawn = pass.gates.drawn(in: engine.configuration)
    precondition(drawn.count == 1 && pass.batch.steps == 1, "muprop serves a single draw")
    let (gate, mode) = (drawn[0], PassMode.training(epoch: pass.epoch))
    let noise = pass.noise(1)
    engine.forward(
      pass.batch, gates: pass.gates.held.replacing(drawn) { MeanGate($0) }, mode: mode, noise: noise)
    _ = engine.loss(pass.loss, pass.batch)
    let means = engine.sequenceLosses
    engine.backward(pass.batch)
    let slopes = engine.tape(.preActivationGradient(gate.block), layer: 0, step: 0)
    engine.forward(pass.batch, gates: pass.gates.held, mode: mode, noise: noise)
    let loss = engine.loss(pass.loss, pass.batch)
    let losses = engine.sequenceLosses
    let p = pass.gates[gate].probabilities(engine.tape(.preActivation(gate.block), layer: 0, step: 0))
    let b = engine.tape(.gate(gate), layer: 0, step: 0)
    let values = p.indices.map { e in
      let term = Self.term(
        loss: losses[e], meanLoss: means[e], meanSlope: Double(slopes[e]), drawn: Double(b[e]),
        probability: p[e])
      return Engine.Scalar(term * pass.gates[gate].logitSlope)
    }
    engine.inject(values, gate: gate, layer: 0, step: 0)
    engine.backward(pass.batch)
    return Estimate(loss: loss, evaluations: 2)
  }
}
