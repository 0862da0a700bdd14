import Catalog
import Recurrence
import Testing

/// Multiply-adds of a step, counted by hand: 3 units on 2 inputs, whose products with W_x and W_h have 6 and 9 for every block.
@Suite struct ProductCountTests {
  private func network(
    _ cell: String = "lstm", layers: Int = 1, skip: String = "none", variant: LSTMVariant = .vanilla
  ) throws -> NetworkConfiguration {
    NetworkConfiguration(
      inputWidth: 2, hidden: 3, layers: layers, outputWidth: 5,
      cell: try CellCatalog().row(named: cell).specification(),
      skip: try SkipCatalog().row(named: skip).specification(), variant: variant)
  }

  @Test(arguments: [
    ("lstm", 4 * 6 + 4 * 9), ("gru", 3 * 6 + 3 * 9), ("mgu", 2 * 6 + 2 * 9), ("ugrnn", 2 * 6 + 2 * 9),
    ("min_gru", 2 * 6), ("min_lstm", 3 * 6), ("rnn", 6 + 9),
  ]) func everyCell(_ cell: String, _ expected: Int) throws {
    let count = ProductCount(try network(cell))
    #expect(count.layers == [expected] && count.step == expected && count.outputs == 15)
  }

  @Test func everyCellIsCounted() {
    #expect(Set(CellCatalog().kinds) == ["lstm", "gru", "mgu", "ugrnn", "min_gru", "min_lstm", "rnn"])
  }

  @Test func layersAboveReadTheUnitsBelow() throws {
    #expect(ProductCount(try network("gru", layers: 3)).layers == [45, 54, 54])
  }

  /// A gate that a variant does not have is not computed; one that sees gates has nine more entries for each.
  @Test(arguments: [(LSTMVariant.nig, 45), (.cifg, 45), (.niaf, 60), (.fgr, 60 + 81)])
  func variants(_ variant: LSTMVariant, _ expected: Int) throws {
    #expect(ProductCount(try network(variant: variant)).layers == [expected])
  }

  /// What decides on the next step is a product with the memory, where it is learned.
  @Test(arguments: [("threshold", 63), ("bernoulli", 63), ("random", 60)])
  func updateGates(_ skip: String, _ expected: Int) throws {
    #expect(ProductCount(try network(skip: skip)).layers == [expected])
  }
}
