import Catalog
import Estimation
import Gating
import RandomStreams
import Recurrence
import Sequences
import Testing

/// Noise on states is enumerated like the draws of gates: rules that take one mask forward and back are right, and masks
/// that are drawn again or forgotten on the way back are found, for every kind.
struct StateNoiseCertificateTests {
  private static let kinds = StateNoiseCatalog().kinds.filter { $0 != "none" }

  /// Two layers and two steps, so that masks on inputs meet a layer's gradient too.
  private let network = SmallNetwork("2 layers × 2 steps", hidden: 1, layers: 2, steps: 2)

  private func noise(_ kind: String) throws -> any StateNoise {
    var given: [String: ParameterValue] = [:]
    // Rates at which both sides of a mask are common.
    for parameter in try StateNoiseCatalog().row(named: kind).description.parameters {
      given[parameter.name] = .number(0.4)
    }
    return try StateNoiseCatalog().make(kind, given)
  }

  private func gates(_ policy: any GatePolicy, _ kind: String) throws -> GateAssignment {
    GateAssignment(all: policy, stateNoise: try noise(kind))
  }

  private func sigmoid() throws -> any GatePolicy { try SigmoidGate(settings(SigmoidGate.description)) }

  @Test(arguments: kinds) func sigmoidGates(_ kind: String) throws {
    let gates = try gates(try sigmoid(), kind)
    let exact = network.exact(gates)
    #expect(exact.method == .values && (exact.mass - 1).magnitude < 1e-12 && exact.leaves > 1)
    let right = network.certificate(
      .surrogate(AutomaticGradient()), gates: gates, exact: exact, batches: 600)
    #expect(
      right.whole.verdict == .unseen && right.largestDeviation < 5, "\(kind): \(right.largestDeviation)")
    #expect(right.relativeError < 0.01, "\(kind): \(right.relativeError)")
    for mistake in MaskMistake.Kind.allCases {
      let wrong = network.certificate(
        .estimator(MaskMistake(mistake)), gates: gates, exact: exact, batches: 600)
      #expect(wrong.whole.verdict == .biased && wrong.largestDeviation > 12, "\(kind), \(mistake)")
    }
  }

  @Test(arguments: kinds) func bernoulliGates(_ kind: String) throws {
    let network = SmallNetwork("one", hidden: 1, layers: 1, steps: 2)
    let gates = try gates(try bernoulli(), kind)
    let exact = network.exact(gates)
    let rules: [any GradientEstimator] = [
      try scoreFunction(), DisARMEstimator(), try arms(), BitFlipEstimator(), try doubleControl(),
      try rebar(),
    ]
    for rule in rules {
      let certificate = network.certificate(.estimator(rule), gates: gates, exact: exact, batches: 500)
      #expect(certificate.whole.verdict == .unseen, "\(kind), \(type(of: rule))")
    }
  }

  /// The same mistakes with masks where gates are drawn: the losses and scores are right, and the way back is not.
  ///
  /// The other gates draw nothing, so that little noise hides a bias.
  @Test(arguments: kinds) func mistakesUnderBernoulliGates(_ kind: String) throws {
    var gates = try gates(try bernoulli(), kind)
    (gates.input, gates.forget) = (try sigmoid(), try sigmoid())
    let exact = network.exact(gates)
    let right = network.certificate(
      .estimator(try scoreFunction()), gates: gates, exact: exact, batches: 600)
    #expect(right.whole.verdict == .unseen, "\(kind): \(right.largestDeviation)")
    for mistake in MaskMistake.Kind.allCases {
      var sampler = network.sampler(.estimator(MaskMistake(mistake)), gates: gates, rows: 64)
      var wrong: Certificate
      repeat {
        for _ in 0..<600 { sampler.sample() }
        wrong = sampler.certificate(exact)
      } while wrong.largestDeviation < 8 && sampler.moments.count < 6000
      #expect(
        wrong.whole.verdict == .biased && wrong.largestDeviation > 8,
        "\(kind), \(mistake): \(wrong.largestDeviation)")
    }
  }

  /// Visiting step by step and visiting whole sequences give the same numbers, masks for whole sequences included.
  @Test(arguments: kinds) func valuesAndSlopesAgree(_ kind: String) throws {
    var gates = try gates(try sigmoid(), kind)
    gates.forget = try bernoulli()
    for variant in [LSTMVariant.vanilla, .fgr] {
      let network = SmallNetwork("masked", hidden: 2, layers: 1, steps: 2, variant: variant)
      let problem = ExactProblem(network.batch(), gates: gates, loss: .squared)
      let values = ExactGradient(network.engine(), problem, .values) {}
      let slopes = ExactGradient(network.engine(), problem, .slopesChecked) {}
      #expect(values.leaves == slopes.leaves && (values.loss - slopes.loss).magnitude < 1e-13)
      for (a, b) in zip(values.gradient, slopes.gradient) { #expect((a - b).magnitude < 1e-10, "\(kind)") }
    }
  }

  /// Masks at one place share their draws, whatever their rates.
  @Test func masksThatShareADraw() throws {
    let gates = GateAssignment(all: try sigmoid(), stateNoise: SharedMasks())
    let network = SmallNetwork("one", hidden: 1, layers: 1, steps: 2)
    let exact = network.exact(gates)
    #expect(exact.leaves == 9 && (exact.mass - 1).magnitude < 1e-14)
    let certificate = network.certificate(
      .surrogate(AutomaticGradient()), gates: gates, exact: exact, batches: 600)
    #expect(certificate.whole.verdict == .unseen)
  }
}

/// One decision for a step with two rates: cells are held more often than hidden states.
private struct SharedMasks: StateNoise {
  static let description = KindDescription("shared", summary: "Two masks of one draw.")
  init(_ parameters: Parameters) throws(ParameterError) {}
  init() {}
  var masks: [StateMask] {
    [
      StateMask(.zoneoutCell, rate: 0.6, isForWholeStep: true),
      StateMask(.zoneoutHidden, rate: 0.3, isForWholeStep: true),
    ]
  }
}

/// The pathwise gradient, and the score of drawn gates, with other masks on the way back than forward.
private struct MaskMistake: GradientEstimator {
  enum Kind: CaseIterable {
    case drawnAgain, forgotten

    /// What the way back takes for a mask of two copies of a batch.
    func mask(_ drawn: [Double], none: Double) -> [Double] {
      switch self {
      case .drawnAgain: Array(drawn.suffix(drawn.count / 2) + drawn.prefix(drawn.count / 2))
      case .forgotten: Array(repeating: none, count: drawn.count)
      }
    }
  }

  static let description = KindDescription("mask_mistake", summary: "Wrong.")
  let kind: Kind
  init(_ kind: Kind) { self.kind = kind }
  init(_ parameters: Parameters) throws(ParameterError) { kind = .forgotten }

  func estimate<Engine: RecurrentEngine>(
    _ engine: Engine, _ pass: EstimationPass, state: inout EstimatorState
  ) -> Estimate {
    guard let engine = engine as? ReferenceEngine else {
      preconditionFailure("certificates take this engine")
    }
    // Two copies of the batch, each with its own draws; the way back of the first has the masks of the second.
    let batch = pass.batch.copies(2)
    engine.forward(batch, gates: pass.gates.held, mode: .training(epoch: 0), noise: pass.noise(2))
    let costs = pass.costs(engine, batch)
    engine.injectScores(pass.gates, steps: batch.steps) { costs.sequences[$0] }
    for mask in pass.gates.stateMasks {
      for layer in 0..<engine.configuration.layers {
        for step in 0..<batch.steps {
          let drawn = engine.tape(.mask(mask.target), layer: layer, step: step)
          engine.replaceMask(
            mask.target, layer: layer, step: step, by: kind.mask(drawn, none: mask.holds ? 0 : 1))
        }
      }
    }
    engine.backward(batch)
    return Estimate(costs, evaluations: 2)
  }
}
