import Gating
public import Recurrence

extension RecurrentEngine {
  /// Injects weight·(b − p)·∂φ/∂z at every gate that is drawn 0 or 1, the weight being that of its row.
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
