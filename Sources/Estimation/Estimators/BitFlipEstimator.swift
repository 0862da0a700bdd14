public import Catalog
import RandomStreams
public import Recurrence
import Sequences

/// Bit flip: one gate in a sequence, drawn at random, is turned over, and the network rolled out again from there.
///
///     D·1[i = k]·p_k(1 − p_k)·(f₁ − f₀),      k uniform over the sequence's D drawn gates
///
/// f₁ is the loss with gate k open and f₀ the loss with it shut; one of the two is the path itself. All gates after k are drawn anew
/// from the same uniforms. Beside this term the gradient is that of the path alone: the other roll-out does not have the law of the
/// draws, and averaging both would be biased. ∂φ_k/∂parameters flows on through h_{t−1}.
///
/// Two roll-outs are enough however long a sequence is. As a single gate is looked at, the variance grows with D; a gate that is sure
/// of its value adds next to nothing to it. Each sequence of a batch has a gate of its own.
///
/// - Draws: those of the policies, and one more for each sequence, which chooses.
/// - Evaluations: 2.
/// - Source: Kunes, Yin, Land, Haviv, Pe'er and Tavaré 2022 (arXiv 2208.06124), where it is bitflip-1.
public struct BitFlipEstimator: Sendable {
  /// The catalog entry.
  public static let description = KindDescription(
    "bitflip", summary: "Turns one gate of a sequence over and rolls out again from there; unbiased.",
    formula: "D·1[i = k]·p_k(1 − p_k)(f₁ − f₀), k uniform over the D drawn gates of a sequence",
    source: "Kunes, Yin, Land, Haviv, Pe'er and Tavaré 2022 (arXiv 2208.06124)")

  /// The estimator, which has no settings.
  public init() {}

  /// p(1 − p)·(f₁ − f₀)·weight; `flipped` is the loss with the other value of the gate.
  static func term(
    loss: Double, flipped: Double, drawn: Double, probability p: Double, weight: Double
  ) -> Double {
    weight * (p * (1 - p)) * (drawn == 1 ? loss - flipped : flipped - loss)
  }
}

extension BitFlipEstimator: GradientEstimator, KindWithoutSettings {
  /// Shared draws, no draws, or more of them than one uniform chooses among.
  public func refusal(_ setting: EstimationSetting) -> String? {
    if let reason = setting.generalRefusal { return reason }
    guard setting.drawnCount > GateChoice.limit else { return nil }
    return
      "the network takes \(setting.drawnCount) draws a sequence, and bitflip chooses among at most "
      + "\(GateChoice.limit); expected score_function, double_control, or a surrogate"
  }

  /// The path and the one with a gate turned over.
  public func lossEvaluations(_ setting: EstimationSetting) -> Int { 2 }

  /// Those of the policies, and the choice.
  public func draws(_ setting: EstimationSetting) -> Int { setting.policyDraws + 1 }

  /// The roll-out with one gate of each sequence turned over, then the path itself and its backward pass.
  public func estimate<Engine: RecurrentEngine>(
    _ engine: Engine, _ pass: EstimationPass, state: inout EstimatorState
  ) -> Estimate {
    let (gates, mode) = (pass.gates.held, PassMode.training(epoch: pass.epoch))
    let noise = pass.noise(1)
    let choices = GateChoice.choices(pass, engine.configuration, noise)
    let turned = FlippedNoise(
      noise, choices: choices, policies: pass.gates, hidden: engine.configuration.hidden)
    engine.forward(pass.batch, gates: gates, mode: mode, noise: turned)
    let flipped = pass.costs(engine, pass.batch).sequences
    engine.forward(pass.batch, gates: gates, mode: mode, noise: noise)
    let costs = pass.costs(engine, pass.batch)
    for (place, rows) in GateChoice.rows(of: choices) {
      inject(place, rows.map { ($0, choices[$0]) }, engine, pass, costs.sequences, flipped)
    }
    engine.backward(pass.batch)
    return Estimate(costs, evaluations: 2)
  }

  /// Injects the terms of the sequences that chose a gate of one layer and step.
  private func inject<Engine: RecurrentEngine>(
    _ place: GatePlace, _ rows: [(row: Int, choice: GateChoice)], _ engine: Engine,
    _ pass: EstimationPass, _ losses: [Double], _ flipped: [Double]
  ) {
    let (policy, n) = (pass.gates[place.gate], engine.configuration.hidden)
    let z = engine.tape(.preActivation(place.gate.block), layer: place.layer, step: place.step)
    let b = engine.tape(.gate(place.gate), layer: place.layer, step: place.step)
    var values = [Engine.Scalar](repeating: 0, count: b.count)
    let p = policy.probabilities(rows.map { z[$0.row * n + $0.choice.unit] })
    for (k, (row, choice)) in rows.enumerated() {
      let element = row * n + choice.unit
      let term = Self.term(
        loss: losses[row], flipped: flipped[row], drawn: Double(b[element]), probability: p[k],
        weight: choice.weight)
      values[element] = Engine.Scalar(term * policy.logitSlope)
    }
    engine.inject(values, gate: place.gate, layer: place.layer, step: place.step)
  }
}

extension BitFlipEstimator: OneGateEstimator {
  /// One uniform.
  public var uniformCount: Int { 1 }
  /// f at both values.
  public var evaluations: Int { 2 }

  /// p(1 − p)·(f(1) − f(0)), whatever the draw: the one gate there is is the one chosen.
  public func estimate(_ problem: OneGateProblem, uniforms: Span<Double>) -> Double {
    let b = problem.draw(uniforms[0])
    return Self.term(
      loss: problem.loss(b), flipped: problem.loss(1 - b), drawn: b, probability: problem.probability,
      weight: 1)
  }
}
