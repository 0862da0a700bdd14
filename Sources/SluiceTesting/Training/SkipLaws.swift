import Catalog
import Recurrence

/// The laws of skip rules.
enum SkipLaws {
  static let list = LawList<SkipKind>(
    family: "skip rules",
    laws: [
      Law("charge", charge), Law("pure", pure), Law("draws", draws), Law("monotone", monotone),
      Law("certain", certain), Law("precisions", precisions),
      Law("batches") { EngineLaws.batches(.init(skip: $0), &$1) },
      Law("kernels and threads") { EngineLaws.kernelsAndThreads(.init(skip: $0), &$1) },
    ])

  /// Numbers that `Float` has too.
  private static let probabilities = (0...64).map { Double($0) / 64 }
  /// What a rule may be handed as its draw: numbers between 0 and 1, and none.
  private static let uniforms = (0..<64).map { (Double($0) + 0.5) / 64 }

  /// What a place is called.
  private static func place(_ probability: Double, _ uniform: Double?) -> String {
    "p = \(probability), \(uniform.map { "u = \($0)" } ?? "no draw")"
  }

  /// λ and b are finite, λ is not negative, and 0 where nothing is learned that could lower the charge.
  private static func charge(_ skip: SkipKind, _ findings: inout Findings) {
    let rule = skip.value
    findings.expect(
      rule.budget.isFinite && rule.budget >= 0 && (rule.learns || rule.budget == 0), at: "budget",
      found: "\(rule.budget)", expected: rule.learns ? "a number ≥ 0" : "0, for nothing is learned")
    findings.expect(rule.bias.isFinite, at: "bias", found: "\(rule.bias)", expected: "a number")
  }

  /// The same probability and draw give the same decision.
  private static func pure(_ skip: SkipKind, _ findings: inout Findings) {
    for uniform in [nil] + uniforms as [Double?] {
      for probability in probabilities {
        let first = skip.value.takes(probability, uniform: uniform)
        findings.expect(
          skip.value.takes(probability, uniform: uniform) == first, at: place(probability, uniform),
          found: "\(!first), asked again", expected: "\(first)")
      }
    }
  }

  /// A rule that draws nothing looks at no draw.
  private static func draws(_ skip: SkipKind, _ findings: inout Findings) {
    guard !skip.value.draws else { return }
    for uniform in uniforms {
      for probability in probabilities {
        let expected = skip.value.takes(probability, uniform: nil)
        findings.expect(
          skip.value.takes(probability, uniform: uniform) == expected, at: place(probability, uniform),
          found: "\(!expected)", expected: "\(expected), as without it, or a rule whose draws is true")
      }
    }
  }

  /// What is taken is taken at every larger probability, and at every smaller draw.
  private static func monotone(_ skip: SkipKind, _ findings: inout Findings) {
    for uniform in [nil] + uniforms as [Double?] {
      for (less, more) in zip(probabilities, probabilities.dropFirst()) {
        findings.expect(
          !skip.value.takes(less, uniform: uniform) || skip.value.takes(more, uniform: uniform),
          at: place(more, uniform), found: "false", expected: "true, as at p = \(less)")
      }
    }
    for probability in probabilities {
      for (less, more) in zip(uniforms, uniforms.dropFirst()) {
        findings.expect(
          !skip.value.takes(probability, uniform: more) || skip.value.takes(probability, uniform: less),
          at: place(probability, less), found: "false", expected: "true, as at u = \(more)")
      }
    }
  }

  /// Where the probability is learned, a step whose probability is 1 is taken: it rises while steps are skipped, and ends there.
  private static func certain(_ skip: SkipKind, _ findings: inout Findings) {
    guard skip.value.learns else { return }
    for uniform in [nil] + uniforms as [Double?] {
      findings.expect(
        skip.value.takes(1.0, uniform: uniform), at: place(1, uniform), found: "false", expected: "true")
    }
  }

  /// Both precisions decide alike.
  private static func precisions(_ skip: SkipKind, _ findings: inout Findings) {
    for uniform in [nil] + uniforms as [Double?] {
      for probability in probabilities {
        let expected = skip.value.takes(probability, uniform: uniform)
        let found = skip.value.takes(Float(probability), uniform: uniform.map { Float($0) })
        findings.expect(
          found == expected, at: place(probability, uniform), found: "\(found) in single precision",
          expected: "\(expected), as in double precision")
      }
    }
  }
}
