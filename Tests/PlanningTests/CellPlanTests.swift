import Catalog
import Planning
import Recurrence
import Testing

@Suite struct CellPlanTests {
  private static let base = """
    schema: sluice/experiment/v1
    name: cells
    seed: 1
    kind: train
    task: {kind: adding, variant: skip, steps: 12}
    network: {hidden: 4, cell: {kind: gru}}
    training: {updates: 10}

    """

  /// The policy of a gate of the cell is a part of the identity, and that of none other.
  @Test(arguments: ["reset", "update"]) func policiesOfItsGatesIdentifyRuns(gate: String) throws {
    let before = try TestFiles.plan(Self.base)
    let changed = try TestFiles.plan(
      Self.base, overrides: ["gates.all={kind: sigmoid}", "gates.\(gate)={kind: bernoulli}"])
    #expect(before.runs[0].id != changed.runs[0].id)
    let said = try TestFiles.plan(
      Self.base, overrides: ["gates={reset: {kind: sigmoid}, update: {kind: sigmoid}}"])
    #expect(before.runs[0].id == said.runs[0].id)
  }

  /// A bias of retention is set where the file says so, and otherwise left as drawn.
  @Test func theBiasOfRetentionIsAsDrawnByDefault() throws {
    let drawn = try TestFiles.plan(Self.base).cells[0].specification
    let set = try TestFiles.plan(Self.base, overrides: ["network.forget_bias=2"]).cells[0].specification
    let (before, after) = (drawn.initialParameters(replicate: 0), set.initialParameters(replicate: 0))
    let update = try #require(drawn.configuration.gates.first { $0.name == "update" })
    let place = try #require(drawn.configuration.layout.bias(of: update.block, layer: 0))
    #expect(after[place].allSatisfy { $0 == 2 })
    #expect(before[place].allSatisfy { $0.magnitude <= 0.5 })
    #expect(before.indices.allSatisfy { place.contains($0) || before[$0] == after[$0] })
  }
}
