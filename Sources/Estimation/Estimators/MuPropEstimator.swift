public import Catalog
import Gating
public import Recurrence
import Sequences

/// MuProp: the score function less a linear model of the loss at the mean gate, whose gradient is added back.
///
///     (f(b) − f(p) − f′(p)·(b − p))·(b − p) + f′(p)·p(1 − p)
///
/// Unbiased for one gate. In a network with a second draw the linear model's mean is no longer known: the mean-field
/// pass puts p in for every earlier draw, which is not where the network was. So it serves networks with one draw in
/// all, and is refused elsewhere.
///
/// - Draws: one.
/// - Evaluations: 2.
/// - Source: Gu, Levine, Sutskever and Mnih 2016 (arXiv 1511.05176).
public struct MuPropEstimator: Sendable {
  /// The catalog entry.
  public static let description = KindDescription(
    "muprop", summary: "The score function less a linear model at the mean gate; for a single draw.",
    formula: "(f(b) − f(p) − f′(p)(b − p))(b − p) + f′(p)p(1 − p)",
    source: "Gu, Levine, Sutskever and Mnih 2016 (arXiv 1511.05176)")

  /// The estimator, which has no settings.
  public init() {}

  /// The estimate for the logit; `meanLoss` is f(p) and `meanSlope` f′(p).
  static func term(
    loss: Double, meanLoss: Double, meanSlope: Double, drawn b: Double, probability p: Double
  ) -> Double {
    (loss - meanLoss - meanSlope * (b - p)) * (b - p) + meanSlope * (p * (1 - p))
  }
}

extension MuPropEstimator: GradientEstimator, KindWithoutSettings {
  /// Shared draws, or any number of draws but one.
  public func refusal(_ setting: EstimationSetting) -> String? {
    if let reason = setting.generalRefusal { return reason }
    let draws = setting.drawnCount
    guard draws != 1 else { return nil }
    return
      "the network takes \(draws) draws a sequence, and muprop is unbiased for one: its linear model is built at "
      + "the mean of all earlier draws, which is not where the network was; expected arm, disarm, rebar, "
      + "score_function"
  }

  /// The mean and the draw.
  public func lossEvaluations(_ setting: EstimationSetting) -> Int { 2 }

  /// One pass with the gate at its mean and one with the draw.
  public func estimate<Engine: RecurrentEngine>(
    _ engine: Engine, _ pass: EstimationPass, state: inout EstimatorState
  ) -> Estimate {
    let drawn = pass.gates.drawn(in: engine.configuration)
    precondition(drawn.count == 1 && pass.batch.steps == 1, "muprop serves a single draw")
    let (gate, mode) = (drawn[0], PassMode.training(epoch: pass.epoch))
    let noise = pass.noise(1)
    engine.forward(
      pass.batch, gates: pass.gates.held.replacing(drawn) { MeanGate($0, slope: .one) }, mode: mode,
      noise: noise)
    let means = pass.costs(engine, pass.batch).sequences
    engine.backward(pass.batch)
    let slopes = engine.tape(.preActivationGradient(gate.block), layer: 0, step: 0)
    engine.forward(pass.batch, gates: pass.gates.held, mode: mode, noise: noise)
    let costs = pass.costs(engine, pass.batch)
    let p = pass.gates[gate].probabilities(engine.tape(.preActivation(gate.block), layer: 0, step: 0))
    let b = engine.tape(.gate(gate), layer: 0, step: 0)
    let values = p.indices.map { e in
      let term = Self.term(
        loss: costs.sequences[e], meanLoss: means[e], meanSlope: Double(slopes[e]), drawn: Double(b[e]),
        probability: p[e])
      return Engine.Scalar(term * pass.gates[gate].logitSlope)
    }
    engine.inject(values, gate: gate, layer: 0, step: 0)
    engine.backward(pass.batch)
    return Estimate(costs, evaluations: 2)
  }
}

extension MuPropEstimator: OneGateEstimator {
  /// One uniform.
  public var uniformCount: Int { 1 }
  /// f at the draw and, with its slope, at p.
  public var evaluations: Int { 2 }

  /// (f(b) − f(p) − f′(p)·(b − p))·(b − p) + f′(p)·p(1 − p).
  public func estimate(_ problem: OneGateProblem, uniforms: Span<Double>) -> Double {
    let p = problem.probability
    return Self.term(
      loss: problem.loss(problem.draw(uniforms[0])), meanLoss: problem.loss(p),
      meanSlope: problem.lossSlope(p), drawn: problem.draw(uniforms[0]), probability: p)
  }
}
