import Catalog
import Gating
import Testing

/// What must hold of how every policy is called, described and declared.
@Suite struct PolicyStructureLaws {
  @Test("splitting a slice changes no bit", arguments: try PolicyCase.all())
  func splitting(_ law: PolicyCase) {
    func check<Scalar: LawScalar>(_: Scalar.Type) {
      let count = 71
      let z = (0..<count).map { Scalar(Float($0 * 37 % count) * 0.25 - 9) }
      let perUnit = law.policy.drawsPerUnit
      let u = (0..<count * perUnit).map { Scalar((Float(($0 * 29 + 7) % 1024) + 0.5) * 0x1p-10) }
      let whole = Scalar.sample(law.policy, z, u)
      for length in [1, 2, 3, 7, 16, 33] {
        var gates: [Scalar] = []
        var slopes: [Scalar] = []
        for start in stride(from: 0, to: count, by: length) {
          let part = start..<min(start + length, count)
          let draws = (0..<perUnit).flatMap {
            u[(part.lowerBound + $0 * count)..<(part.upperBound + $0 * count)]
          }
          let result = Scalar.sample(law.policy, Array(z[part]), draws)
          gates += result.gates
          slopes += result.slopes
        }
        #expect(sameBits(gates, whole.gates), "gates in slices of \(length)")
        #expect(sameBits(slopes, whole.slopes), "slopes in slices of \(length)")
      }
      for mode in EvaluationMode.allCases where !mode.isSampled {
        let single = z.flatMap { Scalar.evaluate(law.policy, [$0], mode) }
        #expect(sameBits(Scalar.evaluate(law.policy, z, mode), single), "\(mode)")
      }
    }
    check(Float.self)
    check(Double.self)
  }

  @Test("an empty slice is fine", arguments: try PolicyCase.all())
  func empty(_ law: PolicyCase) {
    #expect(Float.sample(law.policy, [], []).gates.isEmpty)
    #expect(Double.sample(law.policy, [], []).gates.isEmpty)
    for mode in EvaluationMode.allCases where !mode.isSampled {
      #expect(Float.evaluate(law.policy, [], mode).isEmpty)
      #expect(Double.evaluate(law.policy, [], mode).isEmpty)
    }
  }

  @Test(
    "a gate depends on the draws it declares, and without draws equals its mean",
    arguments: try PolicyCase.all())
  func declaredDraws(_ law: PolicyCase) {
    let policy = law.policy
    #expect((0...2).contains(policy.drawsPerUnit))
    let z = gridOfPreActivations
    func gates(_ first: Float, _ second: Float) -> [Float] {
      Float.sample(policy, z, draws(policy, count: z.count, first, second)).gates
    }
    if policy.drawsPerUnit == 0 {
      #expect(sameBits(gates(0.5, 0.5), Float.evaluate(policy, z, .mean)))
    }
    let (low, high) = (gridOfUniforms.first!, gridOfUniforms.last!)
    let firstMatters = gridOfUniforms.contains { gates(low, $0) != gates(high, $0) }
    let secondMatters = gridOfUniforms.contains { gates($0, low) != gates($0, high) }
    #expect(firstMatters == (policy.drawsPerUnit >= 1))
    // Settings may make the second draw idle: a G2 gate with certain noise does not choose.
    let isDefault = law.specification.label == law.specification.kind
    if isDefault || secondMatters { #expect(secondMatters == (policy.drawsPerUnit == 2)) }
  }

  @Test("a description is whole", arguments: try lawCatalog().descriptions)
  func description(_ description: KindDescription) {
    #expect(description.defect == nil)
    #expect(!description.formula.isEmpty)
    for text in [description.summary] + description.parameters.map(\.summary) {
      #expect(text.hasSuffix(".") && text.first?.isUppercase == true, "'\(text)' is not a sentence")
    }
  }

  @Test("settings survive the way through the specification", arguments: try PolicyCase.all())
  func settings(_ law: PolicyCase) throws {
    let specification = law.specification
    let again = try lawCatalog().scheduled(
      specification.kind, Dictionary(uniqueKeysWithValues: specification.settings.map { ($0.name, $0.value) })
    )
    #expect(again == specification)
    #expect(again.label == specification.label)
    #expect(specification.settings.map(\.name) == specification.description.parameters.map(\.name))
  }
}
