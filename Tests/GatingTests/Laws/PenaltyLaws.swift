import Catalog
import Gating
import Testing

/// What must hold of every policy that can be charged for being open.
@Suite struct PenaltyLaws {
  private static func cases() throws -> [PolicyCase] {
    try PolicyCase.all().filter { $0.policy is any PenalizedGatePolicy }
  }

  private func open<Scalar: LawScalar>(_ law: PolicyCase, _ z: [Scalar]) throws -> (
    p: [Scalar], slopes: [Scalar]
  ) {
    let policy = try #require(law.policy as? any PenalizedGatePolicy)
    return Scalar.openProbability(policy, z)
  }

  @Test func thereAreSuchPolicies() throws {
    let kinds = Set(try Self.cases().map(\.specification.kind)).sorted()
    #expect(kinds == ["hard_concrete", "stochastic_gate"])
  }

  @Test("the penalty is the probability of a gate that is not 0", arguments: try cases())
  func probability(_ law: PolicyCase) throws {
    let points = PolicyMathematicsLaws.points
    let p = try open(law, points).p
    for (z, p) in zip(points, p) {
      let counted = LawQuadrature(order: 8).expectation(of: law.policy, at: z) { g, _ in g == 0 ? 0 : 1 }
      #expect(abs(p - counted) < 1e-13, "z = \(z)")
    }
  }

  @Test("its slope is its derivative", arguments: try cases())
  func slopes(_ law: PolicyCase) throws {
    let points = PolicyMathematicsLaws.points
    let h = 1e-5
    let above = try open(law, points.map { $0 + h }).p
    let below = try open(law, points.map { $0 - h }).p
    for (i, slope) in try open(law, points).slopes.enumerated() {
      #expect(abs(slope - (above[i] - below[i]) / (2 * h)) < 1e-7, "z = \(points[i])")
    }
  }

  @Test("precisions agree, values are probabilities, NaN stays NaN", arguments: try cases())
  func values(_ law: PolicyCase) throws {
    let z = gridOfPreActivations
    let single = try open(law, z + [.nan])
    let double = try open(law, z.map(Double.init) + [.nan])
    #expect(single.p.last!.isNaN && single.slopes.last!.isNaN)
    #expect(double.p.last!.isNaN && double.slopes.last!.isNaN)
    for i in z.indices {
      #expect(single.p[i] >= 0 && single.p[i] <= 1 && single.slopes[i] >= 0 && single.slopes[i].isFinite)
      #expect(abs(Double(single.p[i]) - double.p[i]) < 1e-6)
      #expect(abs(Double(single.slopes[i]) - double.slopes[i]) < 1e-6 * max(1, double.slopes[i]))
    }
    #expect(zip(double.p, double.p.dropFirst()).allSatisfy { $0.isNaN || $1.isNaN || $0 <= $1 })
  }
}
