import Statistics
import Testing

@Suite struct SignedRanksTests {
  private func ranks(_ differences: [Double]) -> [Double] {
    signedRanks(differences, scales: differences.map { $0.isFinite ? abs($0) : 0 })
  }

  @Test func magnitudesAreRankedAndSignsKept() {
    #expect(ranks([0.5, -3, 2]) == [1, -3, 2])
    #expect(ranks([]) == [])
  }

  @Test func equalMagnitudesShareTheirRank() {
    #expect(ranks([2, -2, 1, 2]) == [3, -3, 1, 3])
    // 0.3 − 0.2 and 0.2 − 0.1 differ by rounding.
    #expect(signedRanks([0.3 - 0.2, 0.2 - 0.1, 5], scales: [0.5, 0.3, 5]) == [1.5, 1.5, 3])
  }

  @Test func zerosHaveARankAndNoSign() {
    #expect(ranks([0, 0, -1, 2]) == [0, 0, -3, 4])
  }

  @Test func divergedPairsAreLargest() {
    #expect(ranks([.infinity, 1e100, -.infinity, -1]) == [3.5, 2, -3.5, -1])
  }
}
