import Gating

/// The laws of backward rules without samples.
enum SurrogateLaws {
  static let list = LawList<any SurrogateGradient>(
    family: "surrogates",
    laws: [
      Law("shape") {
        shape(Float.self, $0, &$1); shape(Double.self, $0, &$1)
      },
      Law("symmetry", symmetry),
      Law("nan") {
        notANumber(Float.self, $0, &$1); notANumber(Double.self, $0, &$1)
      },
      Law("slices", slices), Law("precisions", precisions),
      Law("kernels and threads") { EngineLaws.kernelsAndThreads(.init(surrogate: $0), &$1) },
    ])

  private typealias Setting = (threshold: Double, temperature: Double, epoch: Int)
  private static let settings: [Setting] = [(0, 1, 0), (0.5, 1, 3), (-1, 0.25, 40), (0, 2, 1000)]

  private static func slopes<Scalar: GateScalar>(
    _ rule: any SurrogateGradient, _ z: [Scalar], _ setting: Setting
  )
    -> [Scalar]
  {
    let (threshold, inverse) = (Scalar(setting.threshold), Scalar(1 / setting.temperature))
    return Scalar.replace(
      rule, p: z.map { VectorMath.sigmoid(($0 - threshold) * inverse) }, z: z, u: z.map { _ in 0.5 },
      gates: z.map { $0 > threshold ? 1 : 0 }, threshold: setting.threshold, temperature: setting.temperature,
      epoch: setting.epoch)
  }

  /// Slopes are finite, not negative, and largest at the threshold; σ(x)·σ(−x) may round to a little above ¼ beside 0.
  private static func shape<Scalar: GateScalar>(
    _: Scalar.Type, _ rule: any SurrogateGradient, _ findings: inout Findings
  ) {
    let z = gridOfPreActivations.map { Scalar($0) }
    for setting in settings {
      let found = slopes(rule, z, setting)
      let peak = slopes(rule, [Scalar(setting.threshold)], setting)[0]
      findings.expect(
        peak > 0, at: "z at the threshold, \(setting)", found: "\(peak)", expected: "a slope > 0")
      for i in z.indices {
        findings.expect(
          found[i] >= 0 && found[i] <= peak * (1 + 8 * Scalar.ulpOfOne),
          at: "\(Scalar.self), z = \(z[i]), \(setting)",
          found: "\(found[i])", expected: "0 to \(peak), the slope at the threshold")
      }
    }
  }

  /// Slopes are the same at both sides of the threshold.
  private static func symmetry(_ rule: any SurrogateGradient, _ findings: inout Findings) {
    let offsets = (0..<60).map { Double($0) / 8 }
    for setting in settings {
      let right = slopes(rule, offsets.map { setting.threshold + $0 }, setting)
      let left = slopes(rule, offsets.map { setting.threshold - $0 }, setting)
      for i in offsets.indices {
        findings.expect(
          right[i], near: left[i], within: 1e-13, at: "\(offsets[i]) above the threshold, \(setting)")
      }
    }
  }

  /// NaN stays NaN and spoils no neighbor.
  private static func notANumber<Scalar: GateScalar>(
    _: Scalar.Type, _ rule: any SurrogateGradient, _ findings: inout Findings
  ) {
    let clean = (0..<21).map { Scalar($0) / 4 - 2 }
    var spoiled = clean
    for i in [0, 9, 20] { spoiled[i] = .nan }
    let (before, after) = (slopes(rule, clean, settings[1]), slopes(rule, spoiled, settings[1]))
    for i in clean.indices {
      findings.expect(
        spoiled[i].isNaN ? after[i].isNaN : sameBits(before[i], after[i]),
        at: "\(Scalar.self), z = \(spoiled[i])",
        found: "\(after[i])", expected: spoiled[i].isNaN ? "NaN" : "\(before[i]), as without NaN beside it")
    }
  }

  /// Cutting a slice changes no bit, and an empty one is fine.
  private static func slices(_ rule: any SurrogateGradient, _ findings: inout Findings) {
    let z = gridOfPreActivations
    for setting in settings {
      let whole = slopes(rule, z, setting)
      for i in z.indices {
        let alone = slopes(rule, [z[i]], setting)[0]
        findings.expect(
          sameBits(alone, whole[i]), at: "z = \(z[i]) alone, \(setting)", found: "\(alone)",
          expected: "\(whole[i])")
      }
    }
    findings.expect(
      slopes(rule, [Float](), settings[0]).isEmpty, at: "an empty slice", found: "slopes", expected: "none")
  }

  /// Single precision agrees with double; cutoffs, where a rounded product may fall on either side, are left out.
  private static func precisions(_ rule: any SurrogateGradient, _ findings: inout Findings) {
    let z = (0..<199).map { Float($0) * 0.0625 - 6.203125 }
    for setting in settings {
      let (single, double) = (slopes(rule, z, setting), slopes(rule, z.map { Double($0) }, setting))
      for i in z.indices {
        findings.expect(
          Double(single[i]), near: double[i], within: 2e-6, at: "Float, z = \(z[i]), \(setting)")
      }
    }
  }
}
