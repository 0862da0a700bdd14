import Catalog
import Gating
import SluiceTesting
import Testing

/// The problem of one gate, f(b) = (b − 0.45)² at logit 1: mean and variance of every rule's gradient, exactly.
///
/// The exact gradient is p(1 − p)·(f(1) − f(0)) = 0.0196611933. Sums over the two values of a gate are exact; integrals
/// over u break where a gate jumps.
@Suite struct OneGateReferenceTests {
  private let quadrature = LawQuadrature(order: 96)
  private let exact = 0.0196611933

  private func derivative(_ gate: Double) -> Double { 2 * (gate - 0.45) }

  private func expect(
    _ found: (mean: Double, variance: Double), _ mean: Double, _ variance: Double, _ digits: (Double, Double)
  ) {
    #expect(abs(found.mean - mean) <= 0.51 * digits.0, "mean \(found.mean)")
    #expect(abs(found.variance - variance) <= 0.51 * digits.1, "variance \(found.variance)")
  }

  private func rule(_ kind: String, _ settings: [String: ParameterValue] = [:]) throws
    -> any SurrogateGradient
  {
    return try SurrogateCatalog().make(kind, settings)
  }

  /// A hard policy under a rule, on draws that are cut at p and dense enough for a rule that sees them.
  private func moments(_ policy: any GatePolicy, _ rule: any SurrogateGradient) throws -> (
    mean: Double, variance: Double
  ) {
    let smooth = try BinaryConcreteGate(Parameters(BinaryConcreteGate.description))
    let nodes = quadrature.nodes(of: smooth, draw: 0, at: 1)
    let z = nodes.map { _ in 1.0 }
    let u = policy.drawsPerUnit == 0 ? [] : nodes.map(\.uniform)
    let (gates, slopes) = Double.sample(policy, z, u, rule, epoch: 0)
    let samples = zip(gates, slopes).map { derivative($0) * $1 }
    let mean = zip(nodes, samples).reduce(0) { $0 + $1.0.weight * $1.1 }
    return (mean, zip(nodes, samples).reduce(0) { $0 + $1.0.weight * ($1.1 - mean) * ($1.1 - mean) })
  }

  private func bernoulli() throws -> any GatePolicy {
    try BernoulliGate(Parameters(BernoulliGate.description))
  }

  @Test func theExactGradient() {
    let p = VectorMath.sigmoid(1.0)
    #expect(abs(p * (1 - p) * (0.55 * 0.55 - 0.45 * 0.45) - exact) < 5e-11)
  }

  @Test func identity() throws {
    expect(
      try moments(try bernoulli(), rule("straight_through_identity")), 0.562117157, 0.786448, (1e-9, 1e-6))
  }

  @Test func sigmoid() throws {
    expect(
      try moments(try bernoulli(), rule("straight_through_sigmoid")), 0.110518941, 3.040112e-2, (1e-9, 1e-8))
  }

  @Test func thresholdWithSigmoid() throws {
    let threshold = try HardThresholdGate(Parameters(HardThresholdGate.description))
    expect(try moments(threshold, rule("straight_through_sigmoid")), 0.216273127, 0, (1e-9, 1e-15))
  }

  @Test(arguments: [
    (0.1, 0.0319804660, 0.3322, 1e-4), (0.5, 0.0634342043, 0.06245, 1e-5),
    (2.0 / 3, 0.0677481679, 0.04445, 1e-5), (1, 0.0682427011, 0.02628, 1e-5),
  ])
  func straightThroughGumbel(_ temperature: Double, _ mean: Double, _ variance: Double, _ digits: Double)
    throws
  {
    let rule = try rule("straight_through_gumbel", ["temperature": .number(temperature)])
    expect(try moments(try bernoulli(), rule), mean, variance, (1e-10, digits))
  }

  @Test func reinMax() throws {
    expect(try moments(try bernoulli(), rule("reinmax")), exact, 4.471506e-2, (1e-10, 1e-8))
  }

  @Test(arguments: [
    (0.1, 0.0284901, 6.930e-2, 1e-5), (0.5, 0.0479530, 1.164e-2, 1e-5),
    (2.0 / 3, 0.0487451, 7.637e-3, 1e-6), (1, 0.0447233, 3.796e-3, 1e-6),
  ])
  func concrete(_ temperature: Double, _ mean: Double, _ variance: Double, _ digits: Double) throws {
    let policy = try BinaryConcreteGate(
      Parameters(BinaryConcreteGate.description, ["temperature": .number(temperature)]))
    let first = quadrature.expectation(of: policy, at: 1) { derivative($0) * $1 }
    let second = quadrature.expectation(of: policy, at: 1) { derivative($0) * $1 * derivative($0) * $1 }
    expect((first, second - first * first), mean, variance, (1e-7, digits))
  }

  /// ReinMax has no bias for any quadratic, at any logit and temperature; for the cubic b³-like f with f′ = 3b² it has.
  @Test func reinMaxIsExactForQuadratics() throws {
    let reinmax = try rule("reinmax")
    for z in [-3, -0.4, 0, 1, 2.5] {
      for temperature in [0.5, 1, 2] {
        let gate = try BernoulliGate(
          Parameters(BernoulliGate.description, ["probability_temperature": .number(temperature)]))
        let p = VectorMath.sigmoid(z / temperature)
        let slopes = Double.sample(gate, [z, z], [p / 2, (1 + p) / 2], reinmax, epoch: 0).slopes
        func expected(_ atOne: Double, _ atZero: Double) -> Double {
          p * slopes[0] * atOne + (1 - p) * slopes[1] * atZero
        }
        for t in [-1, 0.45, 2] {
          let truth = p * (1 - p) / temperature * ((1 - t) * (1 - t) - t * t)
          #expect(abs(expected(2 * (1 - t), -2 * t) - truth) < 1e-15)
        }
        #expect(abs(expected(3, 0) - 1.5 * p * (1 - p) / temperature) < 1e-15, "where 1·p(1 − p) is true")
      }
    }
  }

  /// The rule goes backward only: the gates are the Bernoulli draws bit for bit, with the same u.
  @Test func straightThroughGumbelGoesForwardAsBernoulli() throws {
    let rule = try rule("straight_through_gumbel")
    func check<Scalar: GateScalar>(_: Scalar.Type) throws {
      let gate = try bernoulli()
      let z = gridOfPreActivations.map { Scalar($0) }
      let concrete = try BinaryConcreteGate(Parameters(BinaryConcreteGate.description))
      for u in gridOfUniforms {
        let uniforms = z.map { _ in Scalar(u) }
        let trained = Scalar.sample(gate, z, uniforms, rule, epoch: 0)
        #expect(sameBits(trained.gates, Scalar.sample(gate, z, uniforms).gates))
        #expect(sameBits(trained.slopes, Scalar.sample(concrete, z, uniforms).slopes))
      }
    }
    try check(Float.self)
    try check(Double.self)
  }

  /// Both temperatures divide: with T the policy's and τ the rule's, y(1 − y)/(τT) at y = σ((z/T − L)/τ).
  @Test func straightThroughGumbelAtTemperatures() throws {
    let rule = try rule("straight_through_gumbel", ["temperature": .number(0.5)])
    let gate = try BernoulliGate(
      Parameters(BernoulliGate.description, ["probability_temperature": .number(2)]))
    let y = VectorMath.sigmoid((0.6 / 2 - VectorMath.logit(0.3)) / 0.5)
    let found = Double.sample(gate, [0.6], [0.3], rule, epoch: 0).slopes[0]
    #expect(abs(found - y * (1 - y)) < 1e-15)
    let threshold = try HardThresholdGate(
      Parameters(HardThresholdGate.description, ["threshold": .number(0.1)]))
    let middle = VectorMath.sigmoid(1.0)
    #expect(
      abs(Double.sample(threshold, [0.6], [], rule, epoch: 0).slopes[0] - middle * (1 - middle) / 0.5) < 1e-15
    )
  }

  @Test func heldGatesPassNothing() throws {
    let found = Double.sample(try bernoulli(), [1, .nan, -2], [0.2, 0.2, 0.2], HeldGates(), epoch: 0)
    #expect(found.slopes[0] == 0 && found.slopes[1].isNaN && found.slopes[2] == 0)
    #expect(!SurrogateCatalog().kinds.contains(HeldGates.description.kind))
  }
}
