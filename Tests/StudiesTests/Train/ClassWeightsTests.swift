import Planning
import Recurrence
import Running
import Studies
import TestSupport
import Testing

/// `training.class_weights`: what it stands for, what it does, and what is refused.
@Suite struct ClassWeightsTests {
  let folder = TemporaryFolder()

  private static func weights(_ value: String) throws -> [Double]? {
    try ThreeClassTask.plan(["training.class_weights=\(value)"]).cells[0].specification.classWeights
  }

  private static func id(_ overrides: String...) throws -> String {
    try ThreeClassTask.plan(overrides).runs[0].id
  }

  /// N/(C·n_c) by scikit-learn 1.9.1, `compute_class_weight("balanced", classes=[0, 1, 2], y=[0]*25 + [1]*10 + [2]*5)`.
  @Test func balanced() throws {
    let found = try #require(try Self.weights("balanced"))
    let expected = [0.5333333333333333, 1.3333333333333333, 2.6666666666666665]
    for (a, b) in zip(found, expected) { #expect(abs(a - b) < 1e-15) }
  }

  /// By name or in order, to a mean of 1 over training: 25, 10 and 5 of 40.
  @Test(arguments: ["{cat: 1, dog: 4, 'a;b': 3}", "[1, 4, 3]", "[2, 8, 6]"])
  func scaled(_ value: String) throws {
    let weights = try #require(try Self.weights(value))
    #expect(abs((25 * weights[0] + 10 * weights[1] + 5 * weights[2]) / 40 - 1) < 1e-15)
    #expect(weights[1] == 4 * weights[0] && weights[2] == 3 * weights[0])
  }

  /// What is said in two ways is one run; what is not said leaves ids alone.
  @Test func identity() throws {
    #expect(
      try Self.id("training.class_weights={cat: 1, dog: 4, 'a;b': 3}")
        == Self.id("training.class_weights=[1, 4, 3]"))
    #expect(try Self.id("training.class_weights=none") == Self.id())
    #expect(try Self.id("training.class_weights=balanced") != Self.id())
    #expect(try Self.weights("none") == nil)
  }

  /// Weights of 1 change no bit; balanced ones serve the rarest class at the cost of the commonest, in both precisions.
  @Test func training() throws {
    func rows(_ overrides: String...) throws -> [Measurement] {
      let run = try ThreeClassTask.plan(
        overrides + ["training.updates=60", "evaluation={every: 60, by: [class]}"]
      ).runs[0]
      return try run.specification.study.run(RunContext(run)).measurements
    }
    func entropy(_ rows: [Measurement], _ label: String) throws -> Double {
      let row = rows.first {
        $0.update == 60 && $0.split == "test" && $0.metric == "cross_entropy[\(label)]"
      }
      return try #require(row?.value)
    }
    let plain = try rows()
    #expect(try rows("training.class_weights=[3, 3, 3]") == plain)
    for precision in ["float32", "float64"] {
      let balanced = try rows("training.class_weights=balanced", "precision=\(precision)")
      #expect(try entropy(balanced, "\"a;b\"") < entropy(plain, "\"a;b\""))
      #expect(try entropy(balanced, "cat") > entropy(plain, "cat"))
    }
  }

  @Test func theyCanBeSwept() async throws {
    let plan = try ThreeClassTask.plan([
      "sweep.training.class_weights=[none, balanced, {cat: 1, dog: 2, 'a;b': 2}]", "training.updates=10",
    ])
    try await SmallSweep.run(plan, in: folder["s"])
    let labels = try ResultRows("runs", in: folder["s"]).rows.map { $0["training.class_weights"] }
    #expect(labels.count == 3 && labels.prefix(2) == ["none", "balanced"])
  }

  /// Estimates of a weighted loss have the exact gradient of the same weighted loss as their mean.
  @Test func certificates() async throws {
    let text = """
      schema: sluice/experiment/v1
      name: weighted
      kind: certify
      seed: 5
      task: {kind: three_classes}
      network: {hidden: 1}
      gates: {input: {kind: sigmoid}, forget: {kind: sigmoid}, output: {kind: bernoulli}}
      training: {gradient: {kind: disarm}, class_weights: balanced}
      certify: {samples: 4000, examples: 3}

      """
    func whole(_ name: String, _ overrides: [String] = []) async throws -> [String: String] {
      let plan = try ThreeClassTask.plan(overrides, text: text)
      try await SmallSweep.run(plan, in: folder[name])
      let rows = try ResultRows("certificate", in: folder[name]).rows
      for row in rows where row["parameter"] != "all" {
        let (bias, error) = (Double(row["bias"] ?? "") ?? .nan, Double(row["bias_se"] ?? "") ?? .nan)
        #expect(abs(bias) <= 5 * error + 1e-12, "\(row)")
      }
      return try #require(rows.last)
    }
    let (weighted, plain) = (
      try await whole("w"), try await whole("p", ["training.class_weights=none"])
    )
    #expect(weighted["exact"] != plain["exact"])
  }

  @Test(arguments: [
    (
      ["training.class_weights={cat: 1, dgo: 2, 'a;b': 1}"],
      "training.class_weights.dgo: is no class of the task (did you mean 'dog'?); its classes are cat, dog, a;b"
    ),
    (["training.class_weights={cat: 1, dog: 2}"], "has no weight for a;b; expected one for every class"),
    (
      ["training.class_weights=[1, 2]"],
      "found a list of 2; expected 3, a weight for each class in this order: cat, dog, a;b"
    ),
    (
      ["training.class_weights={cat: 0, dog: 2, 'a;b': 1}"],
      "training.class_weights.cat: found 0; expected a number > 0"
    ),
    (
      ["training.class_weights=balancd"],
      "found balancd; expected one of balanced, none, or a map from names to numbers"
    ),
    (
      ["training.class_weights=balanced", "task={kind: adding, variant: skip}"],
      "is for losses of classes; the targets are real numbers and the loss is squared"
    ),
  ])
  func whatIsRefused(_ overrides: [String], _ message: String) {
    let error = #expect(throws: ExperimentErrors.self) { _ = try ThreeClassTask.plan(overrides) }
    #expect(error.map { "\($0)" }?.contains(message) == true, "\(error.map { "\($0)" } ?? "")")
  }
}
