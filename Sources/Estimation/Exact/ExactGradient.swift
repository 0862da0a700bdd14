import Gating
public import Recurrence
public import Sequences

/// The exact expected loss of a small network and its exact gradient, by visiting every outcome of its draws.
///
///     E[ℓ] = Σ_leaves P·ℓ,      ∂E[ℓ]/∂θ = Σ_leaves P·(∂ℓ/∂θ + ℓ·Σ (b − p)·∂φ/∂θ)
///
/// The leaves of one sequence are the rows of batches that go through the reference engine, each with draws that lead it
/// there; P is the product of the draws' probabilities. ∂ℓ/∂θ goes through gates with a derivative of their own and
/// holds hard gates fixed, and the second sum is that of the Bernoulli draws. Where gates are continuous the leaves are
/// the nodes of a quadrature and P its weights; the result then is as exact as the quadrature, and hard thresholds are
/// held, which is their derivative almost everywhere.
///
/// In Float64, leaves added in order, without clipping.
public struct ExactGradient: Sendable, Hashable {
  /// The most leaves that are visited, over all sequences.
  public static let limit = 1 << 22
  /// Leaves that go through the network at once.
  public static let chunk = 2048

  /// E[ℓ].
  public private(set) var loss = 0.0
  /// ∂E[ℓ]/∂parameters, as `ParameterLayout` has them.
  public private(set) var gradient: [Double]
  /// Leaves visited, over all sequences.
  public private(set) var leaves = 0
  /// Σ P over the leaves of a sequence, averaged over sequences: 1 but for rounding, or the quadrature is wrong.
  public private(set) var mass = 0.0

  /// How many leaves there are for a batch, with so many nodes in each smooth piece of a continuous draw.
  public static func leafCount(
    _ batch: TaskBatch, gates: GateAssignment, _ configuration: NetworkConfiguration, nodes: Int
  ) -> Double {
    let quadrature = LawQuadrature(order: nodes)
    return batch.lengths.reduce(0) {
      $0 + OutcomeTree(gates, configuration, steps: $1, quadrature: quadrature, limit: 0).size
    }
  }

  /// Visits all leaves; more than ``limit`` are a programming error, and so is noise on states.
  ///
  /// - Parameters:
  ///   - engine: the network with its parameters; what it remembers is overwritten.
  ///   - batch: the sequences, whose mean loss is meant.
  ///   - gates: the gates whose draws are enumerated.
  ///   - loss: what is differentiated.
  ///   - nodes: nodes of the quadrature in each smooth piece of a continuous draw.
  public init(
    _ engine: ReferenceEngine, _ batch: TaskBatch, gates: GateAssignment, loss: LossKind, nodes: Int = 32
  ) {
    self.init(engine, batch, gates: gates, loss: loss, nodes: nodes, willVisit: {})
  }

  /// Visits all leaves as long as `willVisit` lets it: that is called before every part of them, and may throw.
  public init(
    _ engine: ReferenceEngine, _ batch: TaskBatch, gates: GateAssignment, loss kind: LossKind, nodes: Int,
    willVisit: () throws -> Void
  ) rethrows {
    precondition(gates.stateMasks.isEmpty, "noise on states is not enumerated")
    gradient = Array(repeating: 0, count: engine.parameters.count)
    let shares = batch.lossShares
    for sequence in 0..<batch.count {
      let tree = OutcomeTree(
        gates, engine.configuration, steps: batch.lengths[sequence], quadrature: LawQuadrature(order: nodes),
        limit: Self.limit)
      guard let count = tree.count else { preconditionFailure("more leaves than are visited") }
      for start in stride(from: 0, to: count, by: Self.chunk) {
        try willVisit()
        let range = start..<min(start + Self.chunk, count)
        add(engine, batch.rows(range.map { _ in sequence }), gates, kind, tree, range, shares[sequence])
      }
      leaves += count
    }
    mass /= Double(max(1, batch.count))
  }

  /// Adds some leaves of one sequence; `share` is the sequence's part in the loss of the batch.
  private mutating func add(
    _ engine: ReferenceEngine, _ batch: TaskBatch, _ gates: GateAssignment, _ kind: LossKind,
    _ tree: OutcomeTree, _ leaves: Range<Int>, _ share: Double
  ) {
    let noise = OutcomeNoise(tree, leaves: leaves)
    engine.forward(batch, gates: gates.held, mode: .training(epoch: 0), noise: noise)
    _ = engine.loss(kind, batch)
    let rows = Double(leaves.count)
    // Each row has its share of the chunk's mean; times the rows it is the leaf's own loss.
    let losses = engine.sequenceLosses.map { $0 * rows * share }
    let weights = noise.weights
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

extension TaskBatch {
  /// Each sequence's share of the counted target values.
  var lossShares: [Double] {
    let rows = (0..<count).map { b in
      placement == .last
        ? (mask[b] ? 1.0 : 0) : (0..<lengths[b]).reduce(0.0) { $0 + (mask[$1 * count + b] ? 1 : 0) }
    }
    let total = rows.reduce(0, +)
    return rows.map { total > 0 ? $0 / total : 0 }
  }
}
