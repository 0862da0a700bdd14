import Gating
import Testing

/// What the values of every gate must obey, in both precisions.
@Suite struct PolicyValueLaws {
  @Test("gates lie in [0, 1] and every element is written", arguments: try PolicyCase.bounded())
  func range(_ law: PolicyCase) {
    func check<Scalar: LawScalar>(_: Scalar.Type) {
      let z = gridOfPreActivations.map { Scalar($0) }
      for (first, second) in pairsOfDraws(law.policy) {
        let u = draws(law.policy, count: z.count, Scalar(first), Scalar(second))
        let (gates, slopes) = Scalar.sample(law.policy, z, u)
        #expect(gates.allSatisfy { $0 >= 0 && $0 <= 1 })
        #expect(slopes.allSatisfy { $0 >= 0 && $0.isFinite })
      }
      for mode in EvaluationMode.allCases where !mode.isSampled {
        #expect(Scalar.evaluate(law.policy, z, mode).allSatisfy { $0 >= 0 && $0 <= 1 }, "\(mode)")
      }
    }
    check(Float.self)
    check(Double.self)
  }

  @Test("NaN stays NaN and spoils no neighbor", arguments: try PolicyCase.all())
  func notANumber(_ law: PolicyCase) {
    func check<Scalar: LawScalar>(_: Scalar.Type) {
      // 37 elements: whole vectors and a remainder, NaN in both.
      let clean = (0..<37).map { Scalar($0) / 4 - 4 }
      var spoiled = clean
      for i in [0, 5, 17, 36] { spoiled[i] = .nan }
      func compare(_ a: [Scalar], _ b: [Scalar], _ what: String) {
        for i in clean.indices {
          #expect(spoiled[i].isNaN ? b[i].isNaN : sameBits(a[i], b[i]), "\(what) of element \(i)")
        }
      }
      let u = draws(law.policy, count: clean.count, Scalar(0.3), Scalar(0.1))
      let before = Scalar.sample(law.policy, clean, u)
      let after = Scalar.sample(law.policy, spoiled, u)
      compare(before.gates, after.gates, "gate")
      compare(before.slopes, after.slopes, "slope")
      for mode in EvaluationMode.allCases where !mode.isSampled {
        compare(
          Scalar.evaluate(law.policy, clean, mode), Scalar.evaluate(law.policy, spoiled, mode),
          mode.rawValue)
      }
    }
    check(Float.self)
    check(Double.self)
  }

  @Test("±∞ gives what the largest numbers give", arguments: try PolicyCase.bounded())
  func infinity(_ law: PolicyCase) {
    func check<Scalar: LawScalar>(_: Scalar.Type) {
      let infinite: [Scalar] = [-.infinity, .infinity]
      let huge: [Scalar] = [-1e30, 1e30]
      for (first, second) in pairsOfDraws(law.policy) {
        let u = draws(law.policy, count: 2, Scalar(first), Scalar(second))
        let (gates, slopes) = Scalar.sample(law.policy, infinite, u)
        let limit = Scalar.sample(law.policy, huge, u)
        #expect(gates == limit.gates)
        #expect(slopes == limit.slopes)
      }
      for mode in EvaluationMode.allCases where !mode.isSampled {
        #expect(
          Scalar.evaluate(law.policy, infinite, mode) == Scalar.evaluate(law.policy, huge, mode), "\(mode)")
      }
    }
    check(Float.self)
    check(Double.self)
  }

  @Test("gates do not fall as z grows", arguments: try PolicyCase.bounded())
  func monotoneInPreActivation(_ law: PolicyCase) {
    func check<Scalar: LawScalar>(_: Scalar.Type) {
      let z = gridOfPreActivations.map { Scalar($0) }
      func isSorted(_ values: [Scalar]) -> Bool { zip(values, values.dropFirst()).allSatisfy { $0 <= $1 } }
      for (first, second) in pairsOfDraws(law.policy) {
        let u = draws(law.policy, count: z.count, Scalar(first), Scalar(second))
        #expect(isSorted(Scalar.sample(law.policy, z, u).gates), "at u = \(first), \(second)")
      }
      for mode in EvaluationMode.allCases where !mode.isSampled {
        let gates = Scalar.evaluate(law.policy, z, mode)
        #expect(isSorted(gates), "\(mode)")
        #expect(gates.first! < gates.last!, "\(mode) is constant")
      }
    }
    check(Float.self)
    check(Double.self)
  }

  @Test("gates do not rise as the first draw grows", arguments: try PolicyCase.all())
  func monotoneInDraw(_ law: PolicyCase) {
    let z = gridOfPreActivations
    for second in gridOfUniforms {
      let columns = gridOfUniforms.map {
        Float.sample(law.policy, z, draws(law.policy, count: z.count, $0, second)).gates
      }
      for (lower, upper) in zip(columns, columns.dropFirst()) {
        #expect(zip(lower, upper).allSatisfy { $0 >= $1 })
      }
    }
  }
}
