import Catalog
import Sequences
import Testing

/// Metrics that are means over classes, against scikit-learn 1.9.1:
///
///     t, p = [0,0,1,0,2,3,0,1,3,1,0,1,1,0,2,2], [0,0,1,4,0,1,0,0,2,1,0,1,0,0,2,2]
///     accuracy_score(t, p), balanced_accuracy_score(t, p), f1_score(t, p, average="macro")
///     recall_score(t, p, average=None, zero_division=0)
///
/// Class 3 is never predicted; class 4 never comes.
struct ClassMetricTests {
  private static let targets: [Double] = [0, 0, 1, 0, 2, 3, 0, 1, 3, 1, 0, 1, 1, 0, 2, 2]
  private static let predictions = [0, 0, 1, 4, 0, 1, 0, 0, 2, 1, 0, 1, 0, 0, 2, 2]
  private static let rows = classes(
    predictions.map { predicted in (0..<5).map { $0 == predicted ? 0.4 : 0.15 } }, targets)

  @Test(arguments: [
    ("accuracy", 0.625), ("recall", 0.625), ("balanced_accuracy", 0.525), ("macro_f1", 0.4095238095238095),
  ])
  func classesOfUnequalNumbers(_ name: String, _ expected: Double) throws {
    let found = try #require(value(try MetricCatalog().make(name), Self.rows))
    #expect(abs(found - expected) < 1e-15)
  }

  /// Class by class; of one without targets there is none, where scikit-learn's is 0 by `zero_division`.
  @Test func recallOfEachClass() {
    let names = TargetGrouping.classes(["a", "b", "c", "d", "e"])
    var scores = RolloutScores(ScoreKey.all([Recall.self], by: [names]), by: [names], rollouts: 1)
    scores.add([Self.rows.outputs], beside: Self.rows) { _ in }
    let expected: [Double?] = [0.625, 5.0 / 6, 0.6, 2.0 / 3, 0, nil]
    #expect(scores.scores.map(\.value) == expected)
  }

  /// y = [.9,.2,.5,.45,.7,.1,.55,.3,.2,.8,.49], t = [1,0,1,1,0,0,0,0,1,1,0], p = [int(v >= .5) for v in y].
  @Test(arguments: [
    ("accuracy", 0.6363636363636364), ("recall", 0.6363636363636364),
    ("balanced_accuracy", 0.6333333333333333), ("macro_f1", 0.6333333333333333),
  ])
  func bits(_ name: String, _ expected: Double) throws {
    let rows = pairs(
      [0.9, 0.2, 0.5, 0.45, 0.7, 0.1, 0.55, 0.3, 0.2, 0.8, 0.49], [1, 0, 1, 1, 0, 0, 0, 0, 1, 1, 0], .bits)
    let found = try #require(value(try MetricCatalog().make(name), rows))
    #expect(abs(found - expected) < 1e-15)
  }

  /// One class among targets, all of them missed: a recall of 0, and F1 0 of both classes; no rows say nothing.
  @Test func edges() {
    let missed = classes([[0.25, 0.75], [0.25, 0.75]], [0, 0])
    #expect(value(BalancedAccuracy.self, missed) == 0 && value(MacroF1.self, missed) == 0)
    let none = ScoredRows(target: .classIndex, outputsPerTarget: 2)
    #expect(value(BalancedAccuracy.self, none) == nil && value(MacroF1.self, none) == nil)
  }

  /// Of rollouts the mean of their probabilities decides; each by itself, the mean of their scores. The jackknife leaves one out.
  @Test func rollouts() throws {
    let rows = classes(Array(repeating: [0, 0], count: 3), [0, 1, 1])
    let rollouts = [
      [0.9, 0.1, 0.2, 0.8, 0.6, 0.4], [0.45, 0.55, 0.3, 0.7, 0.1, 0.9], [0.6, 0.4, 0.1, 0.9, 0.7, 0.3],
    ]
    func score(_ reading: RolloutReading) -> RolloutScores.Score {
      var scores = RolloutScores([BalancedAccuracy.self], rollouts: 3, reading: reading)
      scores.add(rollouts, beside: rows) { _ in }
      return scores.scores[0]
    }
    // Means of class 0: 0.65, 0.2, 0.47. Without one each: 0.525, 0.2, 0.4 → 1; 0.75, 0.15, 0.65 → ¾;
    // 0.675, 0.25, 0.35 → 1.
    #expect(score(.together).value == 1)
    // The mean is 11/12 and the squared deviations 1/144, 4/144, 1/144: √(⅔·6/144) = ⅙.
    #expect(abs(try #require(score(.together).standardError) - 1.0 / 6) < 1e-15)
    // Alone: ¾, ½, ¾.
    #expect(abs(try #require(score(.each).value) - 2.0 / 3) < 1e-15)
  }
}
