import Gating
public import Recurrence
import Sequences

/// How near a gate that jumps without a draw comes to its jump, over all outcomes of the other draws.
///
/// Differences of an expected loss hold such gates fixed, which they are only away from the jump.
public struct ThresholdDistance: Sendable, Hashable {
  /// The gate that comes nearest.
  public let gate: CellGate
  /// The smallest |z − θ|.
  public let distance: Double
  /// What is near: ten steps of a difference in z, for the largest input.
  public let smallest: Double

  /// Whether differences may cross the jump.
  public var isNear: Bool { !(distance >= smallest) }

  /// Visits all outcomes once; `nil` without such gates.
  public init?(_ engine: ReferenceEngine, _ problem: ExactProblem) {
    let gates = problem.gates.thresholds(in: engine.configuration)
    guard !gates.isEmpty else { return nil }
    var nearest = (gate: gates[0], distance: Double.infinity)
    let objective = ExactObjective(problem, engine) { engine, batch in
      for gate in gates {
        for z in engine.preActivations(gate, steps: batch.steps) {
          let distance = (z - problem.gates[gate].threshold).magnitude
          // A pre-activation that is not a number is as near as can be.
          if !(distance >= nearest.distance) { nearest = (gate, distance.isNaN ? 0 : distance) }
        }
      }
    }
    _ = objective.value {}
    (gate, distance) = nearest
    smallest = 10 * ExactGradient.step * engine.largestFactor(problem.batch)
  }
}

extension ReferenceEngine {
  /// The largest number that a parameter of layer 0 meets on its way into a pre-activation, or 1: an input, or of an embedding
  /// a number of the table and, for the table's own, a weight.
  fileprivate func largestFactor(_ batch: TaskBatch) -> Double {
    let layout = configuration.layout
    let numbers = batch.inputs.reduce(1.0) { max($0, Double($1.magnitude)) }
    guard let table = layout.embedding else { return numbers }
    let read = [table, layout.inputWeights(layer: 0)].compactMap { $0 }
    return read.flatMap { $0.range }.reduce(numbers) { max($0, parameters[$1].magnitude) }
  }

  /// z of a gate in all layers and steps of the last pass.
  fileprivate func preActivations(_ gate: CellGate, steps: Int) -> [Double] {
    (0..<configuration.layers).flatMap { layer in
      (0..<steps).flatMap { tape(.preActivation(gate.block), layer: layer, step: $0) }
    }
  }
}

extension GatePolicy {
  /// θ of a gate that is 0 or 1.
  fileprivate var threshold: Double {
    guard case .surrogate(let threshold, _) = derivative else { preconditionFailure("not a hard gate") }
    return threshold
  }
}
