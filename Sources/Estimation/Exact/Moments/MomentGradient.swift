import Gating
import Recurrence
import Sequences

/// The expected loss of a network whose states are free mixtures, and its gradient, in closed form.
///
///     E[ℓ] = ℓ(E y) + Σ_rows Σ_units W²·Var h / counted targets,      E y = b + W·E h
///
/// Under independent draws units are independent of each other given the inputs, and of a squared loss behind a linear read-out
/// mean and variance are all there is. The means are the states of the network with every gate at its probability, so that one pass
/// of the reference engine forward and back gives them and their part of the gradient; ``StateVariance`` adds the rest to the slopes
/// on the way back. O(T·n) beside the products.
///
/// The problem must have no `closedFormObstacle`, and draws for each unit and step.
struct MomentGradient {
  /// E[ℓ].
  let loss: Double
  /// ∂E[ℓ]/∂parameters.
  let gradient: [Double]

  private let engine: ReferenceEngine
  private let problem: ExactProblem

  /// One pass forward and one back.
  init(_ engine: ReferenceEngine, _ problem: ExactProblem) {
    self.engine = engine
    self.problem = problem
    let mean = Self.meanLoss(engine, problem)
    guard let parts = Self.variance(engine, problem) else {
      // Without draws the means are the states.
      engine.backward(problem.batch)
      (loss, gradient) = (mean, engine.gradient)
      return
    }
    let (gate, keeps, variance) = parts
    let policy = problem.gates[gate]
    for (t, slopes) in variance.keepingSlopes.enumerated() {
      let p = engine.tape(.gate(gate), layer: 0, step: t)
      let sign = keeps ? policy.logitSlope : -policy.logitSlope
      engine.inject(
        slopes.indices.map { slopes[$0] * (p[$0] * (1 - p[$0])) * sign }, gate: gate, layer: 0, step: t)
      engine.injectHidden(variance.meanSlopes[t], layer: 0, step: t)
    }
    engine.backward(problem.batch)
    var gradient = engine.gradient
    let spread = Self.spread(engine, problem, variance.variances)
    for (place, slope) in spread.slopes.enumerated() {
      gradient[engine.configuration.layout.readoutWeights.range.lowerBound + place] += slope
    }
    loss = mean + spread.loss
    self.gradient = gradient
  }

  /// E[ℓ] alone, at the engine's parameters: one pass forward.
  static func loss(_ engine: ReferenceEngine, _ problem: ExactProblem) -> Double {
    let mean = meanLoss(engine, problem)
    guard let parts = variance(engine, problem) else { return mean }
    return mean + spread(engine, problem, parts.variance.variances).loss
  }

  /// ℓ(E y).
  private static func meanLoss(_ engine: ReferenceEngine, _ problem: ExactProblem) -> Double {
    let drawn = problem.gates.drawn(in: engine.configuration)
    let gates = problem.gates.replacing(drawn) { MeanGate($0, slope: .own) }
    engine.forward(problem.batch, gates: gates, mode: .training(epoch: 0))
    return engine.loss(problem.loss, problem.batch)
  }

  /// The variances behind the engine's last pass; `nil` where nothing is drawn.
  private static func variance(_ engine: ReferenceEngine, _ problem: ExactProblem)
    -> (gate: CellGate, keeps: Bool, variance: StateVariance)?
  {
    guard let (gate, keeps) = engine.configuration.retention, problem.gates[gate].isBernoulli else {
      return nil
    }
    let (batch, n) = (problem.batch, engine.configuration.hidden)
    let steps = 0..<batch.steps
    let keeping = steps.map { t in
      let p = engine.tape(.gate(gate), layer: 0, step: t)
      return keeps ? p : p.map { 1 - $0 }
    }
    let weights = weights(engine, problem)
    return (
      gate, keeps,
      StateVariance(
        keeping: keeping, means: steps.map { engine.tape(.hidden, layer: 0, step: $0) },
        candidates: steps.map { engine.tape(.candidate, layer: 0, step: $0) }, weights: weights,
        runs: { step, place in step < batch.lengths[place / n] })
    )
  }

  /// What a variance of each unit adds to the loss, [T][B·n].
  private static func weights(_ engine: ReferenceEngine, _ problem: ExactProblem) -> [[Double]] {
    let (batch, n) = (problem.batch, engine.configuration.hidden)
    var weights = (0..<batch.steps).map { _ in [Double](repeating: 0, count: batch.count * n) }
    forEachCountedOutput(problem.batch) { step, sequence, output, share in
      let row = engine.configuration.layout.readoutWeights.range.lowerBound + output * n
      for unit in 0..<n {
        let w = engine.parameters[row + unit]
        weights[step][sequence * n + unit] += share * (w * w)
      }
    }
    return weights
  }

  /// Σ W²·V/counted, and its derivatives by W.
  private static func spread(
    _ engine: ReferenceEngine, _ problem: ExactProblem, _ variances: [[Double]]
  ) -> (loss: Double, slopes: [Double]) {
    let (n, block) = (engine.configuration.hidden, engine.configuration.layout.readoutWeights)
    var (loss, slopes) = (0.0, [Double](repeating: 0, count: block.range.count))
    forEachCountedOutput(problem.batch) { step, sequence, output, share in
      for unit in 0..<n {
        let w = engine.parameters[block.range.lowerBound + output * n + unit]
        let part = share * variances[step][sequence * n + unit] * w
        loss += part * w
        slopes[output * n + unit] += 2 * part
      }
    }
    return (loss, slopes)
  }

  /// Calls `body` with every output that counts: the step whose state it reads, and one over the counted values.
  private static func forEachCountedOutput(
    _ batch: TaskBatch, _ body: (_ step: Int, _ sequence: Int, _ output: Int, _ share: Double) -> Void
  ) {
    let share = 1 / Double(max(1, batch.countedTargets.reduce(0, +)))
    for sequence in 0..<batch.count {
      let length = batch.lengths[sequence]
      for step in batch.placement == .last ? length - 1..<length : 0..<length {
        let row = batch.placement == .last ? sequence : step * batch.count + sequence
        for output in 0..<batch.targetWidth where batch.mask[row * batch.targetWidth + output] {
          body(step, sequence, output, share)
        }
      }
    }
  }

  /// How far the derivative along the gradient is from that of the loss's values, with the bound of the latter.
  ///
  /// A cell whose way back is not that of its way forward shows here, for values alone enter. Leaves the engine's parameters as they
  /// were.
  func error() -> Double {
    let parameters = engine.parameters
    defer { engine.parameters = parameters }
    let norm = gradient.reduce(0) { $0 + $1 * $1 }.squareRoot()
    let even = 1 / Double(gradient.count).squareRoot()
    let direction = norm > 0 ? gradient.map { $0 / norm } : gradient.map { _ in even }
    func loss(_ shift: Double) -> Double {
      engine.parameters = zip(parameters, direction).map { $0 + shift * $1 }
      return Self.loss(engine, problem)
    }
    // Errors of single terms add up like a random walk.
    let terms = Double(problem.batch.lengths.reduce(0, +) * engine.configuration.hidden)
    let differences = [ExactGradient.step, ExactGradient.step / 8].map { step in
      CentralDifference(
        step: step, center: self.loss, above: CentralDifference.multiples.map { loss($0 * step) },
        below: CentralDifference.multiples.map { loss(-$0 * step) },
        rounding: 4 * .ulpOfOne * self.loss.magnitude * terms.squareRoot())
    }
    return differences.map { ($0.derivative - norm).magnitude + $0.error }.min()!
  }
}
