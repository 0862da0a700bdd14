import Gating
public import Recurrence
import Sequences

extension ScoreFunctionEstimator: GradientEstimator {
  /// 100 for the moving average: at the decay of 0.95 all but 0.6 % of its weight lies on them.
  public var settling: Int { baseline == .movingAverage ? 100 : 0 }

  /// One forward pass over all samples, their score terms, and one backward pass.
  ///
  /// The K samples are K copies of the batch; the loss is their mean, so the gradient is the mean of their estimates.
  public func estimate<Engine: LSTMEngine>(
    _ engine: Engine, _ pass: EstimationPass, state: inout EstimatorState
  ) -> Estimate {
    let batch = pass.batch.copies(samples)
    engine.forward(
      batch, gates: pass.gates.held, mode: .training(epoch: pass.epoch), noise: pass.noise(samples))
    let loss = engine.loss(pass.loss, batch)
    let weights = weights(engine.sequenceLosses, state.movingAverage)
    engine.injectScores(pass.gates, steps: batch.steps) { row in weights[row] }
    engine.backward(batch)
    if baseline == .movingAverage { state.take(loss, decay: decay) }
    return Estimate(loss: loss, evaluations: samples)
  }

  /// Each row's share of the loss, less its share of the baseline.
  private func weights(_ losses: [Double], _ average: Double) -> [Double] {
    switch baseline {
    case .none: return losses
    case .movingAverage: return losses.map { $0 - average / Double(losses.count) }
    case .leaveOneOut:
      let rows = losses.count / samples
      return losses.indices.map { row in
        var others = 0.0
        for k in 0..<samples where k != row / rows { others += losses[k * rows + row % rows] }
        return losses[row] - others / Double(samples - 1)
      }
    }
  }
}

extension LSTMEngine {
  /// Injects weight·(b − p)·∂φ/∂z at every gate that is drawn 0 or 1, the weight being that of its row.
  ///
  /// The step of every score-function estimator between the loss and the backward pass. With ``GateAssignment/held`` gates
  /// in the forward pass nothing else comes in there.
  public func injectScores(_ gates: GateAssignment, steps: Int, weight: (_ row: Int) -> Double) {
    let n = configuration.hidden
    for gate in gates.drawn(in: configuration) {
      let slope = gates[gate].logitSlope
      for layer in 0..<configuration.layers {
        for step in 0..<steps {
          let p = gates[gate].probabilities(tape(.preActivation(gate.block), layer: layer, step: step))
          let b = tape(.gate(gate), layer: layer, step: step)
          let values = p.indices.map { e in Scalar(weight(e / n) * (Double(b[e]) - p[e]) * slope) }
          inject(values, gate: gate, layer: layer, step: step)
        }
      }
    }
  }
}
