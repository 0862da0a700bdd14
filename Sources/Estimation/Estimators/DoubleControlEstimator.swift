public import Catalog
import Gating
import RandomStreams
public import Recurrence
import Sequences

/// Double control variates: leave-one-out, where each loss has first been relieved of what a linear model of it explains.
///
///     (1/K)·Σ_k {[H_k − mean_{j≠k} H_j]·Σ_t (b_kt − p_kt)·∂φ_kt − α·Σ_t ḡ_{−k,t}·p_kt(1 − p_kt)·∂φ_kt}
///     H_k = f_k + α·Σ_t ḡ_{−k,t}·(b_kt − p_kt),      ḡ_{−k} = mean_{j≠k} ∂f/∂b at sample j
///
/// The linear model of sample k is made of the others, so that it does not depend on the draws it is multiplied with; what it adds to the
/// mean is known and taken off again. In a network p_kt is another in each sample, and so the correction is each sample's own: one for
/// all, with the mean of all slopes, would be biased. α = −1 takes the model at its word, α = 0 leaves it out and is leave-one-out.
///
/// ∂f/∂b is the loss's derivative in a gate's value with all other draws held; it costs a pass forward and back over all samples.
///
/// - Draws: those of the policies, K times.
/// - Evaluations: 2K: once for the slopes and once for the losses.
/// - Source: after Titsias and Shi 2022 (arXiv 2111.05300).
public struct DoubleControlEstimator: Sendable {
  /// The catalog entry.
  public static let description = KindDescription(
    "double_control",
    summary: "Leave one out, after a linear model from the other samples is taken off each loss; unbiased.",
    formula:
      "(1/K)Σ_k {[H_k − mean_{j≠k} H_j](b_k − p_k) − α ḡ_{−k} p_k(1 − p_k)}, H_k = f_k + α ḡ_{−k}(b_k − p_k), "
      + "ḡ_{−k} = mean_{j≠k} ∂f/∂b",
    source: "Titsias and Shi 2022 (arXiv 2111.05300)",
    parameters: [
      Parameter("samples", .integer(Bounds(2, 1024)), default: .number(2), summary: "Samples K."),
      Parameter(
        "alpha", .number(Bounds(-10, 10)), default: .number(-0.5),
        summary: "Weight α of the linear model; 0 is leave_one_out."),
    ])

  /// Samples K of one estimate.
  public let samples: Int
  /// The weight α of the linear model.
  public let alpha: Double

  /// Whether the correction of a sample has the slopes of the others. `false`, the mean of all slopes, is a mistake; a test shows its
  /// bias.
  package var leavesOwnSlopeOut = true

  /// An estimator with checked settings.
  public init(_ parameters: Parameters) throws(ParameterError) {
    samples = Int(parameters.number("samples"))
    alpha = parameters.number("alpha")
  }

  /// The mean over the samples of one row and unit, which are `stride` apart, but for the one at `own` or with it.
  static func mean<Number: BinaryFloatingPoint>(
    _ values: [Number], at own: Int, stride: Int, leavesOut: Bool = true
  ) -> Double {
    var (sum, count) = (0.0, 0.0)
    for place in Swift.stride(from: own % stride, to: values.count, by: stride)
    where place != own || !leavesOut {
      sum += Double(values[place])
      count += 1
    }
    return sum / count
  }

  /// [H_k − mean_{j≠k} H_j]·(b − p) − α·ḡ·p(1 − p); `advantage` is what stands in the brackets.
  func term(advantage: Double, drawn b: Double, probability p: Double, slope: Double) -> Double {
    advantage * (b - p) - alpha * slope * (p * (1 - p))
  }
}

extension DoubleControlEstimator: GradientEstimator {
  /// Slopes and losses of every sample.
  public func lossEvaluations(_ setting: EstimationSetting) -> Int { 2 * samples }

  /// A pass for the slopes of all samples, and one for their losses, score terms and corrections.
  public func estimate<Engine: RecurrentEngine>(
    _ engine: Engine, _ pass: EstimationPass, state: inout EstimatorState
  ) -> Estimate {
    let (batch, noise) = (pass.batch.copies(samples), pass.noise(samples))
    let slopes = GateSlopes(engine, pass, batch, noise)
    engine.forward(batch, gates: pass.gates.held, mode: .training(epoch: pass.epoch), noise: noise)
    let costs = pass.costs(engine, batch)
    let (rows, n) = (pass.batch.count, engine.configuration.hidden)
    var controlled = costs.sequences
    visit(engine, pass, batch, slopes) { _, b, p, slope in
      for e in p.indices { controlled[e / n] += alpha * slope[e] * (b[e] - p[e]) }
    }
    let advantages = controlled.indices.map {
      controlled[$0] - Self.mean(controlled, at: $0, stride: rows)
    }
    visit(engine, pass, batch, slopes, leavesOut: leavesOwnSlopeOut) { place, b, p, slope in
      let scale = pass.gates[place.gate].logitSlope
      let values = p.indices.map { e in
        Engine.Scalar(
          term(advantage: advantages[e / n], drawn: b[e], probability: p[e], slope: slope[e]) * scale)
      }
      engine.inject(values, gate: place.gate, layer: place.layer, step: place.step)
    }
    engine.backward(batch)
    return Estimate(costs, evaluations: 2 * samples)
  }

  /// Calls `body` at every place with b, p and ḡ_{−k} of each row and unit; past a sequence's length the latter is 0.
  private func visit<Engine: RecurrentEngine>(
    _ engine: Engine, _ pass: EstimationPass, _ batch: TaskBatch, _ slopes: GateSlopes<Engine.Scalar>,
    leavesOut: Bool = true,
    _ body: (_ place: GatePlace, _ b: [Double], _ p: [Double], _ slope: [Double]) -> Void
  ) {
    let n = engine.configuration.hidden
    for gate in pass.gates.drawn(in: engine.configuration) {
      for layer in 0..<engine.configuration.layers {
        for step in 0..<batch.steps {
          let place = GatePlace(gate: gate, layer: layer, step: step)
          let b = engine.tape(.gate(gate), layer: layer, step: step)
          let p = pass.gates[gate].probabilities(
            engine.tape(.preActivation(gate.block), layer: layer, step: step))
          let own = slopes[gate, layer: layer, step: step]
          let others = own.indices.map { e in
            step < batch.lengths[e / n]
              ? Self.mean(own, at: e, stride: own.count / samples, leavesOut: leavesOut) : 0
          }
          body(place, b.map { Double($0) }, p, others)
        }
      }
    }
  }
}

extension DoubleControlEstimator: OneGateEstimator {
  /// One uniform for each sample.
  public var uniformCount: Int { samples }
  /// f at each draw, and its slope there.
  public var evaluations: Int { 2 * samples }

  /// The mean over the samples of their terms.
  public func estimate(_ problem: OneGateProblem, uniforms: Span<Double>) -> Double {
    let p = problem.probability
    let drawn = (0..<samples).map { problem.draw(uniforms[$0]) }
    let own = drawn.map(problem.lossSlope)
    let slopes = drawn.indices.map { Self.mean(own, at: $0, stride: 1) }
    let controlled = drawn.indices.map {
      problem.loss(drawn[$0]) + alpha * slopes[$0] * (drawn[$0] - p)
    }
    let terms = drawn.indices.map {
      term(
        advantage: controlled[$0] - Self.mean(controlled, at: $0, stride: 1), drawn: drawn[$0],
        probability: p, slope: slopes[$0])
    }
    return terms.reduce(0, +) / Double(samples)
  }
}
