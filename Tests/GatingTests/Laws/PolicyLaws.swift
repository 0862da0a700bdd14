import Catalog
import Gating
import SluiceTesting
import Testing

/// The laws over the catalog's policies, that of the article and one with two draws, and what the laws cannot know of them.
@Suite struct PolicyLaws {
  /// The published law of this one leaks beyond [0, 1].
  private static let leaking = ["range", "infinity", "monotone in z"]

  @Test("a policy keeps the laws", arguments: try lawCatalog().kinds)
  func laws(_ kind: String) throws {
    let type = type(of: try lawCatalog().make(kind))
    try Laws.check(policy: type, except: type == NoisyHardSigmoidGate.self ? Set(Self.leaking) : [])
  }

  @Test func policiesThatCanBeCharged() throws {
    let kinds = try lawCatalog().kinds.filter { try lawCatalog().make($0) is any PenalizedGatePolicy }
    #expect(kinds.sorted() == ["hard_concrete", "stochastic_gate"])
  }

  /// Settings may make the second draw idle: a G2 gate with certain noise does not choose.
  @Test("the second draw is used where it is declared", arguments: try lawCatalog().kinds)
  func secondDraw(_ kind: String) throws {
    let policy = try lawCatalog().make(kind)
    func gates(_ first: Float, _ second: Float) -> [Float] {
      let z = gridOfPreActivations
      return Float.sample(policy, z, draws(policy, count: z.count, first, second)).gates
    }
    let (low, high) = (gridOfUniforms[0], gridOfUniforms[gridOfUniforms.count - 1])
    #expect(gridOfUniforms.contains { gates($0, low) != gates($0, high) } == (policy.drawsPerUnit == 2))
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
