import Planning
import Running
import TestSupport
import Testing

/// Rows of other tables are led back to the person's file by `examples.csv`.
@Suite struct ExamplesTests {
  let folder = TemporaryFolder()

  private static let head = """
    schema: sluice/experiment/v1
    name: examples
    kind: train
    seed: 5
    replicates: 2
    network: {hidden: 3}
    training: {updates: 4, batch: 4, optimizer: {kind: adam, learning_rate: 0.01}}
    evaluation: {every: 2, predictions: [validation, test]}

    """

  private func run(_ task: String, _ overrides: [String] = [], data: [String: String]) async throws {
    let plan = try SmallSweep.plan(overrides, text: Self.head + "task: \(task)\n", data: data)
    #expect(try await SmallSweep.run(plan, in: folder["out"], jobs: 1).isComplete)
  }

  /// The examples by split and number.
  private func examples() throws -> [String: [String: String]] {
    let rows = try ResultRows("examples", in: folder["out"]).rows
    return Dictionary(uniqueKeysWithValues: rows.map { ("\($0["split"]!) \($0["example"]!)", $0) })
  }

  /// Splits are drawn, so that only the names tell which sequence a prediction is of.
  @Test func predictionsOfNamedSequences() async throws {
    let classes = (0..<40).map { ["up", "down", "flat"][$0 * 7 % 3] }
    let file =
      "who,x,y\n"
      + classes.enumerated().map { "s\($0),\($0 % 5),\($1)\ns\($0),\($0 % 3),\($1)\n" }.joined()
    try await run(
      "{kind: sequences, data: s.csv, sequence: who, inputs: [x], target: y}", data: ["s.csv": file])
    let examples = try examples()
    var seen: Set<String> = []
    for row in try ResultRows("predictions", in: folder["out"]).rows where row["target"] == "1.0" {
      let example = try #require(examples["\(row["split"]!) \(row["example"]!)"])
      let place = try #require(example["place"].flatMap { Int($0) })
      #expect(example["name"] == "s\(place)" && example["file"] == "s.csv")
      #expect(row["series"] == classes[place])
      seen.insert("s\(place)")
    }
    // Both replicates have the same fifth of them for validation, and a fifth for test.
    #expect(seen.count == examples.count && seen.count == 16)
  }

  /// Places count in each file by itself.
  @Test func sequencesOfTwoFiles() async throws {
    let head = "@problemName x\n@univariate true\n@classLabel true a b\n@data\n"
    let train = head + (0..<20).map { "\($0),1,2:\($0 % 2 == 0 ? "a" : "b")\n" }.joined()
    let test = head + (0..<6).map { "3,\($0),2:\($0 < 3 ? "a" : "b")\n" }.joined()
    try await run("{kind: sequences, train: a.ts, test: b.ts}", data: ["a.ts": train, "b.ts": test])
    let examples = try examples()
    let ofTest = examples.filter { $0.key.hasPrefix("test") }
    #expect(ofTest.count == 6 && ofTest.allSatisfy { $0.value["file"] == "b.ts" && $0.value["name"] == "" })
    for place in 0..<6 { #expect(examples["test \(place)"]?["place"] == "\(place)") }
    let validation = examples.values.filter { $0["split"] == "validation" }
    #expect(validation.count == 4 && validation.allSatisfy { $0["file"] == "a.ts" })
    for row in try ResultRows("predictions", in: folder["out"]).rows
    where row["split"] == "validation" && row["target"] == "1.0" {
      let place = try #require(examples["validation \(row["example"]!)"]?["place"].flatMap { Int($0) })
      #expect(row["series"] == (place % 2 == 0 ? "a" : "b"))
    }
  }

  /// A window is named by its last row, which lies a horizon before the target; units alone list their own examples.
  @Test func windowsAndUnits() async throws {
    let file =
      "month,a\n"
      + (0..<60).map { "20\(10 + $0 / 12)-\($0 % 12 < 9 ? "0" : "")\($0 % 12 + 1),\($0 * $0 % 7)\n" }.joined()
    let task = "{kind: forecast, data: m.csv, window: 4, horizon: 3}"
    try await run(task, data: ["m.csv": file])
    let lines = file.split(separator: "\n").dropFirst().map { String($0.prefix(7)) }
    let examples = try examples()
    let predictions = try ResultRows("predictions", in: folder["out"]).rows
    #expect(!predictions.isEmpty)
    for row in predictions {
      let example = try #require(examples["\(row["split"]!) \(row["example"]!)"])
      let place = try #require(example["place"].flatMap { Int($0) })
      #expect(example["name"]?.hasPrefix(lines[place]) == true)
      #expect(row["date"]?.hasPrefix(lines[place + 3]) == true)
    }
    let plan = try SmallSweep.plan(
      ["telemetry={units: {split: test, examples: 2}}"],
      text: Self.head.replacing(", predictions: [validation, test]", with: "") + "task: \(task)\n",
      data: ["m.csv": file])
    #expect(try await SmallSweep.run(plan, in: folder["units"], jobs: 1).isComplete)
    #expect(
      try ResultRows("examples", in: folder["units"]).rows.map { "\($0["split"]!) \($0["example"]!)" } == [
        "test 0", "test 1",
      ])
  }

  /// What is generated has no place in a file.
  @Test func generatedExamplesHaveNone() async throws {
    try await run("{kind: adding, variant: skip, steps: 10}", data: [:])
    #expect(throws: (any Error).self) { try ResultRows("examples", in: folder["out"]) }
  }
}
