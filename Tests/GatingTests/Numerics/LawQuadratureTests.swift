import Catalog
import Gating
import Testing

@Suite struct LawQuadratureTests {
  private func bernoulli() throws -> any GatePolicy {
    try BernoulliGate(Parameters(BernoulliGate.description))
  }

  /// Two nodes, p/2 and (1 + p)/2, with weights p and 1 − p, whatever the order.
  @Test func aBernoulliGateIsExact() throws {
    let quadrature = LawQuadrature(order: 40)
    let gate = try bernoulli()
    #expect(gate.isBernoulli)
    #expect(quadrature.count(of: gate, draw: 0) == 2)
    for z in [-3, 0, 1.3862943611198906] {
      let p = VectorMath.sigmoid(z)
      let nodes = quadrature.nodes(of: gate, draw: 0, at: z)
      #expect(nodes.map(\.weight) == [p, 1 - p])
      #expect(nodes.map(\.uniform) == [p / 2, p + (1 - p) / 2])
      let second = quadrature.expectation(of: gate, at: z) { gate, _ in (gate - 0.45) * (gate - 0.45) }
      #expect(abs(second - (p * 0.3025 + (1 - p) * 0.2025)) < 1e-15)
    }
  }

  /// A policy with kinks: E[g²] at z = 0 of clip(½ + w(½ − u)) with w = 1 is that of a uniform, ⅓.
  @Test func momentsOfAUniform() throws {
    let gate = try JitteredHardSigmoid(
      Parameters(JitteredHardSigmoid.description, ["width": .number(1)]))
    let (mean, variance) = LawQuadrature(order: 3).moments(of: gate, at: 0)
    #expect(abs(mean - 0.5) < 1e-15)
    let exact = LawQuadrature(order: 8).moments(of: gate, at: 0).variance
    #expect(abs(exact - 1 / 12) < 1e-15)
    #expect(abs(variance - 1 / 12) > 1e-6, "three nodes are not enough for a square")
  }

  /// At z = 2 and w = 1 the gate is 1 for u < ½, else uniform on (½, 1): mean ⅞, variance 1/2 + 7/24 − 49/64.
  @Test func momentsBeyondAKink() throws {
    let gate = try JitteredHardSigmoid(
      Parameters(JitteredHardSigmoid.description, ["width": .number(1)]))
    let (mean, variance) = LawQuadrature().moments(of: gate, at: 2)
    #expect(abs(mean - 7.0 / 8) < 1e-15)
    #expect(abs(variance - (0.5 + 7.0 / 24 - 49.0 / 64)) < 1e-15)
  }

  /// Slopes too: the mean slope is the slope of the mean, here ¼ of the share of draws that are not clipped.
  @Test func slopes() throws {
    let gate = try JitteredHardSigmoid(
      Parameters(JitteredHardSigmoid.description, ["width": .number(1)]))
    let slope = LawQuadrature().expectation(of: gate, at: 2) { _, slope in slope }
    #expect(abs(slope - 0.125) < 1e-15)
  }

  /// Rules of every order integrate a constant exactly; the piece without length keeps its nodes.
  @Test(arguments: [3, 4, 7, 16, 33, 64, 100])
  func orders(_ order: Int) throws {
    let gate = try JitteredHardSigmoid(Parameters(JitteredHardSigmoid.description))
    let quadrature = LawQuadrature(order: order)
    #expect(quadrature.count(of: gate, draw: 0) == 3 * order)
    let nodes = quadrature.nodes(of: gate, draw: 0, at: 30)
    #expect(nodes.filter { $0.weight == 0 }.count == 2 * order)
    #expect(abs(nodes.reduce(0) { $0 + $1.weight } - 1) < 1e-14)
    // ∫ u² over (0, 1), a polynomial of degree 10 in s with a factor of degree 4.
    let square = nodes.reduce(0) { $0 + $1.weight * $1.uniform * $1.uniform }
    if order >= 8 { #expect(abs(square - 1.0 / 3) < 1e-14) }
  }
}
