import Catalog
import DataReading
import RandomStreams
import SequenceTasks
import Sequences
import Testing

@Suite("Examples of forecast")
struct ForecastTaskTests {
  /// Two series that tell row and column: row r holds r and 1000 + r·r.
  private func text(rows: Int = 24, changedFrom border: Int? = nil) -> String {
    let lines = (0..<rows).map { row in
      let change = border.map { row >= $0 ? 777 * (row + 1) : 0 } ?? 0
      return "\(row + change),\(1_000 + row * row - change)"
    }
    return "a,b\n" + lines.joined(separator: "\n")
  }

  /// A network's value in the data's own units.
  private func unscaled(_ task: ForecastTask, _ value: Float, _ series: Int) -> Double {
    task.scalings[series].unscaled(Double(value)).rounded()
  }

  /// Window 3, horizon 2 over 24 rows in 12, 6 and 6: training targets are rows 4 … 11, the others whole
  /// ranges.
  @Test func windowsAndTargets() throws {
    let task = try Fixtures.forecast(text(), ["window": .number(3), "horizon": .number(2)])
    #expect(Split.allCases.map { task.targets($0) } == [4..<12, 12..<18, 18..<24])
    for split in Split.allCases {
      let targets = task.targets(split)
      #expect(task.count(split) == targets.count)
      let batch = Fixtures.batch(task, split, Array(0..<targets.count))
      for (b, row) in targets.enumerated() {
        let inputs = Fixtures.inputs(batch, row: b).enumerated().map {
          unscaled(task, $0.element, $0.offset % 2)
        }
        func values(_ row: Int) -> [Double] { [Double(row), Double(1_000 + row * row)] }
        #expect(inputs == (row - 4...row - 2).flatMap(values))
        let output = Fixtures.targets(batch, row: b).enumerated().map {
          unscaled(task, $0.element, $0.offset)
        }
        #expect(output == values(row))
      }
      #expect(batch.lengths == Array(repeating: 3, count: targets.count))
      #expect(batch.mask.allSatisfy { $0 })
    }
  }

  /// Example e of `shared` is series e mod C of `joint` example e div C.
  @Test func sharedTakesJointApart() throws {
    let joint = try Fixtures.chickenpox()
    let shared = try Fixtures.chickenpox(["series": .text("shared")])
    #expect((joint.inputWidth, joint.outputWidth) == (20, 20))
    #expect((shared.inputWidth, shared.outputWidth) == (1, 1))
    for split in Split.allCases {
      let count = try #require(joint.count(split))
      #expect(shared.count(split) == 20 * count)
      let whole = Fixtures.batch(joint, split, Array(0..<count))
      let parts = Fixtures.batch(shared, split, Array(0..<20 * count))
      for example in 0..<count {
        let window = Fixtures.inputs(whole, row: example)
        for series in 0..<20 {
          let part = Fixtures.inputs(parts, row: 20 * example + series)
          #expect(part == stride(from: series, to: window.count, by: 20).map { window[$0] })
        }
      }
      #expect(parts.targets == whole.targets)
    }
  }

  /// Nothing after the training rows reaches the scaling or a training example.
  @Test(arguments: ["joint", "shared"], ["standard", "minmax"])
  func nothingLeaksIntoTraining(series: String, scaling: String) throws {
    let settings: [String: ParameterValue] = ["series": .text(series), "scaling": .text(scaling)]
    let original = try Fixtures.forecast(text(), settings)
    let changed = try Fixtures.forecast(text(changedFrom: 12), settings)
    #expect(original.scalings == changed.scalings)
    let all = Array(0..<(original.count(.train) ?? 0))
    let (before, after) = (Fixtures.batch(original, .train, all), Fixtures.batch(changed, .train, all))
    #expect(before.inputs == after.inputs)
    #expect(before.targets == after.targets)
    // The change is not empty: the next row is the first validation target.
    let next = (Fixtures.batch(original, .validation, [0]), Fixtures.batch(changed, .validation, [0]))
    #expect(next.0.inputs == next.1.inputs)
    #expect(next.0.targets != next.1.targets)
  }

  /// The last training row does count: changing it changes the scaling.
  @Test func theScalingUsesEveryTrainingRow() throws {
    #expect(
      try Fixtures.forecast(text()).scalings != Fixtures.forecast(text(changedFrom: 11)).scalings)
  }

  /// Any order and any batch give the same example under the same number.
  @Test(arguments: ["joint", "shared"])
  func examplesDoNotDependOnTheirBatch(series: String) throws {
    let task = try Fixtures.chickenpox(["series": .text(series)])
    var stream = RandomStream(Fixtures.key)
    for split in Split.allCases {
      let all = Fixtures.batch(task, split, Array(0..<(task.count(split) ?? 0)))
      let order = Array(stream.permutation(all.count).prefix(100))
      let mixed = Fixtures.batch(task, split, order)
      for (b, example) in order.enumerated() {
        #expect(Fixtures.inputs(mixed, row: b) == Fixtures.inputs(all, row: example))
        #expect(Fixtures.targets(mixed, row: b) == Fixtures.targets(all, row: example))
        #expect(mixed.sequences[b] == all.sequences[example])
      }
    }
  }

  @Test(arguments: ["joint", "shared"])
  func numbersAreUniqueOverSplits(series: String) throws {
    let task = try Fixtures.chickenpox(["series": .text(series)])
    let numbers = [Split.validation, .test, .train].flatMap { split in
      Fixtures.batch(task, split, Array(0..<(task.count(split) ?? 0))).sequences
    }
    #expect(numbers == numbers.indices.map { UInt32($0) })
  }

  /// Predicting the scaled targets themselves is perfect; one series one unit off shows in its own units.
  @Test(arguments: ["joint", "shared"])
  func scoresAreInTheDataSOwnUnits(series: String) throws {
    let task = try Fixtures.chickenpox(["series": .text(series)])
    let batch = Fixtures.batch(task, .test, Array(0..<(task.count(.test) ?? 0)))
    var predictions = batch.targets.map(Double.init)
    let perfect = try Fixtures.scores(task, .test, predictions).map { try #require($0) }
    #expect(perfect[0] < 1e-4 && perfect[1] < 1e-4 && abs(perfect[2] - 1) < 1e-9)
    for index in stride(from: 0, to: predictions.count, by: 20) { predictions[index] += 1 }
    let off = try Fixtures.scores(task, .test, predictions).map { try #require($0) }
    #expect(abs(off[1] - task.scalings[0].unit / 20) < 1e-4)
    #expect(abs(off[0] - task.scalings[0].unit / 20.0.squareRoot()) < 1e-4)
  }

  @Test func columnsChooseAndOrderTheSeries() throws {
    let task = try Fixtures.chickenpox(["columns": .list([.text("ZALA"), .text("PEST")])])
    #expect(task.series.names == ["ZALA", "PEST"])
    #expect(Array(task.series.values.prefix(4)) == [68, 178, 26, 141])
  }

  @Test func replicatesShareTheData() throws {
    let task = try Fixtures.chickenpox()
    #expect(!task.isGenerated)
    #expect(task.isSolved([0, 0, 1]) == nil)
    let other = task.instance(dataKey: Fixtures.key)
    #expect(Fixtures.batch(task, .test, [5]).inputs == Fixtures.batch(other, .test, [5]).inputs)
  }

  /// Scaled values have mean 0 and variance 1 over the training rows.
  @Test func standardScalingOfTheRealData() throws {
    let task = try Fixtures.chickenpox()
    for (index, scaling) in task.scalings.enumerated() {
      let values = (0..<261).map { scaling.scaled(task.series.values[$0 * 20 + index]) }
      #expect(abs(values.reduce(0, +)) < 1e-10)
      #expect(abs(values.reduce(0) { $0 + $1 * $1 } / 261 - 1) < 1e-12)
    }
  }
}
