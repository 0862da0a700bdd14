import Catalog
import Estimation
import Gating
import Recurrence
import Testing

/// What `sluice list` says of a kind is enough to look it up: its formula, and who published it when.
@Suite struct CatalogSourcesTests {
  /// What is Sluice's own, or nothing at all.
  private static let own: Set = ["auto", "noisy_sigmoid", "none", "naive_cell_dropout"]

  private static let descriptions: [KindDescription] =
    PolicyCatalog().descriptions + GradientRuleCatalog().descriptions
    + StateNoiseCatalog().descriptions + SkipCatalog().descriptions + LSTMVariant.allCases.map(\.description)

  @Test(arguments: descriptions.map { ($0.kind, $0.formula, $0.source) })
  func formulaAndSource(kind: String, formula: String, source: String) throws {
    if kind != "none" { #expect(!formula.isEmpty) }
    let year = try Regex("(19|20)[0-9]{2}")
    #expect(source.contains(year) == !Self.own.contains(kind), "\(kind): '\(source)'")
  }

  @Test func allOwnKindsExist() {
    #expect(Self.own.isSubset(of: Self.descriptions.map(\.kind)))
  }
}
