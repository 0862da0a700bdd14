import Planning
import Running
import Sequences
import Studies
import TestSupport
import Testing

/// Scores of classes, from the file to the tables: by class, their floors, and the classes' names in predictions.
@Suite struct ClassScoresTests {
  let folder = TemporaryFolder()

  private static func measurements(_ overrides: String...) throws -> [Measurement] {
    let run = try ThreeClassTask.plan(overrides).runs[0]
    return try run.specification.study.run(RunContext(run)).measurements
  }

  /// A recall for every class; what compares classes is pooled alone.
  @Test func byClass() throws {
    let rows = try Self.measurements("evaluation={modes: [native], metrics: [recall, macro_f1], by: [class]}")
    let names = rows.filter { $0.split == "test" && $0.update == 40 }.map(\.metric)
    #expect(
      names == [
        "accuracy", "balanced_accuracy", "cross_entropy", "recall", "macro_f1", "accuracy[cat]",
        "cross_entropy[cat]", "recall[cat]", "accuracy[dog]", "cross_entropy[dog]", "recall[dog]",
        "accuracy[\"a;b\"]", "cross_entropy[\"a;b\"]", "recall[\"a;b\"]",
      ])
    let last = Dictionary(
      uniqueKeysWithValues: rows.filter { $0.split == "test" && $0.update == 40 }.map {
        ($0.metric, $0.value)
      })
    let recalls = try ["cat", "dog", "\"a;b\""].map { try #require(last["recall[\($0)]"] ?? nil) }
    // Test has 15, 6 and 3 of the classes.
    #expect(last["balanced_accuracy"] == (recalls[0] + recalls[1] + recalls[2]) / 3)
    let right = 15 * recalls[0] + 6 * recalls[1] + 3 * recalls[2]
    #expect(abs(try #require(last["accuracy"] ?? nil) - right / 24) < 1e-15)
  }

  /// A recall can choose the update and be compared, and the mode `draw` scores each rollout.
  @Test func namesServeSelectionToo() throws {
    let rows = try Self.measurements(
      "evaluation.metrics=[recall]", "evaluation.by=[class]",
      "evaluation.select=validation.draw.recall[\"a;b\"]")
    #expect(rows.contains { $0.mode == "draw" && $0.metric == "recall[dog]" && $0.standardError != nil })
  }

  @Test func floors() throws {
    let rows = try Self.measurements("task.every=true").filter { $0.update == nil && $0.split == "test" }
    let modes = Dictionary(grouping: rows, by: \.mode).mapValues { $0.map(\.metric) }
    #expect(
      modes == [
        "majority": ["accuracy", "balanced_accuracy"],
        "stratified": ["accuracy", "balanced_accuracy", "cross_entropy"],
        "previous": ["accuracy", "balanced_accuracy"],
      ])
  }

  /// One row a class, by its name, with its probability.
  @Test func predictions() async throws {
    let plan = try ThreeClassTask.plan(["evaluation.predictions=[test]"])
    try await SmallSweep.run(plan, in: folder["p"])
    let rows = try ResultRows("predictions", in: folder["p"]).matching(["mode": "native"])
    #expect(rows.count == 3 * 24 && rows.prefix(3).map { $0["series"] } == ["cat", "dog", "a;b"])
    for example in 0..<24 {
      let own = rows.filter { $0["example"] == String(example) }
      let truth = ThreeClassTask.names[ThreeClassTask.target(.test, example, 0)]
      #expect(own.filter { $0["target"].flatMap(Double.init) == 1 }.map { $0["series"] } == [truth])
      let sum = own.reduce(0) { $0 + (Double($1["prediction"] ?? "") ?? .nan) }
      #expect(abs(sum - 1) < 1e-6)
    }
  }
}
