import Foundation
import Gating
import Testing

/// The mathematics every policy claims: its mean, its derivative, and the agreement of both precisions.
@Suite struct PolicyMathematicsLaws {
  /// Pre-activations on both sides of every kink, where gates are neither 0 nor 1.
  static let points = stride(from: -6.03, through: 6, by: 0.11).map { $0 }

  @Test("the mean is the average over the draws", arguments: try PolicyCase.all())
  func mean(_ law: PolicyCase) {
    let draws = StratifiedDraws(law.policy)
    for (z, mean) in zip(Self.points, Double.evaluate(law.policy, Self.points, .mean)) {
      #expect(abs(draws.moments(at: z).first - mean) <= draws.bound + 1e-12, "at z = \(z)")
    }
  }

  @Test("pathwise slopes are the derivative, others the probability", arguments: try PolicyCase.all())
  func slopes(_ law: PolicyCase) {
    switch law.policy.derivative {
    case .pathwise: checkFiniteDifferences(law.policy)
    case .surrogate(let threshold, let temperature):
      checkProbabilities(law.policy, threshold, temperature)
    }
  }

  /// Central differences with h = 1e-5, except where the differences of both sides disagree: there is a kink between.
  private func checkFiniteDifferences(_ policy: any GatePolicy) {
    let h = 1e-5
    var compared = 0
    var skipped = 0
    for (first, second) in pairsOfDraws(policy) {
      let u = draws(policy, count: Self.points.count, Double(first), Double(second))
      let (gates, slopes) = Double.sample(policy, Self.points, u)
      let below = Double.sample(policy, Self.points.map { $0 - h }, u).gates
      let above = Double.sample(policy, Self.points.map { $0 + h }, u).gates
      for i in gates.indices {
        let left = (gates[i] - below[i]) / h
        let right = (above[i] - gates[i]) / h
        if abs(left - right) > 1e-3 * max(1, abs(left + right)) {
          skipped += 1
          continue
        }
        compared += 1
        #expect(
          abs(slopes[i] - (left + right) / 2) < 1e-6, "at z = \(Self.points[i]), u = \(first), \(second)")
      }
    }
    #expect(skipped * 50 <= compared, "\(skipped) kinks among \(compared) points")
  }

  private func checkProbabilities(_ policy: any GatePolicy, _ threshold: Double, _ temperature: Double) {
    for (first, second) in pairsOfDraws(policy) {
      let u = draws(policy, count: Self.points.count, Double(first), Double(second))
      let (gates, slopes) = Double.sample(policy, Self.points, u)
      #expect(gates.allSatisfy { $0 == 0 || $0 == 1 })
      for (z, slope) in zip(Self.points, slopes) {
        let p = 1 / (1 + exp(-(z - threshold) / temperature))
        #expect(abs(slope - p) < 1e-14, "at z = \(z)")
      }
    }
  }

  /// Rounding alone may tell the precisions apart; a relative error of some 10⁻⁶ of z is as much as a hundredth of the
  /// shifts by 10⁻⁴ here. Where it decides between the two sides of a jump, of a hard gate or
  /// of the slope at a kink, the single-precision value must be one of the two.
  @Test("single precision agrees with double", arguments: try PolicyCase.all())
  func precisions(_ law: PolicyCase) {
    let policy = law.policy
    let z = Self.points.map { Float($0) }
    for (first, second) in pairsOfDraws(policy) {
      let single = Float.sample(policy, z, draws(policy, count: z.count, first, second))
      func double(shift: Double) -> (gates: [Double], slopes: [Double]) {
        let u = draws(policy, count: z.count, Double(first), Double(second))
        return Double.sample(policy, z.map { Double($0) + shift }, u)
      }
      let (below, here, above) = (double(shift: -1e-4), double(shift: 0), double(shift: 1e-4))
      for i in z.indices {
        let place: Comment = "at z = \(z[i]), u = \(first), \(second)"
        #expect(agree(single.gates[i], here.gates[i], below.gates[i], above.gates[i]), place)
        #expect(agree(single.slopes[i], here.slopes[i], below.slopes[i], above.slopes[i]), place)
      }
    }
    for mode in EvaluationMode.allCases where !mode.isSampled {
      let single = Float.evaluate(policy, z, mode)
      let double = Double.evaluate(policy, z.map { Double($0) }, mode)
      #expect(zip(single, double).allSatisfy { abs(Double($0) - $1) < 2e-6 }, "\(mode)")
    }
  }

  private func agree(_ single: Float, _ here: Double, _ below: Double, _ above: Double) -> Bool {
    func near(_ value: Double) -> Bool {
      abs(Double(single) - value) < 2e-6 * max(1, value) + 0.01 * abs(above - below)
    }
    return near(here) || (abs(above - below) > 0.05 && (near(below) || near(above)))
  }
}
