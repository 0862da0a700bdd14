import Gating
import Testing

/// What must hold of every policy's variance, and of the quadrature over its draws.
@Suite struct PolicyMomentLaws {
  /// A variance is the second moment less the square of the first, and so three times as far off as either.
  @Test("the variance is that of stratified draws", arguments: try PolicyCase.all())
  func strata(_ law: PolicyCase) {
    let draws = StratifiedDraws(law.policy)
    let points = stride(from: -6.03, through: 6, by: 0.61).map { $0 }
    for (z, variance) in zip(points, Double.variance(law.policy, points)) {
      let (first, second) = draws.moments(at: z)
      #expect(abs(variance - (second - first * first)) <= 3 * draws.bound + 1e-12, "at z = \(z)")
    }
  }

  @Test("mean and variance are those of the quadrature", arguments: try PolicyCase.all())
  func quadrature(_ law: PolicyCase) {
    let quadrature = LawQuadrature(order: 96)
    let points = stride(from: -6.03, through: 6, by: 0.31).map { $0 }
    let means = Double.evaluate(law.policy, points, .mean)
    let variances = Double.variance(law.policy, points)
    for (i, z) in points.enumerated() {
      let (mean, variance) = quadrature.moments(of: law.policy, at: z)
      #expect(abs(means[i] - mean) < 1e-9, "mean at z = \(z)")
      #expect(abs(variances[i] - variance) < 1e-9, "variance at z = \(z)")
    }
  }

  @Test("a variance is finite, written and not negative, and NaN stays NaN", arguments: try PolicyCase.all())
  func values(_ law: PolicyCase) {
    func check<Scalar: LawScalar>(_: Scalar.Type) {
      let z = gridOfPreActivations.map { Scalar($0) } + [.nan]
      let variances = Scalar.variance(law.policy, z)
      #expect(variances.dropLast().allSatisfy { $0 >= 0 && $0 <= 0.25 })
      #expect(variances.last!.isNaN)
      if law.policy.drawsPerUnit == 0 { #expect(variances.dropLast().allSatisfy { $0 == 0 }) }
    }
    check(Float.self)
    check(Double.self)
  }

  @Test("single precision agrees with double", arguments: try PolicyCase.all())
  func precisions(_ law: PolicyCase) {
    let z = PolicyMathematicsLaws.points.map { Float($0) }
    let single = Float.variance(law.policy, z)
    let double = Double.variance(law.policy, z.map { Double($0) })
    for i in z.indices { #expect(abs(Double(single[i]) - double[i]) < 2e-6, "at z = \(z[i])") }
  }

  @Test(
    "discontinuities are as many everywhere and increase; weights are a distribution",
    arguments: try PolicyCase.all())
  func discontinuities(_ law: PolicyCase) {
    let policy = law.policy
    let quadrature = LawQuadrature(order: 5)
    for draw in 0..<policy.drawsPerUnit {
      let count = quadrature.count(of: policy, draw: draw)
      for z in gridOfPreActivations.map(Double.init) + [.nan] {
        let discontinuities = policy.discontinuities(z, draw: draw)
        #expect(zip(discontinuities, discontinuities.dropFirst()).allSatisfy { !($0 > $1) })
        let nodes = quadrature.nodes(of: policy, draw: draw, at: z)
        #expect(nodes.count == count)
        #expect(nodes.allSatisfy { $0.uniform > 0 && $0.uniform < 1 && $0.weight >= 0 })
        #expect(abs(nodes.reduce(0) { $0 + $1.weight } - 1) < 1e-14)
      }
    }
  }
}
