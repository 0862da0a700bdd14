import Gating

extension PolicyLaws {
  /// Gates lie in [0, 1], so that their variance is at most ¼, slopes are finite and not negative, and every element is written.
  static func range<Scalar: GateScalar>(_: Scalar.Type, _ policy: any GatePolicy, _ findings: inout Findings)
  {
    let z = gridOfPreActivations.map { Scalar($0) }
    for u in pairsOfDraws(policy) {
      let (gates, slopes) = Scalar.sample(
        policy, z, draws(policy, count: z.count, Scalar(u.first), Scalar(u.second)))
      for i in z.indices {
        findings.expect(
          gates[i] >= 0 && gates[i] <= 1, at: place(Scalar.self, z[i], u), found: "the gate \(gates[i])",
          expected: "a gate in [0, 1]")
        findings.expect(
          slopes[i] >= 0 && slopes[i].isFinite, at: place(Scalar.self, z[i], u),
          found: "the slope \(slopes[i])",
          expected: "a finite slope ≥ 0")
      }
    }
    for mode in modes {
      let gates = Scalar.evaluate(policy, z, mode)
      for i in z.indices {
        findings.expect(
          gates[i] >= 0 && gates[i] <= 1, at: "\(mode), " + place(Scalar.self, z[i]), found: "\(gates[i])",
          expected: "a gate in [0, 1]")
      }
    }
    let variances = Scalar.variance(policy, z)
    for i in z.indices {
      findings.expect(
        variances[i] <= 0.25, at: "variance, " + place(Scalar.self, z[i]), found: "\(variances[i])",
        expected: "at most 0.25, as of any gate in [0, 1]")
    }
  }

  /// NaN stays NaN and spoils no neighbor: whole vectors and a remainder, NaN in both.
  static func notANumber<Scalar: GateScalar>(
    _: Scalar.Type, _ policy: any GatePolicy, _ findings: inout Findings
  ) {
    let clean = (0..<37).map { Scalar($0) / 4 - 4 }
    var spoiled = clean
    for i in [0, 5, 17, 36] { spoiled[i] = .nan }
    let u = draws(policy, count: clean.count, Scalar(0.3), Scalar(0.1))
    let (before, after) = (Scalar.sample(policy, clean, u), Scalar.sample(policy, spoiled, u))
    var results = [("gate", before.gates, after.gates), ("slope", before.slopes, after.slopes)]
    for mode in modes {
      results.append(
        ("\(mode)", Scalar.evaluate(policy, clean, mode), Scalar.evaluate(policy, spoiled, mode)))
    }
    results.append(("variance", Scalar.variance(policy, clean), Scalar.variance(policy, spoiled)))
    for (name, clean, found) in results {
      for i in clean.indices {
        findings.expect(
          spoiled[i].isNaN ? found[i].isNaN : sameBits(clean[i], found[i]),
          at: "\(name), " + place(Scalar.self, spoiled[i]), found: "\(found[i])",
          expected: spoiled[i].isNaN ? "NaN" : "\(clean[i]), as without NaN beside it")
      }
    }
  }

  /// ±∞ gives what the largest numbers give.
  static func infinity<Scalar: GateScalar>(
    _: Scalar.Type, _ policy: any GatePolicy, _ findings: inout Findings
  ) {
    let infinite: [Scalar] = [-.infinity, .infinity]
    let huge: [Scalar] = [-1e30, 1e30]
    for u in pairsOfDraws(policy) {
      let uniforms = draws(policy, count: 2, Scalar(u.first), Scalar(u.second))
      let (found, limit) = (Scalar.sample(policy, infinite, uniforms), Scalar.sample(policy, huge, uniforms))
      for i in 0..<2 {
        findings.expect(
          found.gates[i] == limit.gates[i] && found.slopes[i] == limit.slopes[i],
          at: place(Scalar.self, infinite[i], u), found: "\(found.gates[i]) with slope \(found.slopes[i])",
          expected: "\(limit.gates[i]) with slope \(limit.slopes[i]), as at z = \(huge[i])")
      }
    }
    for mode in modes {
      let (found, limit) = (Scalar.evaluate(policy, infinite, mode), Scalar.evaluate(policy, huge, mode))
      for i in 0..<2 {
        findings.expect(
          found[i] == limit[i], at: "\(mode), " + place(Scalar.self, infinite[i]), found: "\(found[i])",
          expected: "\(limit[i]), as at z = \(huge[i])")
      }
    }
  }

  /// Gates do not fall as z grows, and evaluation is not constant.
  static func monotoneInPreActivation<Scalar: GateScalar>(
    _: Scalar.Type, _ policy: any GatePolicy, _ findings: inout Findings
  ) {
    let z = gridOfPreActivations.map { Scalar($0) }
    func expectSorted(_ gates: [Scalar], _ place: (Int) -> String, _ findings: inout Findings) {
      for i in z.indices.dropFirst() {
        findings.expect(
          gates[i] >= gates[i - 1], at: place(i), found: "\(gates[i])",
          expected: "at least \(gates[i - 1]), the gate at z = \(z[i - 1])")
      }
    }
    for u in pairsOfDraws(policy) {
      let gates = Scalar.sample(policy, z, draws(policy, count: z.count, Scalar(u.first), Scalar(u.second)))
        .gates
      expectSorted(gates, { place(Scalar.self, z[$0], u) }, &findings)
    }
    for mode in modes {
      let gates = Scalar.evaluate(policy, z, mode)
      expectSorted(gates, { "\(mode), " + place(Scalar.self, z[$0]) }, &findings)
      findings.expect(
        gates[0] < gates[z.count - 1], at: "\(mode), \(Scalar.self)", found: "\(gates[0]) from z = −∞ to ∞",
        expected: "a gate that opens")
    }
  }

  /// Gates do not rise as the first draw grows.
  static func monotoneInDraw(_ policy: any GatePolicy, _ findings: inout Findings) {
    guard (0...2).contains(policy.drawsPerUnit) else { return }
    let z = gridOfPreActivations
    for second in gridOfUniforms {
      var before: [Float]?
      for first in gridOfUniforms {
        let gates = Float.sample(policy, z, draws(policy, count: z.count, first, second)).gates
        for i in z.indices {
          let limit = before?[i] ?? .infinity
          findings.expect(
            gates[i] <= limit, at: place(Float.self, z[i], (first, second)), found: "\(gates[i])",
            expected: "at most \(limit), the gate of the next smaller u")
        }
        before = gates
      }
    }
  }
}
