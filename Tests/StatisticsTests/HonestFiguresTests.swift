import Foundation
import Statistics
import Testing

/// Coverage and size against known truths. Draws are addressed, so a test that passes once always passes; the bounds
/// state how unlikely it was to pass a wrong program, or fail a right one, by chance.
@Suite struct HonestFiguresTests {
  /// The largest share of sign patterns not above 5 %: the size for continuous exchangeable differences.
  private static func size(pairs: Int) -> Double {
    let splits = 1 << (pairs - 1)
    return Double(splits / 20) / Double(splits)
  }

  private static func repetitions(pairs: Int) -> Int { pairs > 10 ? 300 : 20_000 }

  @Test(arguments: [EqualMeans.normal, .lognormal, .spread], [5, 10, 20])
  func signFlipHasItsSizeWhereSidesAreExchangeable(policies: EqualMeans, pairs: Int) {
    let simulation = Simulation(policies, pairs: pairs, repetitions: Self.repetitions(pairs: pairs))
    #expect(
      simulation.allows(1 - Self.size(pairs: pairs), measured: simulation.signFlip), "\(simulation)")
  }

  @Test(arguments: [5, 10, 20]) func studentCoversNormalMeans(count: Int) {
    let simulation = Simulation(.normal, pairs: count, repetitions: 20_000, flips: false)
    #expect(simulation.allows(0.95, measured: simulation.student), "\(simulation)")
    #expect(simulation.allows(0.95, measured: simulation.pairedStudent), "\(simulation)")
  }

  @Test(arguments: Reference.lognormalCoverage) func studentCoversFewerLognormalMeans(
    count: Int, coverage: Double
  ) {
    let simulation = Simulation(.skewed, pairs: count, repetitions: 20_000, flips: false)
    #expect(simulation.allows(coverage, measured: simulation.student), "\(simulation)")
  }

  @Test func signFlipRejectsSkewedDataTooOften() {
    let simulation = Simulation(.skewed, pairs: 10, repetitions: 20_000)
    #expect(simulation.allows(1 - Reference.lognormalSize, measured: simulation.signFlip), "\(simulation)")
  }

  @Test(arguments: zip(Reference.solvedCoverage, Reference.solvedSize))
  func solvedOrNotOutcomesFollowTheirExactFigures(
    coverage: (count: Int, coverage: Double), size: (count: Int, size: Double)
  ) {
    let simulation = Simulation(
      .solved, pairs: coverage.count, repetitions: Self.repetitions(pairs: coverage.count))
    #expect(simulation.allows(coverage.coverage, measured: simulation.student), "\(simulation)")
    #expect(simulation.allows(1 - size.size, measured: simulation.signFlip), "\(simulation)")
  }

  @Test(arguments: Reference.fixedSize) func signFlipTellsSolvedOrNotFromSteadyScores(
    count: Int, size: Double
  ) {
    let simulation = Simulation(.solvedOrSteady, pairs: count, repetitions: Self.repetitions(pairs: count))
    #expect(simulation.allows(1 - size, measured: simulation.signFlip), "\(simulation)")
  }

  /// Prints the table of the article HonestFigures: `SLUICE_FIGURES=1 swift test … --filter HonestFigures`.
  @Test(.enabled(if: ProcessInfo.processInfo.environment["SLUICE_FIGURES"] != nil))
  func printTheTable() {
    print("| baseline and candidate | n | t interval | paired t | sign-flip |\n|---|---|---|---|---|")
    for policies in EqualMeans.all {
      for pairs in [5, 10, 20] {
        let simulation = Simulation(policies, pairs: pairs, repetitions: pairs > 10 ? 4000 : 100_000)
        let shares = [simulation.student, simulation.pairedStudent, simulation.signFlip]
        let cells = shares.map { significant9((1000 * $0).rounded() / 10) }
        print("| \(policies) | \(pairs) | \(cells.joined(separator: " | ")) |")
        #expect(shares.allSatisfy { $0 > 0 })
      }
    }
  }
}
