import Planning
import Running
import Studies
import Testing

/// Theory of cells that mix old state and candidate, against all outcomes of their draws, visited one by one.
///
/// Measurements are within seven standard errors, whose size comes from the enumeration too: by chance one of these checks fails
/// once in 10⁸ seeds, and the seed is fixed.
@Suite struct EnumeratedMixtureTests {
  private func expect(
    _ row: GateStatistic?, _ expected: Double, variance: Double, _ place: String, tolerance: Double = 1e-12
  ) throws {
    let row = try #require(row, "\(place)")
    let theory = try #require(row.theory, "\(place): \(row.quantity) \(row.statistic) has no theory")
    #expect(abs(theory - expected) < 1e-12, "\(place): theory \(theory), all outcomes \(expected)")
    #expect(
      abs(row.value - expected) <= 7 * (variance / 2000).squareRoot() + tolerance,
      "\(place): \(row.value), all outcomes \(expected)")
  }

  @Test(arguments: EnumeratedMixture.all) func statesAndSurvival(_ cell: EnumeratedMixture) throws {
    let rows = try SmallSimulation.rows(cell.text)
    for (step, sums) in cell.sums.enumerated() {
      let place = "\(cell.testDescription) at \(step)"
      try expect(
        rows.row("update", "survival", step: step), sums.kept[0], variance: sums.keptVariance, place)
      try expect(rows.row("hidden", "mean", step: step), sums.cell[0], variance: sums.variance, place)
      // The mean that deviations are taken from is the sample's own.
      try expect(
        rows.row("hidden", "variance", step: step), sums.variance, variance: sums.varianceOfSquares, place,
        tolerance: 1e-2 * sums.variance + 1e-12)
    }
  }

  /// The fast engine draws the same.
  @Test(arguments: EnumeratedMixture.all) func theFastEngineMeasuresTheSame(_ cell: EnumeratedMixture) throws
  {
    let (double, single) = (
      try SmallSimulation.rows(cell.text), try SmallSimulation.rows(cell.text, ["precision=float32"])
    )
    for step in EnumeratedMixture.inputs.indices {
      for (quantity, statistic) in [("update", "survival"), ("hidden", "mean"), ("hidden", "variance")] {
        let values = try [double, single].map { try #require($0.row(quantity, statistic, step: step)).value }
        #expect(abs(values[0] - values[1]) < 1e-6, "\(quantity) \(statistic) \(step)")
      }
    }
  }

  /// A reset gate is in the candidate of a GRU, and the one gate of an MGU too: their states have no closed form here, their gates
  /// and what those keep have.
  @Test(arguments: [("gru", "update", "reset: {w: [[1, 0]], b: [0.2]}, "), ("mgu", "forget", "")])
  func aResetLeavesNoTheoryOfTheState(_ kind: String, _ gate: String, _ reset: String) throws {
    let text = """
      schema: sluice/experiment/v1
      name: reset
      kind: simulate
      seed: 19
      replicates: 200
      inputs: [[0.5], [-1], [2]]
      network:
        hidden: 1
        cell: {kind: \(kind)}
        weights: {\(reset)\(gate): {w: [[0.5, 0]], b: [0.7]}, candidate: {w: [[-0.8]], b: [0.3]}, recurrent_candidate: {w: [[0]], b: [1]}}
      gates: {all: {kind: bernoulli}}

      """
    let rows = try SmallSimulation.rows(text)
    #expect(rows.row("hidden", "mean", step: 2)?.theory == nil && rows.row("hidden", "mean", step: 2) != nil)
    #expect(rows.row(gate, "mean", step: 2)?.theory != nil)
    #expect(rows.row(gate, "survival", step: 2)?.theory != nil)
  }
}
