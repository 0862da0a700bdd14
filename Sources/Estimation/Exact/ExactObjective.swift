import Gating
import Recurrence
import Sequences

/// The expected loss of a small network, from values alone: no slope of a gate is read.
///
///     E[ℓ] = Σ_leaves P·ℓ
///
/// Outcomes are visited step by step. All outcomes of a step's draws are rows of a batch that begins in the states the
/// earlier ones lead to, so what outcomes have in common is worked out once: T steps of D draws each take little more than
/// the 2^{TD} rows of the last step. Masks that stay for a whole sequence are decided before the first step. Where gates
/// see the gates of the step before, which are no state of the network, sequences are visited whole.
///
/// In Float64, parts of ``ExactGradient/chunk`` rows added in the order in which they are visited.
struct ExactObjective {
  /// One or all steps of a sequence.
  private struct Segment {
    let tree: OutcomeTree
    let steps: Range<Int>
    /// The share that the target values which count in the segment have in the loss of the batch.
    let share: Double
  }

  private let problem: ExactProblem
  private let engine: ReferenceEngine
  /// Steps of all sequences, which a penalty is averaged over.
  private let places: Double
  /// Leaves visited for one value.
  private(set) var leaves = 0
  private var sequences: [(masks: OutcomeTree, segments: [Segment])] = []
  private let watch: ((ReferenceEngine, TaskBatch) -> Void)?

  /// What one visit of all leaves gave.
  struct Value {
    /// E[ℓ].
    var loss = 0.0
    /// Σ P over the leaves of a sequence, averaged over sequences.
    var mass = 0.0
  }

  /// The objective of a problem on an engine, whose parameters may change between visits.
  ///
  /// More leaves than ``ExactProblem/limit`` are a programming error.
  ///
  /// - Parameters:
  ///   - problem: what is integrated.
  ///   - engine: the network; what it remembers is overwritten.
  ///   - watch: called after every pass of some rows.
  init(
    _ problem: ExactProblem, _ engine: ReferenceEngine,
    watch: ((ReferenceEngine, TaskBatch) -> Void)? = nil
  ) {
    self.problem = problem
    self.engine = engine
    self.watch = watch
    let batch = problem.batch
    places = Double(batch.lengths.reduce(0, +))
    let counted = Double(batch.countedTargets.reduce(0, +))
    for (sequence, length) in batch.lengths.enumerated() {
      let isWhole = engine.configuration.variant.seesGates
      let parts = isWhole ? [0..<length] : (0..<length).map { $0..<$0 + 1 }
      let segments = parts.map { steps in
        return Segment(
          tree: tree(steps.count, .stepwise), steps: steps,
          share: counted > 0 ? Double(batch.countedTargets(of: sequence, steps: steps)) / counted : 0)
      }
      let masks = tree(1, .wholeSequence)
      sequences.append((masks, segments))
      leaves += segments.reduce(masks.count!) { $0 * $1.tree.count! }
    }
  }

  private func tree(_ steps: Int, _ part: OutcomeTree.Part) -> OutcomeTree {
    let tree = OutcomeTree(
      problem.gates, engine.configuration, steps: steps, part: part,
      quadrature: LawQuadrature(order: problem.nodes), limit: ExactProblem.limit)
    precondition(tree.count != nil, "more leaves than are visited")
    return tree
  }

  /// Visits all leaves at the engine's parameters; `willVisit` is called before every part of them, and may throw.
  func value<Failure: Error>(_ willVisit: () throws(Failure) -> Void) throws(Failure) -> Value {
    var value = Value()
    for sequence in sequences.indices {
      let masks = sequences[sequence].masks
      let roots = Array(0..<masks.count!)
      try visit(
        Prefixes(engine.configuration, roots: roots, weights: roots.map(masks.maskProbability)), 0, sequence,
        &value, willVisit)
    }
    value.mass /= Double(max(1, sequences.count))
    return value
  }

  private func visit<Failure: Error>(
    _ prefixes: Prefixes, _ index: Int, _ sequence: Int, _ value: inout Value,
    _ willVisit: () throws(Failure) -> Void
  ) throws(Failure) {
    let (masks, segments) = sequences[sequence]
    let segment = segments[index]
    let outcomes = segment.tree.count!
    let total = prefixes.count * outcomes
    for start in stride(from: 0, to: total, by: ExactGradient.chunk) {
      try willVisit()
      let range = start..<min(start + ExactGradient.chunk, total)
      let parents = range.map { $0 / outcomes }
      let batch = problem.batch.part(sequence, segment.steps, rows: range.count)
      let noise = OutcomeNoise(
        segment.tree, leaves: range, sequence: (masks, parents.map { prefixes.roots[$0] }))
      engine.forward(
        batch, gates: problem.gates, mode: .evaluation(.sample), noise: noise,
        initial: prefixes.states(parents))
      watch?(engine, batch)
      let weights = zip(parents, noise.weights).map { prefixes.weights[$0] * $1 }
      value.loss += loss(batch, segment, weights)
      if index + 1 < segments.count {
        let children = Prefixes(engine, roots: parents.map { prefixes.roots[$0] }, weights: weights)
        try visit(children, index + 1, sequence, &value, willVisit)
      } else {
        value.mass += weights.reduce(0, +)
      }
    }
  }

  /// What some rows of a segment add to E[ℓ].
  private func loss(_ batch: TaskBatch, _ segment: Segment, _ weights: [Double]) -> Double {
    var sum = 0.0
    if segment.share > 0 {
      _ = engine.loss(problem.loss, batch)
      // Each row has its share of the mean over the rows; times the rows it is the row's own loss.
      let scale = Double(weights.count) * segment.share
      for (weight, loss) in zip(weights, engine.sequenceLosses) { sum += weight * (loss * scale) }
    }
    if let penalty = problem.penalty {
      let open = penalty.openUnits(engine, batch, problem.gates)
      for (weight, open) in zip(weights, open) { sum += weight * (penalty.weight * open / places) }
    }
    return sum
  }
}

/// The outcomes of the steps so far: where they lead, and their probabilities.
private struct Prefixes {
  /// Each outcome's leaf of the masks for whole sequences.
  let roots: [Int]
  /// Probabilities.
  let weights: [Double]
  /// h and c of each layer, [rows, n]; c is empty of a cell without one.
  private let states: [(hidden: [Double], cell: [Double])]
  private let hidden: Int

  var count: Int { roots.count }

  /// Before the first step.
  init(_ configuration: NetworkConfiguration, roots: [Int], weights: [Double]) {
    (self.roots, self.weights, hidden) = (roots, weights, configuration.hidden)
    let zeros = [Double](repeating: 0, count: roots.count * configuration.hidden)
    states = (0..<configuration.layers).map { _ in (zeros, zeros) }
  }

  /// After a pass of an engine.
  init(_ engine: ReferenceEngine, roots: [Int], weights: [Double]) {
    (self.roots, self.weights, hidden) = (roots, weights, engine.configuration.hidden)
    states = (0..<engine.configuration.layers).map { layer in
      let last = engine.stepCount - 1
      return (
        engine.tape(.hidden, layer: layer, step: last), engine.tape(.cell, layer: layer, step: last)
      )
    }
  }

  /// The states of some outcomes.
  func states(_ rows: [Int]) -> InitialState {
    func gather(_ values: [Double]) -> [Double] {
      guard !values.isEmpty else { return Array(repeating: 0, count: rows.count * hidden) }
      var result: [Double] = []
      result.reserveCapacity(rows.count * hidden)
      for row in rows {
        for e in row * hidden..<(row + 1) * hidden { result.append(values[e]) }
      }
      return result
    }
    return InitialState(
      hidden: states.flatMap { gather($0.hidden) }, cell: states.flatMap { gather($0.cell) })
  }
}
