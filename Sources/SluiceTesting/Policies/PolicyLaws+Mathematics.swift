import Gating

extension PolicyLaws {
  /// Pathwise slopes are the derivative of the values; others the probability of a gate that is 0 or 1.
  static func slope(_ policy: any GatePolicy, _ findings: inout Findings) {
    switch policy.derivative {
    case .pathwise: derivative(policy, &findings)
    case .surrogate(let threshold, let temperature): probability(policy, threshold, temperature, &findings)
    }
  }

  /// Central differences of the values with h = 10⁻⁴ and half of it, extrapolated: (4·D(h/2) − D(h))/3.
  ///
  /// Between the points of the differences there may be a kink. There D(h) and D(h/2), or the differences of both sides,
  /// do not agree, and nothing is compared; such points may be one in fifty.
  private static func derivative(_ policy: any GatePolicy, _ findings: inout Findings) {
    let (z, h) = (moderatePreActivations, 1e-4)
    var (compared, skipped) = (0, 0)
    for u in pairsOfDraws(policy) {
      let uniforms = draws(policy, count: z.count, Double(u.first), Double(u.second))
      func gates(_ shift: Double) -> [Double] { Double.sample(policy, z.map { $0 + shift }, uniforms).gates }
      let (here, slopes) = Double.sample(policy, z, uniforms)
      let (below, above, nearBelow, nearAbove) = (gates(-h), gates(h), gates(-h / 2), gates(h / 2))
      for i in z.indices {
        let (left, right) = ((here[i] - below[i]) / h, (above[i] - here[i]) / h)
        let (wide, narrow) = ((above[i] - below[i]) / (2 * h), (nearAbove[i] - nearBelow[i]) / h)
        let scale = max(1, abs(wide))
        guard abs(left - right) <= 1e-2 * scale, abs(wide - narrow) <= 1e-4 * scale else {
          skipped += 1
          continue
        }
        compared += 1
        findings.expect(
          slopes[i], near: (4 * narrow - wide) / 3, within: 1e-6 * scale,
          at: "slope, " + place(Double.self, z[i], u))
      }
    }
    findings.expect(
      skipped * 50 <= compared, at: "\(compared + skipped) points",
      found: "\(skipped) with a kink beside them",
      expected: "at most one in fifty: a law with a derivative")
  }

  private static func probability(
    _ policy: any GatePolicy, _ threshold: Double, _ temperature: Double, _ findings: inout Findings
  ) {
    let z = moderatePreActivations
    for u in pairsOfDraws(policy) {
      let (gates, slopes) = Double.sample(
        policy, z, draws(policy, count: z.count, Double(u.first), Double(u.second)))
      for i in z.indices {
        findings.expect(
          gates[i] == 0 || gates[i] == 1, at: place(Double.self, z[i], u), found: "\(gates[i])",
          expected: "0 or 1: the derivative is declared as a surrogate's")
        findings.expect(
          slopes[i], near: VectorMath.sigmoid((z[i] - threshold) / temperature), within: 1e-14,
          at: "probability, " + place(Double.self, z[i], u))
      }
    }
  }

  /// Rounding alone may tell the precisions apart; a relative error of some 10⁻⁶ of z is as much as a hundredth of the
  /// shifts by 10⁻⁴ here. Where it decides between the two sides of a jump, of a hard gate or of the slope at a kink, the
  /// single-precision value must be one of the two.
  static func precisions(_ policy: any GatePolicy, _ findings: inout Findings) {
    let z = moderatePreActivations.map { Float($0) }
    for u in pairsOfDraws(policy) {
      let single = Float.sample(policy, z, draws(policy, count: z.count, u.first, u.second))
      func double(_ shift: Double) -> (gates: [Double], slopes: [Double]) {
        let uniforms = draws(policy, count: z.count, Double(u.first), Double(u.second))
        return Double.sample(policy, z.map { Double($0) + shift }, uniforms)
      }
      let (below, here, above) = (double(-1e-4), double(0), double(1e-4))
      for i in z.indices {
        let place = place(Float.self, z[i], u)
        findings.expect(
          agree(single.gates[i], here.gates[i], below.gates[i], above.gates[i]), at: place,
          found: "the gate \(single.gates[i])", expected: "\(here.gates[i]), that of double precision")
        findings.expect(
          agree(single.slopes[i], here.slopes[i], below.slopes[i], above.slopes[i]), at: place,
          found: "the slope \(single.slopes[i])", expected: "\(here.slopes[i]), that of double precision")
      }
    }
    for mode in modes {
      let (single, double) = (
        Float.evaluate(policy, z, mode), Double.evaluate(policy, z.map { Double($0) }, mode)
      )
      for i in z.indices {
        findings.expect(
          Double(single[i]), near: double[i], within: 2e-6, at: "\(mode), " + place(Float.self, z[i]))
      }
    }
    let (single, double) = (Float.variance(policy, z), Double.variance(policy, z.map { Double($0) }))
    for i in z.indices {
      findings.expect(
        Double(single[i]), near: double[i], within: 2e-6, at: "variance, " + place(Float.self, z[i]))
    }
  }

  private static func agree(_ single: Float, _ here: Double, _ below: Double, _ above: Double) -> Bool {
    func near(_ value: Double) -> Bool {
      abs(Double(single) - value) < 2e-6 * max(1, value) + 0.01 * abs(above - below)
    }
    return near(here) || (abs(above - below) > 0.05 && (near(below) || near(above)))
  }
}
