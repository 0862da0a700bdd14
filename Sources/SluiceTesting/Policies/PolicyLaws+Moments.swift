import Gating

extension PolicyLaws {
  /// The mean is the average over the draws: by stratified draws, and to 10⁻⁹ by a quadrature cut at the discontinuities.
  static func mean(_ policy: any GatePolicy, _ findings: inout Findings) {
    let z = moderatePreActivations
    let (means, strata) = (Double.evaluate(policy, z, .mean), StratifiedDraws(policy))
    for i in z.indices {
      findings.expect(
        means[i], near: strata.moments(at: z[i]).first, within: strata.bound + 1e-12,
        at: "stratified draws, z = \(z[i])")
    }
    let quadrature = LawQuadrature(order: 96)
    for i in stride(from: 0, to: z.count, by: 3) {
      findings.expect(
        means[i], near: quadrature.moments(of: policy, at: z[i]).mean, within: 1e-9,
        at: "quadrature, z = \(z[i])")
    }
  }

  /// The variance is that of the draws, is not negative, and is 0 without draws.
  ///
  /// It is the second moment less the square of the first, and so three times as far off as either.
  static func variance(_ policy: any GatePolicy, _ findings: inout Findings) {
    let z = stride(from: -6.03, through: 6, by: 0.31).map { $0 }
    let (variances, strata) = (Double.variance(policy, z), StratifiedDraws(policy))
    let quadrature = LawQuadrature(order: 96)
    for i in z.indices {
      if i % 2 == 0 {
        let (first, second) = strata.moments(at: z[i])
        findings.expect(
          variances[i], near: second - first * first, within: 3 * strata.bound + 1e-12,
          at: "stratified draws, z = \(z[i])")
      }
      findings.expect(
        variances[i], near: quadrature.moments(of: policy, at: z[i]).variance, within: 1e-9,
        at: "quadrature, z = \(z[i])")
    }
    let isFixed = policy.drawsPerUnit == 0
    let (single, double) = (
      Float.variance(policy, gridOfPreActivations),
      Double.variance(policy, gridOfPreActivations.map { Double($0) })
    )
    for (place, z) in gridOfPreActivations.enumerated() {
      for found in [Double(single[place]), double[place]] {
        findings.expect(
          isFixed ? found == 0 : found >= 0 && found.isFinite, at: "z = \(z)", found: "\(found)",
          expected: isFixed ? "0: there are no draws" : "a finite variance ≥ 0")
      }
    }
  }

  /// Discontinuities are as many everywhere and increase; the weights of the quadrature are a distribution.
  static func discontinuities(_ policy: any GatePolicy, _ findings: inout Findings) {
    let quadrature = LawQuadrature(order: 5)
    for draw in 0..<policy.drawsPerUnit {
      let count = policy.discontinuities(0, draw: draw).count
      for z in gridOfPreActivations.map(Double.init) + [.nan] {
        let found = policy.discontinuities(z, draw: draw)
        let place = "draw \(draw), z = \(z)"
        findings.expect(
          found.count == count, at: place, found: "\(found.count)", expected: "\(count), as at z = 0")
        findings.expect(
          zip(found, found.dropFirst()).allSatisfy { !($0 > $1) }, at: place, found: "\(found)",
          expected: "increasing places")
        let nodes = quadrature.nodes(of: policy, draw: draw, at: z)
        findings.expect(
          nodes.allSatisfy { $0.uniform > 0 && $0.uniform < 1 && $0.weight >= 0 }, at: place,
          found: "nodes outside (0, 1)", expected: "draws with weights ≥ 0")
        findings.expect(nodes.reduce(0) { $0 + $1.weight }, near: 1, within: 1e-14, at: "weights, " + place)
      }
    }
  }

  /// Of a policy that can be charged for being open: the charge is the probability of a gate that is not 0, its slope the
  /// derivative, in both precisions; NaN stays NaN.
  static func penalty(_ policy: any GatePolicy, _ findings: inout Findings) {
    guard let penalized = policy as? any PenalizedGatePolicy else { return }
    let (z, h) = (moderatePreActivations, 1e-5)
    let (here, slopes) = Double.openProbability(penalized, z)
    let above = Double.openProbability(penalized, z.map { $0 + h }).p
    let below = Double.openProbability(penalized, z.map { $0 - h }).p
    for i in z.indices {
      let counted = LawQuadrature(order: 8).expectation(of: policy, at: z[i]) { gate, _ in gate == 0 ? 0 : 1 }
      findings.expect(here[i], near: counted, within: 1e-13, at: "open probability, z = \(z[i])")
      findings.expect(
        slopes[i], near: (above[i] - below[i]) / (2 * h), within: 1e-7, at: "its slope, z = \(z[i])")
    }
    let grid = gridOfPreActivations + [.nan]
    let (single, double) = (
      Float.openProbability(penalized, grid), Double.openProbability(penalized, grid.map { Double($0) })
    )
    for i in grid.indices.dropLast() {
      findings.expect(
        double.p[i] >= (i == 0 ? 0 : double.p[i - 1]) && double.p[i] <= 1 && double.slopes[i] >= 0,
        at: "z = \(grid[i])",
        found: "\(double.p[i]) with slope \(double.slopes[i])",
        expected: "a probability that does not fall as z grows")
      findings.expect(
        Double(single.p[i]), near: double.p[i], within: 1e-6, at: "Float, open probability, z = \(grid[i])")
      findings.expect(
        Double(single.slopes[i]), near: double.slopes[i], within: 1e-6 * max(1, double.slopes[i]),
        at: "Float, its slope, z = \(grid[i])")
    }
    let last = grid.count - 1
    findings.expect(
      single.p[last].isNaN && single.slopes[last].isNaN && double.p[last].isNaN && double.slopes[last].isNaN,
      at: "z = NaN", found: "\(single.p[last]), \(double.p[last])", expected: "NaN")
  }
}
