import SequenceTasks
import Sequences
import Testing

/// Majority, stratified guess and previous label, by hand.
struct ClassFloorsTests {
  /// Training has 4 cats, 3 dogs, 1 owl; test 2 cats, 3 dogs, no owl and a target that is missing.
  private static var steps: LabelTask {
    var task = LabelTask()
    task.sequences = [
      .train: [[0, 0, 1, 2], [0, 1], [0, 1]], .validation: [[0]], .test: [[1, 1, -1, 0, 0], [1]],
    ]
    task.floors = Floor.classes(task.classes, .every)
    return task
  }

  private static func scores(_ task: LabelTask, by groupings: [TargetGrouping] = []) -> [String: Double] {
    let floors = task.floorScores(
      .test, task.floors, ScoreKey.all(task.metrics, by: groupings), by: groupings)
    return Dictionary(uniqueKeysWithValues: floors.map { ("\($0.mode).\($0.metric)", $0.value) })
  }

  private static func expect(_ scores: [String: Double], _ expected: [String: Double]) {
    #expect(Set(scores.keys) == Set(expected.keys))
    for (name, value) in expected { #expect(abs((scores[name] ?? .nan) - value) < 1e-15, "\(name)") }
  }

  /// Majority cat: 2 of 5, recalls 1 and 0; F1 of cats 2·2/(2 + 5), of dogs 0. Guesses: .5, .375, .125, so 2·.5 + 3·.375 over 5.
  /// Before the steps of test: (cat) dog, dog, [missing], cat and (cat): right at the second dog and the second cat.
  @Test func classesAtEveryStep() {
    let two = 0.6931471805599453
    Self.expect(
      Self.scores(Self.steps),
      [
        "majority.accuracy": 0.4, "majority.recall": 0.4, "majority.balanced_accuracy": 0.5,
        "majority.macro_f1": 2.0 / 7,
        "stratified.accuracy": 2.125 / 5, "stratified.recall": 2.125 / 5,
        "stratified.balanced_accuracy": 0.4375,
        "stratified.cross_entropy": (2 * two + 3 * 0.9808292530117262) / 5,
        "previous.accuracy": 0.4, "previous.recall": 0.4, "previous.balanced_accuracy": (0.5 + 1.0 / 3) / 2,
        "previous.macro_f1": (2.0 / 5 + 2.0 / 5) / 2,
      ])
  }

  /// The expected recall of a guess is its class's frequency in training.
  @Test func byClass() {
    var task = Self.steps
    task.metrics = [Recall.self, MacroF1.self]
    let scores = Self.scores(task, by: [.classes(task.names)])
    #expect(scores["majority.recall[cat]"] == 1 && scores["majority.recall[dog]"] == 0)
    #expect(scores["stratified.recall[cat]"] == 0.5 && scores["stratified.recall[dog]"] == 0.375)
    #expect(scores["previous.recall[cat]"] == 0.5 && scores["previous.recall[owl]"] == nil)
    #expect(scores["majority.macro_f1[cat]"] == nil && scores["majority.macro_f1"] != nil)
  }

  /// Sampled guesses of many seeds have the mean that is given as expected.
  @Test func guessesAreExpectedToScoreWhatIsSaid() throws {
    let (targets, frequencies) = ([0, 0, 1, 1, 1], [0.5, 0.375, 0.125])
    var sums = [0.0, 0.0]
    // All 3⁵ guesses, each by its probability.
    for guess in 0..<243 {
      var (rest, probability, outputs) = (guess, 1.0, [Double]())
      for _ in targets {
        probability *= frequencies[rest % 3]
        outputs += (0..<3).map { $0 == rest % 3 ? 1 : 0 }
        rest /= 3
      }
      let rows = ScoredRows(
        target: .classIndex, outputsPerTarget: 3, outputs: outputs, targets: targets.map { Double($0) })
      var (accuracy, balanced) = (Accuracy(), BalancedAccuracy())
      accuracy.add(rows)
      balanced.add(rows)
      sums[0] += probability * (try #require(accuracy.value))
      sums[1] += probability * (try #require(balanced.value))
    }
    let scores = Self.scores(Self.steps)
    #expect(abs(sums[0] - (try #require(scores["stratified.accuracy"]))) < 1e-14)
    #expect(abs(sums[1] - (try #require(scores["stratified.balanced_accuracy"]))) < 1e-14)
  }

  /// Equally common classes: the first by code points, wherever it stands; once a sequence there is no label before.
  @Test func ties() {
    var task = LabelTask()
    (task.placement, task.names) = (.last, ["é", "z", "Z"])
    task.sequences = [.train: [[0], [1], [2]], .validation: [[0]], .test: [[2], [2], [0]]]
    task.floors = Floor.classes(task.classes, .last)
    let scores = Self.scores(task)
    #expect(scores["majority.accuracy"] == 2.0 / 3)
    #expect(!scores.keys.contains { $0.hasPrefix("previous") })
  }

  /// Two bits a step, ones in training .75 and .5: the majority is 1 and, of the tie, 0; each bit has its own label before.
  @Test func bits() {
    var task = LabelTask()
    task.target = .bits
    task.metrics = [Accuracy.self, BalancedAccuracy.self, CrossEntropy.self, MeanSquaredError.self]
    task.sequences = [.validation: [[0, 0]], .test: [[1, 1, 0, 1, 0, -1, 1, 1]]]
    task.floors = Floor.bits(ones: [0.75, 0.5], .every)
    // First bits 1, 0, 0, 1; second 1, 1, –, 1.
    Self.expect(
      Self.scores(task),
      [
        "majority.accuracy": 2.0 / 7, "majority.balanced_accuracy": 0.5 * (2.0 / 5),
        "stratified.accuracy": (2 * 0.75 + 2 * 0.25 + 3 * 0.5) / 7,
        "stratified.balanced_accuracy": 0.5 * (0.25 + (2 * 0.75 + 3 * 0.5) / 5),
        "stratified.cross_entropy": (2 * 0.2876820724517809 + 2 * 1.3862943611198906 + 3 * 0.6931471805599453)
          / 7,
        "stratified.mse": (2 * 0.0625 + 2 * 0.5625 + 3 * 0.25) / 7,
        // First bits: 1 ✓, 1, 0 ✓, 0; second 0, 1 ✓, 1 ✓.
        "previous.accuracy": 4.0 / 7, "previous.balanced_accuracy": 0.5 * (0.5 + 3.0 / 5),
      ])
  }

  /// Every task of classes or bits has the grouping by class, under the classes' names or their indices; others have none.
  @Test func groupingByClass() throws {
    #expect(Self.steps.allGroupings.map(\.name) == ["class"])
    #expect(Self.steps.allGroupings[0].labels == ["cat", "dog", "owl"])
    var bits = LabelTask()
    bits.target = .bits
    #expect(bits.allGroupings[0].labels == ["0", "1"])
    #expect(try Fixtures.chickenpox().allGroupings.map(\.name) == ["series", "horizon"])
  }
}
