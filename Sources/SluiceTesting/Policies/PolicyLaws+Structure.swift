import Gating

extension PolicyLaws {
  /// Cutting a slice changes no bit, and an empty one is fine.
  static func slices<Scalar: GateScalar>(_: Scalar.Type, _ policy: any GatePolicy, _ findings: inout Findings)
  {
    let count = 71
    let z = (0..<count).map { Scalar(Float($0 * 37 % count) * 0.25 - 9) }
    let perUnit = policy.drawsPerUnit
    let u = (0..<count * perUnit).map { (k: Int) -> Scalar in
      Scalar((Float((k * 29 + 7) % 1024) + 0.5) * 0x1p-10)
    }
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

  /// A gate depends on its own draws and no other: on the first that it declares, and without draws it equals its mean.
  ///
  /// Settings may make the second draw idle. What a gate must not depend on are the draws of other units, whatever lies in
  /// memory behind the draws that were declared, and how often it has been asked.
  static func declaredDraws(_ policy: any GatePolicy, _ findings: inout Findings) {
    let declared = policy.drawsPerUnit
    findings.expect(
      (0...2).contains(declared), at: "drawsPerUnit", found: "\(declared)", expected: "0, 1 or 2")
    guard (0...2).contains(declared) else { return }
    onlyOwnDraws(policy, &findings)
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

  private static func onlyOwnDraws(_ policy: any GatePolicy, _ findings: inout Findings) {
    let z = moderatePreActivations.map { Float($0) }
    let count = z.count
    func uniform(_ place: Int) -> Float { (Float(place * 29 % 1024) + 0.5) * 0x1p-10 }
    let own = (0..<count * policy.drawsPerUnit).map(uniform)
    let before = gates(policy, z, own, then: 0.25)
    findings.expect(
      sameBits(gates(policy, z, own, then: 0.25), before), at: "the same draws again", found: "other gates",
      expected: "the same: a policy owns no generator")
    findings.expect(
      sameBits(gates(policy, z, own, then: 0.75), before), at: "other numbers behind the draws",
      found: "other gates", expected: "the same: \(policy.drawsPerUnit) draws a unit are declared")
    for unit in stride(from: 0, to: count, by: 17) {
      // Every draw but this unit's is another.
      let others = own.indices.map { $0 % count == unit ? own[$0] : 1 - own[$0] }
      findings.expect(
        sameBits(gates(policy, z, others, then: 0.25)[unit], before[unit]),
        at: "other draws of all units but \(unit)", found: "another gate of that unit",
        expected: "the same: its own draws are the same")
    }
  }

  /// Gates by draws behind which other numbers lie in memory.
  private static func gates(_ policy: any GatePolicy, _ z: [Float], _ own: [Float], then other: Float)
    -> [Float]
  {
    let memory = own + [Float](repeating: other, count: 2 * z.count)
    var (gates, slopes) = (z, z)
    var gateSpan = gates.mutableSpan
    var slopeSpan = slopes.mutableSpan
    policy.sample(
      z.span, uniforms: memory.span.extracting(first: own.count), gates: &gateSpan, slopes: &slopeSpan)
    return gates
  }
}
