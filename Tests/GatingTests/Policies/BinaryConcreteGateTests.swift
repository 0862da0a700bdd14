import Catalog
import Gating
import SluiceTesting
import Testing

@Suite struct BinaryConcreteGateTests {
  private func gate(_ temperature: Double) throws -> BinaryConcreteGate {
    try BinaryConcreteGate(
      Parameters(BinaryConcreteGate.description, ["temperature": .number(temperature)]))
  }

  /// By hand: u = ⅕ is L = −ln 4; z = ln 9 − ln 4 and τ = ½ make 2·ln 9, σ = 81/82.
  @Test func valuesByHand() throws {
    let (gates, slopes) = Double.sample(try gate(0.5), [2.1972245773362196 - 1.3862943611198906], [0.2])
    #expect(abs(gates[0] - 81.0 / 82) < 1e-15)
    #expect(abs(slopes[0] - 2 * 81.0 / 6724) < 1e-16)
  }

  /// The mean is not σ(z): the table of the catalog of gates, by two independent quadratures, to its digits.
  @Test(arguments: [
    (1, 0.1, 0.7296), (1, 0.5, 0.7031), (1, 2.0 / 3, 0.6886), (1, 0.9, 0.6691), (1, 1, 0.6613),
    (2, 0.5, 0.8514), (2, 2.0 / 3, 0.8331), (2, 0.9, 0.8060),
  ])
  func meanShift(_ z: Double, _ temperature: Double, _ expected: Double) throws {
    let gate = try gate(temperature)
    let mean = Double.evaluate(gate, [z], .mean)[0]
    let quadrature = LawQuadrature(order: 96).moments(of: gate, at: z).mean
    #expect(abs(mean - expected) <= 0.5e-4 && abs(quadrature - expected) <= 0.5e-4)
    #expect(abs(mean - quadrature) < 1e-12)
    #expect(Double.evaluate(gate, [z], .native) == [VectorMath.sigmoid(z)])
  }

  /// At τ = 1 the mean is e^z(e^z − 1 − z)/(e^z − 1)².
  @Test func closedFormAtOne() throws {
    for z in [-7, -2, -0.5, 0.25, 1, 3, 9] {
      let e = VectorMath.exp(z)
      let expected = e * (e - 1 - z) / ((e - 1) * (e - 1))
      #expect(abs(Double.evaluate(try gate(1), [z], .mean)[0] - expected) < 2e-14, "z = \(z)")
    }
  }

  /// Both sides of τ = 1, where the exchanged integral takes over, meet.
  @Test func theTwoFormsMeet() throws {
    let z = moderatePreActivations
    let (below, above) = (try gate(1), try gate(1.0.nextUp))
    for (a, b) in [
      (Double.evaluate(below, z, .mean), Double.evaluate(above, z, .mean)),
      (Double.variance(below, z), Double.variance(above, z)),
    ] { #expect(zip(a, b).allSatisfy { abs($0 - $1) < 1e-14 }) }
  }

  /// As τ → 0 mean and variance become those of the Bernoulli gate, p and p(1 − p).
  @Test func theLimitIsBernoulli() throws {
    for z in [-3, 0, 1.5] {
      let p = VectorMath.sigmoid(z)
      #expect(abs(Double.evaluate(try gate(1e-6), [z], .mean)[0] - p) < 1e-11)
      #expect(abs(Double.variance(try gate(1e-6), [z])[0] - p * (1 - p)) < 1e-5)
    }
  }

  /// On the same uniforms, g > ½ where the Bernoulli gate is on, at every temperature. Rounding may decide where z and
  /// logit(u) are within 4 ulp of each other (of 1, where they are smaller): those ties are counted.
  @Test(arguments: [0.05, 0.1, 0.5, 2.0 / 3, 1, 3])
  func thresholdedItIsBernoulli(_ temperature: Double) throws {
    let bernoulli = try BernoulliGate(Parameters(BernoulliGate.description))
    func check<Scalar: GateScalar>(_: Scalar.Type, ties allowed: Int) throws {
      let count = 200_000
      let z = (0..<count).map { Scalar(Float(($0 * 7919) % 16_001) / 1000 - 8) }
      let u = (0..<count).map { Scalar((Float(($0 * 40_503) % 8_388_608) + 0.5) * 0x1p-23) }
      let relaxed = Scalar.sample(try gate(temperature), z, u).gates
      let hard = Scalar.sample(bernoulli, z, u).gates
      var ties = 0
      for i in 0..<count where (relaxed[i] > 0.5) != (hard[i] == 1) {
        let distance = abs(Double(z[i]) - VectorMath.logit(Double(u[i])))
        let ulp = Double(max(abs(z[i]), 1).ulp)
        #expect(distance <= 4 * ulp, "z = \(z[i]), u = \(u[i])")
        ties += 1
      }
      #expect(ties <= allowed, "\(ties) ties among \(count)")
      #expect(hard.contains(1) && hard.contains(0))
    }
    try check(Float.self, ties: 2)
    try check(Double.self, ties: 0)
  }

  /// Proposition 3.1 of Li et al. 2018: P(D = 1) − (τ/4)·ln(1/ε) ≤ P(G ≥ 1 − ε) ≤ P(D = 1) for ε < ½, with D the
  /// Bernoulli gate. The probability in the middle is counted over 2¹⁵ strata and is σ(z − τ·ln((1 − ε)/ε)).
  @Test(arguments: [0.1, 0.5, 0.9, 1, 2])
  func nearlyOpenAsOftenAsBernoulli(_ temperature: Double) throws {
    let gate = try gate(temperature)
    let strata = 1 << 15
    let u = (0..<strata).map { (Double($0) + 0.5) / Double(strata) }
    for z in stride(from: -6.0, through: 6, by: 0.75) {
      let gates = Double.sample(gate, [Double](repeating: z, count: strata), u).gates
      let p = VectorMath.sigmoid(z)
      for epsilon in [1e-9, 1e-6, 1e-3, 0.01, 0.1, 0.3, 0.49] {
        let exact = VectorMath.sigmoid(z - temperature * VectorMath.logit(1 - epsilon))
        let counted = Double(gates.count { $0 >= 1 - epsilon }) / Double(strata)
        #expect(abs(counted - exact) <= 1 / Double(strata), "z = \(z), ε = \(epsilon)")
        #expect(exact <= p)
        #expect(exact >= p + temperature / 4 * VectorMath.log(epsilon))
      }
    }
  }
}
