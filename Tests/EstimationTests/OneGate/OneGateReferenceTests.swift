import Catalog
import Estimation
import Gating
import Testing

/// Means and variances of all estimators at φ = 1, t = 0.45, to the digits of the reference values.
struct OneGateReferenceTests {
  let problem = OneGateProblem(target: 0.45, logit: 1)

  /// Whether `value` is within one unit of the last digit of `reference`, which has `digits` significant ones.
  private func agrees(_ value: Double, _ reference: Double, digits: Int) -> Bool {
    var unit = 1.0
    while reference.magnitude < unit { unit /= 10 }
    for _ in 1..<digits { unit /= 10 }
    return (value - reference).magnitude < unit
  }

  @Test func theExactGradient() {
    #expect(agrees(problem.exactGradient, 0.0196611933, digits: 9))
    let step = 1e-5
    let above = OneGateProblem(target: 0.45, logit: 1 + step)
    let below = OneGateProblem(target: 0.45, logit: 1 - step)
    let difference = (above.expectedLoss - below.expectedLoss) / (2 * step)
    #expect((difference - problem.exactGradient).magnitude < 1e-10)
  }

  private static let unbiased: [(String, @Sendable () throws -> any OneGateEstimator, Double, Int)] = [
    ("score function", { try scoreFunction() }, 1.034605e-2, 7),
    (
      "with the baseline E[f]", { try scoreFunction(["baseline": .text("moving_average")]) }, 4.198692e-4, 7
    ),
    (
      "leave-one-out, K = 2", { try scoreFunction(["baseline": .text("leave_one_out")]) }, 5.964971e-4, 7
    ),
    ("ARM", { ARMEstimator() }, 3.645323e-4, 7),
    ("DisARM", { DisARMEstimator() }, 3.321116e-4, 7),
    ("MuProp", { MuPropEstimator() }, 3.307694e-2, 7),
    ("double control at 0", { try doubleControl(alpha: 0) }, 5.965e-4, 4),
    ("double control at −½", { try doubleControl(alpha: -0.5) }, 8.990e-3, 4),
    ("double control at −1", { try doubleControl(alpha: -1) }, 4.445e-2, 4),
    ("REBAR at 0.1", { try rebar(lambda: 0.1) }, 7.080e-2, 4),
    ("REBAR at 0.5", { try rebar(lambda: 0.5) }, 1.7406e-2, 5),
    ("REBAR at 1", { try rebar(lambda: 1) }, 1.2476e-2, 5),
  ]

  @Test(arguments: unbiased.indices)
  func unbiasedEstimators(_ index: Int) throws {
    let (name, make, variance, digits) = Self.unbiased[index]
    let moments = OneGateMoments(try make(), problem)
    #expect((moments.mean - problem.exactGradient).magnitude < 1e-9, "\(name): \(moments)")
    #expect(agrees(moments.variance, variance, digits: digits), "\(name): \(moments)")
  }

  /// With a single gate to turn over, both values are seen and nothing is left to chance.
  @Test(arguments: [-2.0, 0.4, 1]) func bitFlipOfOneGate(_ logit: Double) {
    let problem = OneGateProblem(target: 0.45, logit: logit)
    for uniform in [0.01, 0.3, 0.9] {
      let value = BitFlipEstimator().estimate(problem, uniforms: [uniform].span)
      #expect((value - problem.exactGradient).magnitude < 1e-16, "\(value)")
    }
  }

  /// K samples by enumeration: the estimate depends on the K draws alone.
  @Test(arguments: [(2, 5.965e-4), (4, 1.694e-4), (8, 6.629e-5)])
  func leaveOneOut(_ samples: Int, _ variance: Double) throws {
    let estimator = try scoreFunction([
      "baseline": .text("leave_one_out"), "samples": .number(Double(samples)),
    ])
    let p = problem.probability
    var (first, second) = (0.0, 0.0)
    for outcome in 0..<(1 << samples) {
      let draws = (0..<samples).map { outcome >> $0 & 1 == 1 }
      let weight = draws.reduce(1.0) { $0 * ($1 ? p : 1 - p) }
      let uniforms = draws.map { $0 ? p / 2 : (1 + p) / 2 }
      let value = estimator.estimate(problem, uniforms: uniforms.span)
      first += weight * value
      second += weight * value * value
    }
    #expect((first - problem.exactGradient).magnitude < 1e-14, "\(first)")
    #expect(agrees(second - first * first, variance, digits: 4), "\(second - first * first)")
  }

  @Test func biasedSlopes() throws {
    func check(_ slope: OneGateSlope, _ mean: Double, _ digits: Int, _ variance: Double, _ figures: Int) {
      let moments = OneGateMoments(slope, problem)
      let law = "\(type(of: slope.policy)), \(type(of: slope.rule)): \(moments)"
      #expect(agrees(moments.mean, mean, digits: digits), "\(law)")
      #expect(agrees(moments.variance, variance, digits: figures), "\(law)")
    }
    let gate = try bernoulli()
    let identity = try StraightThroughIdentity(settings(StraightThroughIdentity.description))
    check(OneGateSlope(gate, rule: identity), 0.562117157, 9, 0.786448, 6)
    check(OneGateSlope(gate, rule: StraightThroughSigmoid()), 0.110518941, 9, 3.040112e-2, 7)
    let threshold = try HardThresholdGate(settings(HardThresholdGate.description))
    let moments = OneGateMoments(OneGateSlope(threshold, rule: StraightThroughSigmoid()), problem)
    #expect(agrees(moments.mean, 0.216273127, digits: 9))
    #expect(moments.variance.magnitude < 1e-12)
  }

  @Test(arguments: [-3.0, -0.3, 0, 2.5, 4])
  func unbiasedAtOtherLogits(_ logit: Double) throws {
    let problem = OneGateProblem(target: 0.3, logit: logit)
    for (name, make, _, _) in Self.unbiased {
      let mean = OneGateMoments(try make(), problem).mean
      #expect((mean - problem.exactGradient).magnitude < 1e-7, "\(name): \(mean)")
    }
  }

  @Test func anUncoupledRelaxationIsCaught() throws {
    let mean = OneGateMoments(FrozenREBAR(), problem).mean
    #expect((mean - problem.exactGradient).magnitude > 0.01, "\(mean)")
  }

  @Test func disarmIsNeverNoisierThanARM() {
    for logit in stride(from: -4.0, through: 4, by: 0.5) {
      let problem = OneGateProblem(target: 0.2, logit: logit)
      let (arm, disarm) = (
        OneGateMoments(ARMEstimator(), problem), OneGateMoments(DisARMEstimator(), problem)
      )
      #expect(disarm.variance <= arm.variance * (1 + 1e-12))
    }
  }
}

/// The mutant: REBAR at λ = 0.5 with v′ held constant while the logit moves.
private struct FrozenREBAR: OneGateEstimator {
  let uniformCount = 2
  let evaluations = 3

  func estimate(_ problem: OneGateProblem, uniforms: Span<Double>) -> Double {
    let (p, lambda) = (problem.probability, 0.5)
    let b: Double = uniforms[0] < p ? 1 : 0
    func relaxed(_ u: Double) -> (Double, Double) {
      let gate = VectorMath.sigmoid((problem.logit - VectorMath.logit(u)) / lambda)
      return (problem.loss(gate), problem.lossSlope(gate) * gate * (1 - gate) / lambda)
    }
    let (_, slope) = relaxed(uniforms[0])
    let (loss, boundSlope) = relaxed(REBARCoupling(drawn: b, uniform: uniforms[1], probability: p).uniform)
    return (problem.loss(b) - loss) * (b - p) + slope - boundSlope
  }
}
