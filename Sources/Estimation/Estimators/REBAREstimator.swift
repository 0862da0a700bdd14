public import Catalog
import Gating
import RandomStreams
public import Recurrence
import Sequences

/// REBAR: the score function with a control variate through the Concrete relaxation of the same draw.
///
///     (f(b) − η·c(z̃))·(b − p) + η·∂c(z)/∂φ − η·∂c(z̃)/∂φ
///
/// z = φ − logit(u) is the relaxed draw and z̃ = φ − logit(v′) the relaxed draw given b, from a second uniform v:
/// see ``REBARCoupling``. c(z) = f(σ(z/λ)). Unbiased for every η and λ; η = 0 is the score function.
///
/// In a network, c(z) of a group of gates is the loss when the group is relaxed and everything after it, later steps
/// and layers above, is the Concrete relaxation at λ with the same later noise. It is smooth in the group's logits, so
/// its pathwise derivative is exact. Groups are those of ``ARMEstimator``.
///
/// - Draws: those of the policies, and one more for each gate and step.
/// - Evaluations: 1 and two more for each group.
/// - Source: Tucker, Mnih, Maddison, Lawson and Sohl-Dickstein 2017 (arXiv 1703.07370).
public struct REBAREstimator: Sendable {
  /// The catalog entry.
  public static let description = KindDescription(
    "rebar", summary: "The score function with a control variate through the relaxation; unbiased.",
    formula: "(f(b) − η c(z̃))(b − p) + η ∂c(z)/∂φ − η ∂c(z̃)/∂φ, c(z) = f(σ(z/λ))",
    source: "Tucker et al. 2017 (arXiv 1703.07370)",
    parameters: [
      Parameter("eta", .number(.finite), default: .number(1), summary: "Weight η of the control variate."),
      Parameter(
        "lambda", .number(Bounds(0.01, 100)), default: .number(0.5),
        summary: "Temperature λ of the relaxation."),
    ])

  /// The weight η of the control variate.
  public let eta: Double
  /// The temperature λ of the relaxation.
  public let lambda: Double

  /// Whether ∂v′/∂p is taken along. `false` is a mistake that a public implementation makes; a test shows its bias.
  package var followsCoupling = true

  /// An estimator with checked settings.
  public init(_ parameters: Parameters) throws(ParameterError) {
    eta = parameters.number("eta")
    lambda = parameters.number("lambda")
  }

  /// The estimate for one logit: `slope` is ∂c(z)/∂φ and `boundSlope` ∂c(z̃)/∂φ, with v′ moving.
  static func term(
    loss: Double, relaxedLoss: Double, drawn b: Double, probability p: Double, slope: Double,
    boundSlope: Double, eta: Double
  ) -> Double {
    (loss - eta * relaxedLoss) * (b - p) + eta * (slope - boundSlope)
  }
}

extension REBAREstimator: GradientEstimator {
  /// Shared draws, no draws, or a hard threshold: a relaxed roll-out must be smooth in the logits it relaxes.
  public func refusal(_ setting: EstimationSetting) -> String? {
    if let reason = setting.generalRefusal { return reason }
    for gate in setting.configuration.policyGates where setting.gates[gate].drawsPerUnit == 0 {
      guard case .surrogate = setting.gates[gate].derivative else { continue }
      return
        "the \(gate.name) gate jumps without a draw, and the relaxed roll-outs of rebar must be smooth; "
        + "expected arm, disarm, score_function, or another policy for this gate"
    }
    return nil
  }

  /// The path itself, and two relaxed roll-outs for each group.
  public func lossEvaluations(_ setting: EstimationSetting) -> Int { 1 + 2 * setting.causalGroups }

  /// Those of the policies, and v for each gate that is drawn.
  public func draws(_ setting: EstimationSetting) -> Int { setting.policyDraws + setting.drawnCount }

  /// The relaxed roll-outs of several groups.
  public func rows(batch: Int) -> Int { batch * AntitheticEstimate.copies(ofBatch: batch, each: 2) }

  /// Two relaxed roll-outs for each group with their derivatives, then the path itself and its backward pass.
  public func estimate<Engine: RecurrentEngine>(
    _ engine: Engine, _ pass: EstimationPass, state: inout EstimatorState
  ) -> Estimate {
    let groups = CausalGroup.all(pass, engine.configuration)
    let noise = pass.noise(1)
    let count = AntitheticEstimate.copies(ofBatch: pass.batch.count, each: 2) / 2
    var controls: [Control] = []
    for start in stride(from: 0, to: groups.count, by: count) {
      controls += self.controls(engine, pass, noise, groups[start..<min(start + count, groups.count)])
    }
    engine.forward(
      pass.batch, gates: pass.gates.held, mode: .training(epoch: pass.epoch), noise: noise)
    let costs = pass.costs(engine, pass.batch)
    for control in controls { inject(control, engine, pass, noise, costs.sequences) }
    engine.backward(pass.batch)
    return Estimate(costs, evaluations: 1 + 2 * groups.count)
  }

  /// What the relaxed roll-outs of a group gave at one of its places, for each sequence and unit.
  private struct Control {
    let place: GatePlace
    /// c(z̃), each sequence's share, [B].
    let losses: [Double]
    /// ∂c(z)/∂z and ∂c(z̃)/∂z̃, [B, n].
    let slopes: [Double]
    let boundSlopes: [Double]
  }

  private func controls<Engine: RecurrentEngine>(
    _ engine: Engine, _ pass: EstimationPass, _ noise: any NoiseSource, _ groups: ArraySlice<CausalGroup>
  ) -> [Control] {
    let groups = Array(groups)
    let copies = 2 * groups.count
    let batch = pass.batch.copies(copies)
    let gates = pass.gates.held.replacing(pass.gates.drawn(in: engine.configuration)) {
      RelaxableGate($0, lambda: lambda)
    }
    engine.forward(
      batch, gates: gates, mode: .training(epoch: pass.epoch),
      noise: RelaxedNoise(noise, groups: groups, policies: pass.gates))
    let losses = pass.costs(engine, batch).copies(copies)
    engine.backward(batch)
    let size = pass.batch.count * engine.configuration.hidden
    return groups.enumerated().flatMap { index, group in
      group.places.map { place in
        let gradient = engine.tape(
          .preActivationGradient(place.gate.block), layer: place.layer, step: place.step)
        func slopes(_ copy: Int) -> [Double] {
          gradient[copy * size..<(copy + 1) * size].map { Double($0) * Double(copies) }
        }
        return Control(
          place: place, losses: losses[2 * index + 1], slopes: slopes(2 * index),
          boundSlopes: slopes(2 * index + 1))
      }
    }
  }

  private func inject<Engine: RecurrentEngine>(
    _ control: Control, _ engine: Engine, _ pass: EstimationPass, _ noise: any NoiseSource, _ losses: [Double]
  ) {
    let (gate, layer, step) = (control.place.gate, control.place.layer, control.place.step)
    let (policy, n) = (pass.gates[gate], engine.configuration.hidden)
    let z = engine.tape(.preActivation(gate.block), layer: layer, step: step)
    let b = engine.tape(.gate(gate), layer: layer, step: step)
    let p = policy.probabilities(z)
    let fresh: [Double] = noise.uniforms(p.count, at: control.place.noise.second)
    let scale = policy.logitSlope
    let values = p.indices.map { e in
      let bound = REBARCoupling(drawn: Double(b[e]), uniform: fresh[e], probability: p[e])
      // Slopes are in z on the tape, and in φ in the term.
      let term = Self.term(
        loss: losses[e / n], relaxedLoss: control.losses[e / n], drawn: Double(b[e]), probability: p[e],
        slope: control.slopes[e] / scale,
        boundSlope: control.boundSlopes[e] / scale * (followsCoupling ? bound.logitSlope : 1),
        eta: eta)
      return Engine.Scalar(term * scale)
    }
    engine.inject(values, gate: gate, layer: layer, step: step)
  }
}

extension REBAREstimator: OneGateEstimator {
  /// u for the draw and v for the relaxation given the draw.
  public var uniformCount: Int { 2 }
  /// f at the draw and at the two relaxations.
  public var evaluations: Int { 3 }

  /// (f(b) − η·c(z̃))·(b − p) + η·∂c(z)/∂φ − η·∂c(z̃)/∂φ with c(z) = f(σ(z/λ)).
  public func estimate(_ problem: OneGateProblem, uniforms: Span<Double>) -> Double {
    let p = problem.probability
    let (free, b) = (uniforms[0], problem.draw(uniforms[0]))
    let bound = REBARCoupling(drawn: b, uniform: uniforms[1], probability: p)
    let relaxed = relax(problem.logit, free)
    let given = relax(problem.logit, bound.uniform)
    return Self.term(
      loss: problem.loss(b), relaxedLoss: problem.loss(given.gate), drawn: b, probability: p,
      slope: problem.lossSlope(relaxed.gate) * relaxed.slope,
      boundSlope: problem.lossSlope(given.gate) * given.slope * bound.logitSlope, eta: eta)
  }

  /// σ((φ − logit(u))/λ) and its derivative in φ at constant u.
  private func relax(_ logit: Double, _ uniform: Double) -> (gate: Double, slope: Double) {
    let gate = VectorMath.sigmoid((logit - VectorMath.logit(uniform)) / lambda)
    return (gate, gate * (1 - gate) / lambda)
  }
}
