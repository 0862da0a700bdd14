import Catalog
import Gating
import Testing

@Suite struct CatalogsTests {
  @Test func kinds() {
    #expect(
      PolicyCatalog().kinds == [
        "sigmoid", "hard_sigmoid", "hard_threshold", "bernoulli", "binary_concrete", "g2", "hard_concrete",
        "stochastic_gate", "noisy_sigmoid", "noisy_hard_sigmoid",
      ])
    #expect(
      SurrogateCatalog().kinds == [
        "auto", "straight_through_identity", "straight_through_sigmoid", "straight_through_clipped",
        "straight_through_gumbel", "slope_annealed", "reinmax", "gumbel_rao", "gapped_straight_through",
      ])
  }

  @Test func aPolicyOfOnesOwn() throws {
    let catalog = try PolicyCatalog().adding([.init(JitteredHardSigmoid.self)])
    #expect(catalog.rows.last?.isOwn == true && catalog.rows.filter(\.isOwn).count == 1)
    #expect(try catalog.make("jittered_hard_sigmoid") is JitteredHardSigmoid)
  }

  @Test func aKindThatIsTaken() {
    #expect(throws: CatalogError.duplicateKind(subject: "gate policy", kind: "sigmoid")) {
      try PolicyCatalog().adding([.init(SigmoidGate.self)])
    }
    #expect(throws: CatalogError.duplicateKind(subject: "gradient rule", kind: "auto")) {
      try SurrogateCatalog().adding([.init(AutomaticGradient.self)])
    }
  }

  @Test func aMistypedKind() {
    do {
      _ = try PolicyCatalog().row(named: "bernouli")
      Issue.record("no error")
    } catch {
      #expect(
        error.description
          == "there is no gate policy 'bernouli' (did you mean 'bernoulli'?); known are sigmoid, "
          + PolicyCatalog().kinds.dropFirst().joined(separator: ", "))
    }
    do {
      _ = try SurrogateCatalog().row(named: "no_such_rule")
      Issue.record("no error")
    } catch {
      #expect(error.description.hasPrefix("there is no gradient rule 'no_such_rule'; known are auto, "))
    }
  }
}
