import Catalog
import Gating
import Planning
import Running
import Studies
import Testing

/// What is measured agrees with what theory says, within six standard errors of as many draws as there were.
@Suite struct SimulationTheoryTests {
  private static let gates = ["input", "forget", "output"]

  /// Every policy in the catalog, alone on all gates, with its default settings.
  @Test(arguments: PolicyCatalog().descriptions.map(\.kind))
  func gatesAndCellsFollowTheirTheory(kind: String) throws {
    let rows = try SmallSimulation.rows(
      SmallSimulation.independent, ["gates={all: {kind: \(kind)}}", "replicates=2000"])
    let draws = 2.0 * 2000
    for step in 0..<10 {
      for gate in Self.gates {
        let variance = try #require(rows.row(gate, "variance", step: step)?.theory)
        try expect(rows.row(gate, "mean", step: step), error: (variance / draws).squareRoot())
        // |g − mean| ≤ 1, so that (g − mean)² has a variance of at most that of g.
        try expect(rows.row(gate, "variance", step: step), error: (variance / draws).squareRoot())
        for statistic in ["open_rate", "switching_rate"] {
          guard let row = rows.row(gate, statistic, step: step), let p = row.theory else { continue }
          try expect(row, error: (p * (1 - p) / draws).squareRoot())
        }
      }
      let kept = try #require(rows.row("forget", "survival", step: step))
      let p = try #require(kept.theory)
      try expect(kept, error: (max(0, p * (1 - p)) / draws).squareRoot())
      let variance = try #require(rows.row("cell", "variance", step: step)?.theory)
      try expect(rows.row("cell", "mean", step: step), error: (variance / draws).squareRoot())
      // Cells are within ±(1 + step): a squared deviation has at most this many times the variance of a deviation.
      let bound = Double(2 * (2 + step))
      try expect(rows.row("cell", "variance", step: step), error: bound * (variance / draws).squareRoot())
      let deviation = try #require(rows.row("cell", "deviation", step: step))
      let expected = try #require(deviation.theory)
      let difference = abs(deviation.value * deviation.value - expected * expected)
      #expect(difference <= 6 * bound * expected / draws.squareRoot() + 1e-6, "\(kind) deviation \(step)")
    }
    for gate in Self.gates {
      for statistic in ["mean", "variance", "open_rate", "switching_rate"] {
        guard let row = rows.row(gate, statistic), let theory = row.theory else { continue }
        #expect(abs(row.value - theory) < 6 * 0.5 / (draws * 10).squareRoot(), "\(kind) \(gate) \(statistic)")
      }
    }
  }

  /// Float32 sums of up to ten terms add some 10⁻⁶ to the six standard errors.
  private func expect(_ row: GateStatistic?, error: Double) throws {
    let row = try #require(row)
    let theory = try #require(row.theory, "\(row.quantity) \(row.statistic)")
    #expect(
      abs(row.value - theory) <= 6 * error + 2e-6,
      "\(row.quantity) \(row.statistic) \(row.step ?? -1): \(row.value), theory \(theory)")
  }

  @Test(arguments: [
    [String](), ["precision=float64"], ["network.forget_convention=erase"],
    ["gates={all: {kind: hard_threshold}}"],
    ["gates={input: {kind: sigmoid}, forget: {kind: bernoulli}, output: {kind: hard_threshold}}"],
  ])
  func cellsAgreeOverSteps(overrides: [String]) throws {
    let rows = try SmallSimulation.rows(SmallSimulation.independent, overrides)
    for step in 0..<10 {
      let variance = try #require(rows.row("cell", "variance", step: step)?.theory)
      try expect(rows.row("cell", "mean", step: step), error: (variance / 1600).squareRoot())
      let kept = try #require(rows.row("forget", "survival", step: step))
      let p = try #require(kept.theory)
      try expect(kept, error: (max(0, p * (1 - p)) / 1600).squareRoot())
    }
  }

  /// One draw for the whole sequence: a unit whose p never changes is kept for good with probability p, or lost at once.
  @Test func sharedDrawsKeepForGood() throws {
    let rows = try SmallSimulation.rows(
      SmallSimulation.independent,
      [
        "noise.sharing=per_sequence", "network.weights.forget.w=[[0, 0, 0], [0, 0, 0]]",
        "network.weights.forget.b=[1, 1]",
      ])
    let p = 0.7310585786300049
    for step in 0..<10 {
      let kept = try #require(rows.row("forget", "survival", step: step))
      #expect(abs(try #require(kept.theory) - p) < 1e-7)
      try expect(kept, error: (p * (1 - p) / 1600).squareRoot())
    }
    #expect(
      rows.row("forget", "switching_rate")?.value == 0 && rows.row("forget", "switching_rate")?.theory == 0)
    #expect(rows.row("forget", "median_lifetime") == nil, "more than half are kept for good")
    // With changing p the draws of two steps are not independent, and cells have no closed form.
    #expect(rows.row("cell", "mean", step: 3)?.theory == nil)
    let input = try #require(rows.row("input", "switching_rate", step: 1))
    let q = try #require(input.theory)
    try expect(input, error: (q * (1 - q) / 1600).squareRoot())
  }

  @Test func thereIsNoTheoryWhereGatesSeeTheState() throws {
    let rows = try SmallSimulation.rows(
      SmallSimulation.independent, ["network.weights.input.w=[[1, 0, 0.001], [-0.5, 0, 0]]"])
    #expect(
      rows.row("input", "mean", step: 4)?.theory == nil && rows.row("cell", "mean", step: 4)?.theory == nil)
    #expect(rows.row("forget", "mean", step: 4)?.theory != nil && rows.row("output", "mean")?.theory != nil)
    let layers = try SmallSimulation.rows(SmallSimulation.drawn)
    #expect(layers.allSatisfy { $0.theory == nil })
  }
}
