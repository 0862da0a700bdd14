import Catalog
import Gating
import SluiceTesting
import Testing

/// Every rule against numbers worked out by hand.
@Suite struct SurrogateValueTests {
  private let z = [-2, -1, -0.5, 0, 1.3862943611198906, 2.1972245773362196]
  private let p = [0.11920292202211755, 0.2689414213699951, 0.3775406687981454, 0.5, 0.8, 0.9]

  private func slopes(
    _ kind: String, _ settings: [String: ParameterValue] = [:], threshold: Double = 0,
    temperature: Double = 1,
    epoch: Int = 0
  ) throws -> [Double] {
    let rule = try SurrogateCatalog().make(kind, settings)
    return Double.replace(
      rule, p: p, z: z, u: z.map { _ in 0.5 }, gates: z.map { $0 > threshold ? 1 : 0 }, threshold: threshold,
      temperature: temperature,
      epoch: epoch)
  }

  private func expect(_ found: [Double], _ expected: [Double], within tolerance: Double = 1e-15) {
    #expect(found.count == expected.count)
    for (a, b) in zip(found, expected) { #expect(abs(a - b) <= tolerance, "\(a) is not \(b)") }
  }

  @Test func identity() throws {
    expect(try slopes("straight_through_identity"), [1, 1, 1, 1, 1, 1], within: 0)
  }

  /// p(1 − p)/τ: 0.5·0.5, 0.8·0.2, 0.9·0.1.
  @Test func sigmoid() throws {
    expect(Array(try slopes("straight_through_sigmoid")[3...]), [0.25, 0.16, 0.09])
    expect(Array(try slopes("straight_through_sigmoid", temperature: 0.5)[3...]), [0.5, 0.32, 0.18])
  }

  /// The temperature of the way back divides in place of the policy's; with that one it changes no bit.
  @Test func backwardTemperature() throws {
    let half: [String: ParameterValue] = ["backward_temperature": .number(0.5)]
    expect(Array(try slopes("straight_through_sigmoid", half)[3...]), [0.5, 0.32, 0.18])
    expect(Array(try slopes("straight_through_sigmoid", half, temperature: 2)[3...]), [0.5, 0.32, 0.18])
    expect(
      try slopes("straight_through_sigmoid", half, temperature: 0.5),
      try slopes("straight_through_sigmoid", temperature: 0.5), within: 0)
  }

  /// The interval is open: |z − θ| = 1 is outside.
  @Test func clipped() throws {
    expect(try slopes("straight_through_clipped"), [0, 0, 1, 1, 0, 0], within: 0)
    expect(try slopes("straight_through_clipped", threshold: -1), [0, 1, 1, 0, 0, 0], within: 0)
    expect(try slopes("straight_through_clipped", temperature: 0.1), [0, 0, 1, 1, 0, 0], within: 0)
  }

  /// At epoch 25 the slope is 1 + 0.04·25 = 2: 2·σ′(2z), with σ(2 ln 4) = 16/17 and σ(2 ln 9) = 81/82.
  @Test func annealedSigmoid() throws {
    expect(try slopes("slope_annealed"), try slopes("straight_through_sigmoid"))
    expect(
      Array(try slopes("slope_annealed", epoch: 25)[3...]),
      [0.5, 2 * 16 / 289, 2 * 81 / 6724])
  }

  /// The slope stops at the cap, 5, from epoch 100 on.
  @Test func theCap() throws {
    let rule = try SlopeAnnealed(Parameters(SlopeAnnealed.description))
    #expect(rule.slope(epoch: 0) == 1)
    #expect(rule.slope(epoch: 25) == 2)
    #expect([99, 100, 101, 10_000].map(rule.slope(epoch:)) == [4.96, 5, 5, 5])
  }

  /// a/2 where |az| < 1: at a = 1 inside |z| < 1, at a = 2 inside |z| < ½, both open.
  @Test func annealedHardSigmoid() throws {
    let hard: [String: ParameterValue] = ["surrogate": .text("hard_sigmoid")]
    expect(try slopes("slope_annealed", hard), [0, 0, 0.5, 0.5, 0, 0], within: 0)
    expect(try slopes("slope_annealed", hard, epoch: 25), [0, 0, 0, 1, 0, 0], within: 0)
  }

  /// With the sampled probability annealed alike, the annealed surrogate is the probability's own derivative.
  @Test func bothSwitches() throws {
    let schedule = ParameterValue.map(["schedule": .text("slope_annealed")])
    let gates = try PolicyCatalog().scheduled("bernoulli", ["probability_temperature": schedule])
    let rule = try SlopeAnnealed(Parameters(SlopeAnnealed.description))
    let uniforms = z.map { _ in 0.5 }
    for epoch in [0, 7, 25, 100, 500] {
      let policy = gates.value(update: 0, epoch: epoch)
      #expect(policy.derivative == .surrogate(threshold: 0, temperature: 1 / rule.slope(epoch: epoch)))
      func train(_ rule: any SurrogateGradient) -> [Double] {
        var gates = z
        var slopes = z
        var gateSpan = gates.mutableSpan
        var slopeSpan = slopes.mutableSpan
        policy.sample(
          z.span, uniforms: uniforms.span, gates: &gateSpan, slopes: &slopeSpan, rule: rule, epoch: epoch)
        return slopes
      }
      expect(train(rule), train(StraightThroughSigmoid()), within: 1e-14)
      #expect(train(AutomaticGradient()) == train(StraightThroughSigmoid()))
    }
  }

  /// A gate with a derivative of its own keeps it under every rule.
  @Test(arguments: try RuleCase.all())
  func pathwiseGatesKeepTheirDerivative(_ law: RuleCase) throws {
    let gate = try SigmoidGate(Parameters(SigmoidGate.description))
    let input = z.map { Float($0) }
    var gates = input
    var slopes = input
    var gateSpan = gates.mutableSpan
    var slopeSpan = slopes.mutableSpan
    gate.sample(
      input.span, uniforms: [Float]().span, gates: &gateSpan, slopes: &slopeSpan, rule: law.rule, epoch: 9)
    #expect(slopes == Float.sample(gate, input, []).slopes)
    #expect(gates == Float.sample(gate, input, []).gates)
  }

  /// The catalog's one-gate problem f(g) = (g − 0.45)², z = 1: the expected straight-through gradients, in closed form.
  @Test func expectedGradientOfTheOneGateProblem() throws {
    let p = VectorMath.sigmoid(1.0)
    func expected(_ kind: String) throws -> Double {
      let rule = try SurrogateCatalog().make(kind)
      let slope = Double.replace(
        rule, p: [p], z: [1], u: [0.5], gates: [1], threshold: 0, temperature: 1, epoch: 0)[0]
      return (p * 2 * (1 - 0.45) + (1 - p) * 2 * (0 - 0.45)) * slope
    }
    #expect(abs(try expected("straight_through_identity") - 0.562117157) < 5e-10)
    #expect(abs(try expected("straight_through_sigmoid") - 0.110518941) < 5e-10)
    #expect(abs(try expected("auto") - 0.110518941) < 5e-10)
    #expect(abs(2 * (1 - 0.45) * p * (1 - p) - 0.216273127) < 5e-10)
  }
}
