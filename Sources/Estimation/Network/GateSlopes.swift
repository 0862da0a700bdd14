import Gating
package import RandomStreams
package import Recurrence
package import Sequences

/// ∂f/∂b of every gate that is drawn 0 or 1: how the loss would change with the gate's value, all later draws held.
///
/// A pass takes the derivative of hard gates as 1, so that ∂ℓ/∂z of each is ∂ℓ/∂b. That must not flow on through z, for the draws
/// before it are held too: on the way back the rows of hard gates are 0 in every matrix that they see the network through. Smooth gates
/// and candidates keep theirs.
package struct GateSlopes<Scalar: BinaryFloatingPoint & Sendable> {
  /// By gate, then layer, then step, [B, n] each.
  private let slopes: [CellGate: [[[Scalar]]]]

  /// Leaves the engine with its parameters as they were, and with the tape of a pass that has gone back.
  package init<Engine: RecurrentEngine<Scalar>>(
    _ engine: Engine, _ pass: EstimationPass, _ batch: TaskBatch, _ noise: any NoiseSource
  ) {
    var gates = pass.gates
    gates.gradient = StraightThroughIdentity()
    engine.forward(batch, gates: gates, mode: .training(epoch: pass.epoch), noise: noise)
    _ = pass.costs(engine, batch)
    let parameters = engine.parameters
    engine.updateParameters { values, _ in
      for range in Self.seen(by: gates, engine.configuration) {
        for place in range { values[place] = 0 }
      }
    }
    engine.backward(batch)
    engine.parameters = parameters
    slopes = Dictionary(
      uniqueKeysWithValues: pass.gates.drawn(in: engine.configuration).map { gate in
        let layers = (0..<engine.configuration.layers).map { layer in
          (0..<batch.steps).map { step in
            engine.tape(.preActivationGradient(gate.block), layer: layer, step: step)
          }
        }
        return (gate, layers)
      })
  }

  /// ∂f/∂b of a gate, [B, n].
  package subscript(gate: CellGate, layer layer: Int, step step: Int) -> [Scalar] {
    slopes[gate]![layer][step]
  }

  /// The parameters that carry what hard gates see: their rows of all matrices, and their peepholes.
  private static func seen(by gates: GateAssignment, _ configuration: NetworkConfiguration) -> [Range<Int>] {
    let (layout, n) = (configuration.layout, configuration.hidden)
    let hard = configuration.policyGates.filter { gates[$0].derivative != .pathwise }
    return (0..<configuration.layers).flatMap { layer in
      hard.flatMap { gate in
        let matrices = gate.sources.flatMap { block in
          [
            layout.inputWeights(of: block, layer: layer),
            layout.recurrentWeights(of: block, layer: layer),
            layout.ownWeights(of: block, layer: layer),
          ]
        }
        // Of peepholes and gate weights there are rows for the gates alone.
        let ofGates = [layout.peepholes(layer: layer), layout.gateWeights(layer: layer)].map {
          $0?.range(group: gate.index, hidden: n)
        }
        return (matrices + ofGates).compactMap(\.self)
      }
    }
  }
}
