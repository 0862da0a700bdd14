import Catalog
import Gating
import Testing

/// What must hold of every backward rule, in both precisions.
@Suite struct SurrogateLaws {
  private static let settings: [(threshold: Double, temperature: Double, epoch: Int)] = [
    (0, 1, 0), (0.5, 1, 3), (-1, 0.25, 40), (0, 2, 1000),
  ]

  private func slopes<Scalar: LawScalar>(
    _ rule: any SurrogateGradient, _ z: [Scalar],
    _ setting: (threshold: Double, temperature: Double, epoch: Int)
  ) -> [Scalar] {
    let p = z.map {
      VectorMath.sigmoid(($0 - Scalar(setting.threshold)) * Scalar(1 / setting.temperature))
    }
    return Scalar.replace(
      rule, p: p, z: z, u: z.map { _ in 0.5 }, gates: z.map { $0 > Scalar(setting.threshold) ? 1 : 0 },
      threshold: setting.threshold,
      temperature: setting.temperature, epoch: setting.epoch)
  }

  @Test("slopes are finite, not negative, and largest at the threshold", arguments: try RuleCase.all())
  func shape(_ law: RuleCase) {
    func check<Scalar: LawScalar>(_: Scalar.Type) {
      for setting in Self.settings {
        let found = slopes(law.rule, gridOfPreActivations.map { Scalar($0) }, setting)
        let peak = slopes(law.rule, [Scalar(setting.threshold)], setting)[0]
        #expect(peak > 0)
        // σ(x)·σ(−x) may round to a little above ¼ beside x = 0.
        #expect(found.allSatisfy { $0 >= 0 && $0 <= peak * (1 + 8 * Scalar.ulpOfOne) })
      }
    }
    check(Float.self)
    check(Double.self)
  }

  @Test("slopes are the same at both sides of the threshold", arguments: try RuleCase.all())
  func symmetry(_ law: RuleCase) {
    for setting in Self.settings {
      let offsets = (0..<60).map { Double($0) / 8 }
      let right = slopes(law.rule, offsets.map { setting.threshold + $0 }, setting)
      let left = slopes(law.rule, offsets.map { setting.threshold - $0 }, setting)
      #expect(zip(left, right).allSatisfy { abs($0 - $1) < 1e-13 })
    }
  }

  @Test("NaN stays NaN and spoils no neighbor", arguments: try RuleCase.all())
  func notANumber(_ law: RuleCase) {
    func check<Scalar: LawScalar>(_: Scalar.Type) {
      let clean = (0..<21).map { Scalar($0) / 4 - 2 }
      var spoiled = clean
      for i in [0, 9, 20] { spoiled[i] = .nan }
      let before = slopes(law.rule, clean, Self.settings[1])
      let after = slopes(law.rule, spoiled, Self.settings[1])
      for i in clean.indices { #expect(spoiled[i].isNaN ? after[i].isNaN : sameBits(before[i], after[i])) }
    }
    check(Float.self)
    check(Double.self)
  }

  @Test("splitting a slice changes no bit", arguments: try RuleCase.all())
  func splitting(_ law: RuleCase) {
    let z = gridOfPreActivations
    for setting in Self.settings {
      #expect(sameBits(z.flatMap { slopes(law.rule, [$0], setting) }, slopes(law.rule, z, setting)))
    }
    #expect(slopes(law.rule, [Float](), Self.settings[0]).isEmpty)
  }

  /// The cutoffs of the clipped rules are left out: a rounded product may fall on either side there.
  @Test("single precision agrees with double", arguments: try RuleCase.all())
  func precisions(_ law: RuleCase) {
    let z = (0..<199).map { Float($0) * 0.0625 - 6.203125 }
    for setting in Self.settings {
      let single = slopes(law.rule, z, setting)
      let double = slopes(law.rule, z.map { Double($0) }, setting)
      for i in z.indices {
        #expect(abs(Double(single[i]) - double[i]) < 2e-6, "at \(z[i]), epoch \(setting.epoch)")
      }
    }
  }

  @Test("a description is whole", arguments: SurrogateCatalog().descriptions)
  func description(_ description: KindDescription) {
    #expect(description.defect == nil)
    #expect(description.summary.hasSuffix(".") && !description.formula.isEmpty)
  }
}
