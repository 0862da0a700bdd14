import Gating

extension PolicyLaws {
  /// Cutting a slice changes no bit, and an empty one is fine.
  static func slices<Scalar: GateScalar>(_: Scalar.Type, _ policy: any GatePolicy, _ findings: inout Findings)
  {
    let count = 71
    let z = (0..<count).map { Scalar(Float($0 * 37 % count) * 0.25 - 9) }
    let perUnit = policy.drawsPerUnit
    let u = (0..<count * perUnit).map { Scalar((Float(($0 * 29 + 7) % 1024) + 0.5) * 0x1p-10) }
    let whole = Scalar.sample(policy, z, u)
    for length in [1, 2, 3, 7, 16, 33] {
      for start in stride(from: 0, to: count, by: length) {
        let part = start..<min(start + length, count)
        let draws = (0..<perUnit).flatMap {
          u[(part.lowerBound + $0 * count)..<(part.upperBound + $0 * count)]
        }
        let found = Scalar.sample(policy, Array(z[part]), draws)
        findings.expect(
          sameBits(found.gates, Array(whole.gates[part]))
            && sameBits(found.slopes, Array(whole.slopes[part])),
          at: "\(Scalar.self), elements \(part) of \(count)", found: "other bits",
          expected: "those of the whole slice")
      }
    }
    for mode in modes {
      let whole = Scalar.evaluate(policy, z, mode)
      for i in z.indices {
        let alone = Scalar.evaluate(policy, [z[i]], mode)[0]
        findings.expect(
          sameBits(alone, whole[i]), at: "\(mode), " + place(Scalar.self, z[i]), found: "\(alone) alone",
          expected: "\(whole[i]), as in a slice of \(count)")
      }
    }
    let empty =
      Scalar.sample(policy, [], []).gates.count
      + modes.reduce(0) { $0 + Scalar.evaluate(policy, [], $1).count }
    findings.expect(empty == 0, at: "an empty slice", found: "\(empty) gates", expected: "none")
  }

  /// A gate depends on no more than the draws it declares, on the first of them, and without draws equals its mean.
  ///
  /// Settings may make the second draw idle.
  static func declaredDraws(_ policy: any GatePolicy, _ findings: inout Findings) {
    let declared = policy.drawsPerUnit
    findings.expect(
      (0...2).contains(declared), at: "drawsPerUnit", found: "\(declared)", expected: "0, 1 or 2")
    guard (0...2).contains(declared) else { return }
    let z = gridOfPreActivations
    func gates(_ first: Float, _ second: Float) -> [Float] {
      Float.sample(policy, z, draws(policy, count: z.count, first, second)).gates
    }
    if declared == 0 {
      let (sampled, mean) = (gates(0.5, 0.5), Float.evaluate(policy, z, .mean))
      for i in z.indices {
        findings.expect(
          sameBits(sampled[i], mean[i]), at: place(Float.self, z[i]), found: "\(sampled[i])",
          expected: "\(mean[i]), the mean: there are no draws")
      }
      return
    }
    let (low, high) = (gridOfUniforms[0], gridOfUniforms[gridOfUniforms.count - 1])
    findings.expect(
      gridOfUniforms.contains { gates(low, $0) != gates(high, $0) }, at: "draw 0",
      found: "a gate that ignores it",
      expected: "a gate that uses the draws it declares")
  }
}
