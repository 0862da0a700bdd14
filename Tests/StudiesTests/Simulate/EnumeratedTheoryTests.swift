import Planning
import Recurrence
import Running
import Studies
import Testing

/// Theory under noise on states and in every variant, against all outcomes of the draws, visited one by one.
///
/// Measurements are within seven standard errors, whose size comes from the enumeration too: by chance one of these some
/// thousand checks fails once in 10⁸ seeds, and the seed is fixed.
@Suite struct EnumeratedTheoryTests {
  private func rows(_ cell: EnumeratedCell, _ overrides: [String] = []) throws -> [GateStatistic] {
    try SmallSimulation.rows(cell.text, overrides)
  }

  private func expect(
    _ row: GateStatistic?, _ expected: Double, variance: Double, _ place: String,
    tolerance: Double = 1e-12
  ) throws {
    let row = try #require(row, "\(place)")
    let theory = try #require(row.theory, "\(place): \(row.quantity) \(row.statistic) has no theory")
    #expect(
      abs(theory - expected) < tolerance,
      "\(place): \(row.quantity) \(row.statistic) at \(row.step ?? -1): theory \(theory), all outcomes \(expected)"
    )
    #expect(
      abs(row.value - expected) <= 7 * (variance / 2000).squareRoot() + tolerance,
      "\(place): \(row.quantity) \(row.statistic) at \(row.step ?? -1): \(row.value), expected \(expected)")
  }

  @Test(arguments: LSTMVariant.allCases, ForgetConvention.allCases)
  func cellsAndSurvival(variant: LSTMVariant, convention: ForgetConvention) throws {
    for noise in EnumeratedCell.Noise.all {
      let cell = EnumeratedCell(variant: variant, convention: convention, noise: noise)
      let rows = try rows(cell)
      let place = "\(variant), \(convention), \(noise.text)"
      for (step, sums) in cell.sums.enumerated() {
        try expect(
          rows.row("forget", "survival", step: step), sums.kept[0], variance: sums.keptVariance, place)
        try expect(rows.row("cell", "mean", step: step), sums.cell[0], variance: sums.variance, place)
        // The mean that deviations are taken from is the sample's own.
        try expect(
          rows.row("cell", "variance", step: step), sums.variance, variance: sums.varianceOfSquares, place,
          tolerance: 1e-2 * sums.variance + 1e-12)
        let theory = try #require(rows.row("cell", "variance", step: step)?.theory)
        #expect(abs(theory - sums.variance) < 1e-12, "\(place) at \(step)")
      }
    }
  }

  /// The fast engine keeps the same masks.
  @Test(arguments: EnumeratedCell.Noise.all.indices)
  func theFastEngineMeasuresTheSame(index: Int) throws {
    let cell = EnumeratedCell(
      variant: .vanilla, convention: .keep, noise: EnumeratedCell.Noise.all[index])
    let (double, single) = (try rows(cell), try rows(cell, ["precision=float32"]))
    for step in EnumeratedCell.inputs.indices {
      for (quantity, statistic) in [("forget", "survival"), ("cell", "mean"), ("cell", "variance")] {
        let a = try #require(double.row(quantity, statistic, step: step)).value
        let b = try #require(single.row(quantity, statistic, step: step)).value
        #expect(abs(a - b) < 1e-6, "\(quantity) \(statistic) \(step)")
      }
    }
  }

  /// One draw for the whole sequence, of gates and masks.
  @Test(arguments: [LSTMVariant.vanilla, .nfg, .cifg], ForgetConvention.allCases)
  func sharedDraws(variant: LSTMVariant, convention: ForgetConvention) throws {
    for noise in EnumeratedCell.Noise.all {
      let cell = EnumeratedCell(variant: variant, convention: convention, noise: noise)
      let rows = try rows(cell, ["noise.sharing=per_sequence"])
      for (step, expected) in cell.sharedSurvival.enumerated() {
        // Π k is at most (4/3)⁴ = 3.2, with the mask on the whole cell; without it, 1.
        let bound = noise.above.cell > 1 ? 3.2 : 1
        try expect(
          rows.row("forget", "survival", step: step), expected, variance: expected * bound,
          "\(variant), \(convention), \(noise.text)")
      }
      if noise.rate > 0 { #expect(rows.row("cell", "mean", step: 2)?.theory == nil) }
    }
  }

  /// The same for gates without draws, which only the masks can hold.
  @Test func sharedMasksOnSmoothGates() throws {
    let noise = EnumeratedCell.Noise.all[1]
    let cell = EnumeratedCell(variant: .vanilla, convention: .keep, noise: noise)
    let smooth = ["gates={all: {kind: sigmoid}}", "noise.sharing=per_sequence"]
    let gates = try rows(cell, smooth + ["state_noise={kind: none}"])
    let held = try rows(cell, smooth)
    for step in EnumeratedCell.inputs.indices {
      let plain = try #require(gates.row("forget", "survival", step: step)).value
      let expected = 0.3 + 0.7 * plain
      try expect(held.row("forget", "survival", step: step), expected, variance: 0.21, "smooth")
    }
  }

  /// Dropped inputs move every pre-activation, and so does the mask on the hidden state where a weight sees it.
  @Test func droppedInputsLeaveNoTheory() throws {
    let cell = EnumeratedCell(variant: .vanilla, convention: .keep, noise: EnumeratedCell.Noise.all[0])
    let rows = try rows(cell, ["state_noise={kind: variational_dropout}"])
    #expect(!rows.isEmpty && rows.allSatisfy { $0.theory == nil })
  }

  /// Peepholes of weight 0 see nothing; others do, and then there is no theory.
  @Test func peepholesThatSeeNothing() throws {
    let cell = EnumeratedCell(variant: .vanilla, convention: .keep, noise: EnumeratedCell.Noise.all[1])
    func overrides(_ weight: Double) -> [String] {
      ["network.peepholes=true"]
        + ["input", "forget", "output"].map { "network.weights.\($0).p=[\(weight)]" }
    }
    let blind = try rows(cell, overrides(0))
    #expect(blind.row("cell", "mean", step: 3) == (try rows(cell)).row("cell", "mean", step: 3))
    let seeing = try rows(cell, overrides(0.5))
    #expect(seeing.row("cell", "mean", step: 3)?.theory == nil && seeing.row("forget", "mean")?.theory == nil)
  }
}
