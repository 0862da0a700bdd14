import Running
import Testing

@Suite struct RolloutScoresTests {
  /// For a score that is linear in the prediction the jackknife is the ordinary standard error of a mean.
  @Test func aMeansErrorIsTheOrdinaryOne() {
    let draws = [1.0, 2, 4, 9]
    let scores = RolloutScores(draws.map { [$0] }) { [$0[0], 3 * $0[0]] }
    #expect(scores.values == [4, 12])
    let variance = draws.reduce(0) { $0 + ($1 - 4) * ($1 - 4) } / 3
    #expect(abs(scores.standardErrors[0] - (variance / 4).squareRoot()) < 1e-12)
    #expect(abs(scores.standardErrors[1] - 3 * (variance / 4).squareRoot()) < 1e-12)
  }

  /// (mean)² of 1 and 3: leave-one-out scores 9 and 1, mean 5, so √(½·(16 + 16)) = 4.
  @Test func aCurvedScore() {
    let scores = RolloutScores([[1], [3]]) { [$0[0] * $0[0]] }
    #expect(scores.values == [4])
    #expect(scores.standardErrors == [4])
  }

  @Test func equalRolloutsHaveNoError() {
    let scores = RolloutScores(Array(repeating: [0.5, 0.25], count: 4)) { [$0[0] - $0[1]] }
    #expect(scores.values == [0.25])
    #expect(scores.standardErrors == [0])
  }

  /// Gates that draw nothing are rolled out once: the figures are those of any number of equal rollouts.
  @Test func oneRolloutStandsForEqualOnes() {
    let prediction = [0.1, 0.7, -3]
    func score(_ values: [Double]) -> [Double] { [values[0] * values[1] + values[2]] }
    let one = RolloutScores([prediction], score: score)
    let many = RolloutScores(Array(repeating: prediction, count: 16), score: score)
    #expect(one.values == many.values)
    #expect(one.standardErrors == many.standardErrors)
  }
}
