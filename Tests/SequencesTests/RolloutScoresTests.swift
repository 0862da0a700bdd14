import Catalog
import Sequences
import Testing

/// The scores of rollouts of one number each, by metrics made for the purpose.
struct RolloutScoresTests {
  private func scores(_ rollouts: [[Double]], _ metrics: any Metric.Type...) -> [RolloutScores.Score] {
    var scores = RolloutScores(metrics, rollouts: rollouts.count)
    scores.add(rollouts, beside: pairs(rollouts[0], rollouts[0].map { _ in 0 })) { _ in }
    return scores.scores
  }

  /// For a score that is linear in the prediction the jackknife is the ordinary standard error of a mean.
  @Test func aMeansErrorIsTheOrdinaryOne() throws {
    let draws = [1.0, 2, 4, 9]
    let score = scores(draws.map { [$0] }, MeanAbsoluteError.self)[0]
    let variance = draws.reduce(0) { $0 + ($1 - 4) * ($1 - 4) } / 3
    #expect(score.value == 4)
    #expect(abs(try #require(score.standardError) - (variance / 4).squareRoot()) < 1e-12)
  }

  /// (mean)² of 1 and 3: leave-one-out scores 9 and 1, mean 5, so √(½·(16 + 16)) = 4.
  @Test func aCurvedScore() {
    let score = scores([[1], [3]], MeanSquaredError.self)[0]
    #expect(score.value == 4 && score.standardError == 4)
  }

  @Test func equalRolloutsHaveNoError() {
    let score = scores(Array(repeating: [0.5, 0.25], count: 4), MeanAbsoluteError.self)[0]
    #expect(score.value == 0.375 && score.standardError == 0)
  }

  /// Gates that draw nothing are rolled out once: the figures are those of any number of equal rollouts.
  @Test func oneRolloutStandsForEqualOnes() {
    let prediction = [0.1, 0.7, -3]
    let metrics: [any Metric.Type] = [MeanSquaredError.self, RootMeanSquaredError.self]
    for metric in metrics {
      #expect(scores([prediction], metric) == scores(Array(repeating: prediction, count: 16), metric))
    }
  }

  /// Block by block or at once: the same bits.
  @Test func blocksDoNotShow() {
    let rollouts = [[1.0, 2, 3.5, -1], [0.25, 2.5, 3, 0], [1, 1, 7, 0.125]]
    let metrics: [any Metric.Type] = [MeanSquaredError.self, MeanAbsoluteError.self]
    var scores = RolloutScores(metrics, rollouts: 3)
    for rows in [0..<1, 1..<3, 3..<4] {
      let block = pairs(Array(rollouts[0][rows]), rows.map { _ in 0 })
      scores.add(rollouts.map { Array($0[rows]) }, beside: block) { _ in }
    }
    var whole = RolloutScores(metrics, rollouts: 3)
    whole.add(rollouts, beside: pairs(rollouts[0], [0, 0, 0, 0])) { _ in }
    #expect(scores.scores == whole.scores)
  }

  /// Units are changed after the mean of the rollouts is taken, for it and for every mean without one.
  @Test func scoresAreInTheUnitsOfTheTask() {
    var scores = RolloutScores([MeanAbsoluteError.self], rollouts: 2)
    scores.add([[1], [3]], beside: pairs([0], [1])) { rows in
      rows.outputs[0] *= 10
      rows.targets[0] *= 10
    }
    // The mean 2 is one off; without a rollout 3 is two off and 1 right.
    #expect(scores.scores[0].value == 10 && scores.scores[0].standardError == 10)
  }

  /// A score that is undefined, or infinite, has no error; what is not a number is undefined.
  @Test func undefinedAndInfinite() {
    let constant = scores([[1, 1], [2, 2]], PearsonCorrelation.self)[0]
    #expect(constant.value == nil && constant.standardError == nil)
    let enormous = scores([[1e200], [1e200]], MeanSquaredError.self)[0]
    #expect(enormous.value == .infinity && enormous.standardError == nil)
    #expect(scores([[1]], NotANumber.self)[0].value == nil)
  }
}

/// A metric that goes wrong.
private struct NotANumber: Metric {
  static let description = KindDescription("not_a_number", summary: "NaN.")
  static let lowerIsBetter = true
  static let targets: [TargetKind] = [.real]
  mutating func add(_: ScoredRows) {}
  var value: Double? { .nan }
}
