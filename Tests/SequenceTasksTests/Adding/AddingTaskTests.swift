import RandomStreams
import SequenceTasks
import Sequences
import Testing

@Suite("The adding problem")
struct AddingTaskTests {
  /// 10,000 examples of each variant keep the rule: two marks where they belong, values in range, the target
  /// their sum.
  @Test(arguments: [("chrono", 0.0...1.0, 0..<25), ("skip", -0.5...0.5, 0..<5)])
  func examplesKeepTheRule(variant: String, values: ClosedRange<Double>, firstMarks: Range<Int>) throws {
    let task = try Fixtures.adding(variant)
    let batch = Fixtures.batch(task, .train, Array(0..<10_000))
    var counts = [Int](repeating: 0, count: 50)
    for b in 0..<batch.count {
      let inputs = Fixtures.inputs(batch, row: b)
      let marked = (0..<50).filter { inputs[2 * $0 + 1] == 1 }
      #expect((0..<50).allSatisfy { inputs[2 * $0 + 1] == 0 || inputs[2 * $0 + 1] == 1 })
      #expect((0..<50).allSatisfy { values.contains(Double(inputs[2 * $0])) })
      #expect(marked.count == 2)
      guard marked.count == 2 else { continue }
      #expect(firstMarks.contains(marked[0]) && (25..<50).contains(marked[1]))
      #expect(batch.targets[b] == inputs[2 * marked[0]] + inputs[2 * marked[1]])
      for step in marked { counts[step] += 1 }
    }
    // Every admissible step is marked about equally often: within 5 standard deviations, so that a right
    // program fails this at one of 30 … 50 steps with probability below 3·10⁻⁵; the draws are fixed, and it
    // passes for good.
    for range in [firstMarks, 25..<50] {
      let p = 1 / Double(range.count)
      for step in range {
        #expect(abs(Double(counts[step]) - 1e4 * p) < 5 * (1e4 * p * (1 - p)).squareRoot())
      }
    }
  }

  /// Var(U₁ + U₂) = 2·1/12 in both variants: the error of the best constant is chance, 1/6.
  @Test(arguments: ["chrono", "skip"])
  func chanceIsASixth(variant: String) throws {
    let task = try Fixtures.adding(variant, steps: 10, size: 200_000)
    let floors = task.floorScores(.test)
    #expect(floors.map(\.mode) == ["chance", "constant"])
    #expect(floors[0].value == 1.0 / 6)
    // The squared deviation s² has variance E[s⁴] − 1/36 = 1/15 − 1/36 = 7/180: 5 standard errors of 200,000
    // are 0.0022.
    #expect(abs(floors[1].value - 1.0 / 6) < 0.0022)
    #expect(task.floorScores(.train) == [FloorScore(mode: "chance", metric: "mse", value: 1.0 / 6)])
  }

  @Test(arguments: ["chrono", "skip"], Split.allCases)
  func examplesDoNotDependOnTheirBatch(variant: String, split: Split) throws {
    let task = try Fixtures.adding(variant)
    let all = Fixtures.batch(task, split, Array(0..<64))
    let order = [63, 0, 17, 17, 5]
    let mixed = Fixtures.batch(task, split, order)
    for (b, example) in order.enumerated() {
      let alone = Fixtures.batch(task, split, [example])
      #expect(Fixtures.inputs(mixed, row: b) == Fixtures.inputs(all, row: example))
      #expect(alone.inputs == Fixtures.inputs(all, row: example))
      #expect(mixed.targets[b] == all.targets[example])
      #expect(mixed.sequences[b] == all.sequences[example])
    }
  }

  @Test func splitsAndReplicatesDiffer() throws {
    let other = StreamKey(seed: 1, replicate: 1, purpose: .data)
    let tasks = [try Fixtures.adding("chrono"), try Fixtures.adding("chrono", key: other)]
    var seen: [[Float]] = []
    for task in tasks {
      for split in Split.allCases { seen.append(Fixtures.batch(task, split, [3]).inputs) }
    }
    for i in seen.indices { for j in 0..<i { #expect(seen[i] != seen[j]) } }
    #expect(try Fixtures.batch(Fixtures.adding("chrono"), .test, [3]).inputs == seen[2])
  }

  @Test func numbersAreUniqueOverSplits() throws {
    let task = try Fixtures.adding("skip", steps: 10, size: 100)
    let numbers = [Split.validation, .test, .train].flatMap { split in
      Fixtures.batch(task, split, Array(0..<100)).sequences
    }
    #expect(numbers == (0..<300).map { UInt32($0) })
  }

  @Test func scoresAndTheCriterion() throws {
    let task = try Fixtures.adding("skip", size: 10)
    let targets = Fixtures.batch(task, .test, Array(0..<10)).targets.map(Double.init)
    #expect(Fixtures.scores(task, .test, targets) == [0])
    let off = try #require(Fixtures.scores(task, .test, targets.map { $0 + 0.5 })[0])
    #expect(abs(off - 0.25) < 1e-12)
    #expect(task.isSolved([1.666e-3]) == true)
    #expect(task.isSolved([1.667e-3]) == false)
    #expect(task.isSolved([nil]) == false)
    #expect(task.count(.train) == nil)
    #expect(task.isGenerated)
  }

  /// The first draws are part of what a stream version promises.
  @Test func firstExamplesStayWhatTheyAre() throws {
    let batch = Fixtures.batch(try Fixtures.adding("chrono", steps: 10), .train, [0, 1])
    let first: [Float] = [
      0.6768659, 0, 0.18148845, 0, 0.7679065, 0, 0.32162935, 0, 0.53771585, 1,
      0.98673135, 0, 0.10642165, 0, 0.035412967, 1, 0.65246576, 0, 0.41519457, 0,
    ]
    #expect(Fixtures.inputs(batch, row: 0) == first)
    #expect(batch.targets == [0.5731288, 0.5339023])
  }

  /// However long, the values without a mark are one draw after the other of the example's own stream.
  @Test(arguments: [10, 66, 67, 200]) func valuesFollowEachOther(steps: Int) throws {
    let task = try Fixtures.adding("chrono", steps: steps)
    let batch = Fixtures.batch(task, .train, [5])
    let inputs = Fixtures.inputs(batch, row: 0)
    let values = (0..<steps).filter { inputs[2 * $0 + 1] == 0 }.map { inputs[2 * $0] }
    let key = Fixtures.key.appending(.label(Split.train.rawValue))
    var stream = RandomStream(key, sequence: 5)
    // Marks and marked values come first, in as many draws as they take.
    let draws = (0..<steps + 20).map { _ in stream.nextUniform() }
    let start = try #require(draws.firstIndex(of: values[0]))
    #expect(values.count == steps - 2 && Array(draws[start..<start + values.count]) == values)
  }

  @Test func asShortAsCanBe() throws {
    let batch = Fixtures.batch(try Fixtures.adding("skip", steps: 10), .train, Array(0..<50))
    for b in 0..<50 { #expect(Fixtures.inputs(batch, row: b)[1] == 1) }
    #expect(
      Fixtures.message { try Fixtures.adding("skip", steps: 9) }
        == "'steps' is 9, expected a whole number ≥ 10 and ≤ 100000")
  }
}
