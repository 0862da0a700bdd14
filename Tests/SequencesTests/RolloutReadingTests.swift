import Sequences
import Testing

/// Rollouts that are scored one by one, with quantiles, and by group.
@Suite struct RolloutReadingTests {
  private static let rollouts: [[Double]] = [[1, 2, 3.5, -1], [0.25, 2.5, 3, 0], [1, 1, 7, 0.125]]
  private static let targets: [Double] = [0.5, 2, 4, -1]

  private static func scores(
    _ metrics: [any Metric.Type], _ reading: RolloutReading, _ rollouts: [[Double]] = rollouts
  ) -> [RolloutScores.Score] {
    var scores = RolloutScores(metrics, rollouts: rollouts.count, reading: reading)
    scores.add(rollouts, beside: pairs(rollouts[0], Array(targets.prefix(rollouts[0].count)))) { _ in }
    return scores.scores
  }

  /// mse(draw) = mse(sample) + the mean of (1/K)Σ(ŷ_k − ȳ)².
  @Test func oneNoisyPassHasTheSpreadOnTop() throws {
    let (together, each) = (
      Self.scores([MeanSquaredError.self], .together), Self.scores([MeanSquaredError.self], .each)
    )
    let spread = (0..<4).reduce(0.0) { sum, row in
      let values = Self.rollouts.map { $0[row] }
      let mean = values.reduce(0, +) / 3
      return sum + values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 3 / 4
    }
    #expect(abs(try #require(each[0].value) - (try #require(together[0].value) + spread)) < 1e-14)
  }

  /// The mean of the rollouts' own scores, and s/√K.
  @Test func eachIsAMeanOfScores() throws {
    let own = Self.rollouts.map { Self.scores([RootMeanSquaredError.self], .together, [$0])[0].value! }
    let score = Self.scores([RootMeanSquaredError.self], .each)[0]
    let mean = own.reduce(0, +) / 3
    let variance = own.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 2
    #expect(abs(try #require(score.value) - mean) < 1e-15)
    #expect(abs(try #require(score.standardError) - (variance / 3).squareRoot()) < 1e-15)
    #expect(Self.scores([MeanSquaredError.self], .each, [Self.rollouts[0]])[0].standardError == 0)
  }

  /// A rollout without a score leaves their mean undefined.
  @Test func undefined() {
    let constant: [[Double]] = [[1, 1], [1, 2]]
    let score = Self.scores([PearsonCorrelation.self], .each, constant)[0]
    #expect(score.value == nil && score.standardError == nil)
  }

  /// Of 50 rollouts, those who read them all leave out every 20th at a time.
  @Test func manyRollouts() throws {
    let rollouts = (0..<50).map { [Double($0 * 37 % 50) / 10] }
    let score = Self.scores([RankedProbabilityScore.self], .together, rollouts)[0]
    let without = (0..<20).map { part in
      Self.scores(
        [RankedProbabilityScore.self], .together,
        rollouts.enumerated().filter { $0.offset % 20 != part }.map(\.element))[0].value!
    }
    let mean = without.reduce(0, +) / 20
    let expected = (0.95 * without.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }).squareRoot()
    #expect(abs(try #require(score.standardError) - expected) < 1e-14)
  }

  /// Quantiles of the mean that cross are sorted, after the units are.
  @Test func quantilesAreSorted() {
    var scores = RolloutScores([PinballScore.self], rollouts: 2)
    let rows = ScoredRows(
      target: .real, forecast: .quantiles([0.25, 0.75]), outputsPerTarget: 2, outputs: [0, 0], targets: [4])
    // The means are 3 and 1, crossed; in units of 2, 2 and 6.
    scores.add([[2, 1], [4, 1]], beside: rows) { rows in
      for place in rows.outputs.indices { rows.outputs[place] *= 2 }
    }
    #expect(scores.scores[0].value == 0.5 * (2 * 0.25 + 2 * 0.25))
  }

  /// Pooled scores and those of groups, nested: the names, the values of the rows alone, nothing where a group has no rows.
  @Test func groups() throws {
    let series = TargetGrouping("series", labels: ["cases", "a;b", "none"]) { $0.place }
    let horizon = TargetGrouping("horizon", labels: ["1", "2"]) { $0.example % 2 }
    var batch = TaskBatch(inputWidth: 1, targetWidth: 2, placement: .last)
    batch.reset(steps: 1, count: 2)
    batch.targets = [1, 2, 3, 4]
    var rows = ScoredRows(target: .real)
    rows.appendTargets(of: batch, examples: [0, 1])
    let keys = ScoreKey.all([MeanAbsoluteError.self], by: [series, horizon])
    #expect(
      keys.map(\.name) == [
        "mae", "mae[cases]", "mae[\"a;b\"]", "mae[none]", "mae[cases;1]", "mae[cases;2]", "mae[\"a;b\";1]",
        "mae[\"a;b\";2]", "mae[none;1]", "mae[none;2]",
      ])
    var scores = RolloutScores(keys, by: [series, horizon], rollouts: 1)
    scores.add([[0, 0, 0, 0]], beside: rows) { _ in }
    #expect(scores.scores.map(\.value) == [2.5, 2, 3, nil, 1, 3, 2, 4, nil, nil])
    #expect(ScoreKey.metricName("mae[\"a;b\";2]") == "mae" && ScoreKey.metricName("mae") == "mae")
  }

  /// By their own class: metrics that compare classes are pooled alone, also in groups of classes within other groups.
  @Test func classesOfTargets() {
    let half = TargetGrouping("half", labels: ["a", "b"]) { $0.example / 2 }
    let names = TargetGrouping.classes(["cat", "dog", "owl"])
    let keys = ScoreKey.all([Recall.self, MacroF1.self], by: [half, names])
    #expect(
      keys.map(\.name) == [
        "recall", "macro_f1", "recall[a]", "macro_f1[a]", "recall[b]", "macro_f1[b]", "recall[a;cat]",
        "recall[a;dog]", "recall[a;owl]", "recall[b;cat]", "recall[b;dog]", "recall[b;owl]",
      ])
    // Predicted are cat, dog, cat, cat.
    let outputs: [Double] = [0.5, 0.25, 0.25, 0, 1, 0, 0.5, 0.5, 0, 1, 0, 0]
    let rows = classes(Array(repeating: [0, 0, 0], count: 4), [0, 0, 1, 0])
    var scores = RolloutScores(keys, by: [half, names], rollouts: 1)
    scores.add([outputs], beside: rows) { _ in }
    let third = 1.0 / 3
    let expected: [Double?] = [0.5, third, 0.5, third, 0.5, third, 0.5, nil, nil, 1, 0, nil]
    #expect(scores.scores.map(\.value) == expected)
  }
}
