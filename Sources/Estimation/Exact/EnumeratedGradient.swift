import Gating
import Recurrence
import Sequences

/// The gradient of an expected loss by one visit of all outcomes, forward and back with the gates' own slopes.
///
///     ∂E[ℓ]/∂θ = Σ_leaves P·(∂ℓ/∂θ + ℓ·Σ (b − p)·∂φ/∂θ)
///
/// The leaves of one sequence are the rows of batches that go through the reference engine, each with draws that lead it
/// there; P is the product of the draws' probabilities. ∂ℓ/∂θ goes through gates with a derivative of their own and holds
/// hard gates fixed, and the second sum is that of the Bernoulli draws. Masks on states are drawn whatever the parameters
/// are, so that they have no term in it.
struct EnumeratedGradient {
  /// E[ℓ].
  private(set) var loss = 0.0
  /// ∂E[ℓ]/∂parameters.
  private(set) var gradient: [Double]
  /// Leaves visited.
  private(set) var leaves = 0
  /// Σ P over the leaves of a sequence, averaged over sequences.
  private(set) var mass = 0.0

  private let problem: ExactProblem
  private let engine: ReferenceEngine

  /// Visits all leaves; `willVisit` is called before every part of them, and may throw.
  init<Failure: Error>(
    _ engine: ReferenceEngine, _ problem: ExactProblem, _ willVisit: () throws(Failure) -> Void
  ) throws(Failure) {
    self.engine = engine
    self.problem = problem
    gradient = Array(repeating: 0, count: engine.parameters.count)
    let batch = problem.batch
    for (sequence, length) in batch.lengths.enumerated() {
      let tree = OutcomeTree(
        problem.gates, engine.configuration, steps: length, quadrature: LawQuadrature(order: problem.nodes),
        limit: ExactProblem.limit)
      guard let count = tree.count else { preconditionFailure("more leaves than are visited") }
      for start in stride(from: 0, to: count, by: ExactGradient.chunk) {
        try willVisit()
        add(tree, start..<min(start + ExactGradient.chunk, count), sequence)
      }
      leaves += count
    }
    mass /= Double(max(1, batch.count))
  }

  /// Adds some leaves of one sequence.
  private mutating func add(_ tree: OutcomeTree, _ leaves: Range<Int>, _ sequence: Int) {
    let (batch, gates) = (problem.batch.rows(leaves.map { _ in sequence }), problem.gates)
    let noise = OutcomeNoise(tree, leaves: leaves)
    engine.forward(batch, gates: gates.held, mode: .training(epoch: 0), noise: noise)
    _ = engine.loss(problem.loss, batch)
    let (rows, weights) = (Double(leaves.count), noise.weights)
    let counted = problem.batch.countedTargets
    let share = Double(counted[sequence]) / Double(max(1, counted.reduce(0, +)))
    // Each row has its share of the chunk's mean; times the rows it is the leaf's own loss.
    var losses = engine.sequenceLosses.map { $0 * rows * share }
    if let penalty = problem.penalty {
      let places = Double(problem.batch.lengths.reduce(0, +))
      let share = penalty.weight / places
      let open = penalty.inject(engine, batch, gates, factors: weights.map { $0 * share })
      for row in losses.indices { losses[row] += share * open[row] }
    }
    for row in losses.indices {
      loss += weights[row] * losses[row]
      mass += weights[row]
    }
    engine.injectScores(gates, steps: batch.steps) { weights[$0] * losses[$0] }
    engine.weigh(sequencesBy: weights.map { $0 * rows * share })
    engine.backward(batch)
    for index in gradient.indices { gradient[index] += engine.gradient[index] }
  }
}
