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

  /// Lengths of 50 to 55, ends marked −1 unless they are marked, the first mark on the first ten and the other among the first 24, a value of 0
  /// where the first pair is marked first, and the target ½ + (X₁ + X₂)/4.
  @Test func hochreitersExamples() throws {
    let task = try Fixtures.adding("hochreiter")
    #expect(task.maximumSteps == 55)
    let batch = Fixtures.batch(task, .train, Array(0..<2_000))
    #expect(Set(batch.lengths) == Set(50...55))
    var zeros = 0
    for b in 0..<batch.count {
      let (inputs, length) = (Fixtures.inputs(batch, row: b), batch.lengths[b])
      let marks = (0..<batch.steps).map { inputs[2 * $0 + 1] }
      let marked = (0..<length).filter { marks[$0] == 1 }
      #expect(marked.count == 2 && marked[0] < 10 && marked[1] < 24)
      #expect(marks[length - 1] == -1 && marks[0] == (marked.first == 0 ? 1 : -1))
      #expect((1..<length - 1).allSatisfy { marks[$0] == 0 || marked.contains($0) })
      #expect(inputs[(2 * length)...].allSatisfy { $0 == 0 } && inputs.allSatisfy { abs($0) <= 1 })
      #expect(batch.targets[b] == 0.5 + marked.reduce(0) { $0 + inputs[2 * $1] } / 4)
      if inputs[0] == 0 { zeros += 1 }
    }
    // The first pair is the first one marked one time in ten: 200 ± 5·13.4.
    #expect((133...267).contains(zeros))
  }

  /// Both marks anywhere, but never on the same step.
  @Test func twoMarksAnywhere() throws {
    let batch = Fixtures.batch(try Fixtures.adding("tcn", steps: 10), .train, Array(0..<9_000))
    var pairs = [Int](repeating: 0, count: 100)
    for b in 0..<batch.count {
      let inputs = Fixtures.inputs(batch, row: b)
      let marked = (0..<10).filter { inputs[2 * $0 + 1] == 1 }
      #expect(marked.count == 2 && batch.targets[b] == inputs[2 * marked[0]] + inputs[2 * marked[1]])
      if marked.count == 2 { pairs[10 * marked[0] + marked[1]] += 1 }
    }
    // 45 pairs, 200 ± 6·14 each.
    #expect(pairs.count { $0 > 0 } == 45 && pairs.allSatisfy { $0 == 0 || (116...284).contains($0) })
  }

  @Test func theFirstMarksNeedRoom() throws {
    #expect(try Fixtures.adding("hochreiter", steps: 22).maximumSteps == 24)
    #expect(
      Fixtures.message { try Fixtures.adding("hochreiter", steps: 21) }
        == "'steps' is 21, expected 22 at least for the variant hochreiter, whose second mark needs a place beside the first"
    )
  }

  /// (⅓ + 0.9·⅓)/16 = 0.0396, not the 1/24 that values without the rule of the first pair would give.
  @Test func chanceOfHochreiter() throws {
    let task = try Fixtures.adding("hochreiter", size: 100_000)
    let floors = task.floorScores(.test)
    #expect(floors.map(\.metric) == ["mse", "mse", "correct_sums"])
    #expect(abs(floors[0].value - 0.039583333333) < 1e-12)
    // The squared deviation is at most 1/4, so 100,000 of them have a mean within √(ln(2·10⁷)/(2·10⁵))/4 = 0.0023 (Hoeffding 1963); its own
    // spread makes that 0.0008.
    #expect(abs(floors[1].value - 0.0395833) < 0.0008)
    let targets = Fixtures.batch(task, .test, Array(0..<10)).targets.map(Double.init)
    let small = try Fixtures.adding("hochreiter", size: 10)
    let offsets = [0, 0.03, -0.03, 0.041, -0.041, 0, 0, 0, 0, 0]
    #expect(Fixtures.scores(small, .test, zip(targets, offsets).map { $0 + $1 })[1] == 0.8)
    #expect(small.isSolved([0, 0.9991]) == true && small.isSolved([0, 0.999]) == false)
  }

  /// Var(U₁ + U₂) = 2·1/12 in three variants: the error of the best constant is chance, 1/6.
  @Test(arguments: ["chrono", "skip", "tcn"])
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

  @Test(arguments: ["chrono", "skip", "tcn"], Split.allCases)
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
