import Catalog
import DataReading
import SequenceTasks
import Sequences
import Testing

/// Some series as targets, several horizons from one network, and values that the file lacks.
@Suite("Targets of forecast")
struct ForecastTargetsTests {
  /// Row r of three series holds r, 100 + r² and 1000 − r, so that a value tells its row and its series.
  private static func value(_ row: Int, _ series: Int) -> Double {
    [Double(row), Double(100 + row * row), Double(1_000 - row)][series]
  }

  /// 24 rows, in which `missing` says what the file lacks; the date of each row is its number in January and February 2024.
  private func text(missing: Set<[Int]> = []) -> String {
    let start = CalendarDate("2024-01-01")?.days ?? 0
    let rows = (0..<24).map { row in
      let cells = (0..<3).map { missing.contains([row, $0]) ? "" : String(Int(Self.value(row, $0))) }
      return ([CalendarDate(seconds: (start + row) * 86_400).text] + cells).joined(separator: ",")
    }
    return "Date,a,b,c\n" + rows.joined(separator: "\n")
  }

  private func task(_ settings: [String: ParameterValue], missing: Set<[Int]> = []) throws -> ForecastTask {
    try Fixtures.forecast(
      text(missing: missing), ["window": .number(3), "fill": .text("hold")].merging(settings) { $1 })
  }

  /// What a network's value is in the data's own units.
  private func unscaled(_ task: ForecastTask, _ value: Float, _ series: Int) -> Double {
    (task.scalings[series].unscaled(Double(value)) * 1_000).rounded() / 1_000
  }

  /// Horizons 1 and 4: the targets of an example that ends with row i are the rows i + 1 and i + 4, and both lie in the split. Over
  /// 12, 6 and 6 rows training targets of the farther horizon are rows 6 … 11; of validation 15 … 17, for row 12 is the first
  /// target of the nearer.
  @Test func severalHorizonsFromOneNetwork() throws {
    let task = try task(["horizon": .list([.number(1), .number(4)])])
    #expect(Split.allCases.map { task.targets($0) } == [6..<12, 15..<18, 21..<24])
    #expect((task.inputWidth, task.outputWidth, task.emptyBatch.targetWidth) == (3, 6, 6))
    for split in Split.allCases {
      let rows = task.targets(split)
      let batch = Fixtures.batch(task, split, Array(0..<rows.count))
      for (b, row) in rows.enumerated() {
        let last = row - 4
        let inputs = Fixtures.inputs(batch, row: b).enumerated().map {
          unscaled(task, $0.element, $0.offset % 3)
        }
        #expect(inputs == (last - 2...last).flatMap { row in (0..<3).map { Self.value(row, $0) } })
        let targets = Fixtures.targets(batch, row: b).enumerated().map {
          unscaled(task, $0.element, $0.offset % 3)
        }
        #expect(targets == [last + 1, last + 4].flatMap { row in (0..<3).map { Self.value(row, $0) } })
      }
    }
  }

  @Test func someSeriesAreInputsAlone() throws {
    let task = try task([
      "horizon": .list([.number(1), .number(2)]), "targets": .list([.text("c"), .text("a")]),
    ])
    #expect((task.inputWidth, task.outputWidth) == (3, 4))
    let row = task.targets(.test).lowerBound
    let batch = Fixtures.batch(task, .test, [0])
    let targets = Fixtures.targets(batch, row: 0).enumerated().map {
      unscaled(task, $0.element, [2, 0][$0.offset % 2])
    }
    #expect(
      targets == [Self.value(row - 1, 2), Self.value(row - 1, 0), Self.value(row, 2), Self.value(row, 0)])
  }

  /// Of `shared` an example has one target series in and out, beside the series that are inputs alone.
  @Test func sharedWeightsSeeWhatIsInputAlone() throws {
    let task = try task([
      "horizon": .number(1), "targets": .list([.text("c"), .text("a")]), "series": .text("shared"),
    ])
    #expect((task.inputWidth, task.outputWidth, task.count(.test)) == (2, 1, 12))
    let batch = Fixtures.batch(task, .test, [0, 1, 2])
    for (example, (row, series)) in [(18, 2), (18, 0), (19, 2)].enumerated() {
      let inputs = Fixtures.inputs(batch, row: example).enumerated().map {
        unscaled(task, $0.element, [series, 1][$0.offset % 2])
      }
      #expect(inputs == (row - 3..<row).flatMap { [Self.value($0, series), Self.value($0, 1)] })
      #expect(unscaled(task, Fixtures.targets(batch, row: example)[0], series) == Self.value(row, series))
    }
  }

  /// A filled value is an input and no target; the others of its row count.
  @Test func missingValuesAreNoTargets() throws {
    let task = try task(["horizon": .number(1)], missing: [[19, 1], [20, 1], [20, 2], [5, 0]])
    let batch = Fixtures.batch(task, .test, Array(0..<6))
    let mask = (0..<6).map { row in (0..<3).map { batch.mask[row * 3 + $0] } }
    #expect(mask[1] == [true, false, true] && mask[2] == [true, false, false])
    #expect(mask.enumerated().allSatisfy { [1, 2].contains($0.offset) || $0.element == [true, true, true] })
    // Row 22 sees rows 19 to 21: in rows 19 and 20 `b` is what it was in row 18.
    let inputs = Fixtures.inputs(batch, row: 4).enumerated().map { unscaled(task, $0.element, $0.offset % 3) }
    #expect([inputs[1], inputs[4]] == [Self.value(18, 1), Self.value(18, 1)])
    // Scores: three targets less than there are.
    var rows = task.emptyRows()
    rows.appendTargets(of: batch, examples: Array(0..<6))
    #expect(rows.count == 15)
    // Scaling: the mean of the rows of training that are there.
    let seenRows: [Int] = (0..<12).filter { $0 != 5 }
    let mean = Double(seenRows.reduce(0, +)) / 11
    #expect(abs(task.scalings[0].offset - mean) < 1e-12)
    // Floors: the mean of the absolute errors of 15 targets, by hand.
    let missing: [[Int]] = [[19, 1], [20, 1], [20, 2]]
    let all: [(row: Int, series: Int)] = (18..<24).flatMap { row in (0..<3).map { (row, $0) } }
    let last = all.filter { !missing.contains([$0.row, $0.series]) }
    func seen(_ row: Int, _ series: Int) -> Double {
      var row = row
      while missing.contains([row, series]) { row -= 1 }
      return Self.value(row, series)
    }
    let errors = last.map { abs(Self.value($0, $1) - seen($0 - 1, $1)) }
    let floor = task.floorScores(.test).first { $0.mode == "persistence" && $0.metric == "mae" }
    #expect(try abs(#require(floor?.value) - errors.reduce(0, +) / 15) < 1e-12)
  }

  /// Floors of several horizons, by an independent loop.
  @Test func floorsOfSeveralHorizons() throws {
    let task = try task([
      "horizon": .list([.number(2), .number(5)]), "season": .number(3), "targets": .list([.text("b")]),
    ])
    let origins = task.targets(.test).map { $0 - 5 }
    let floors = task.floorScores(.test)
    func error(_ lag: (Int) -> Int) -> Double {
      let errors = origins.flatMap { i in
        [2, 5].map { h in abs(Self.value(i + h, 1) - Self.value(i + h - lag(h), 1)) }
      }
      return errors.reduce(0, +) / Double(errors.count)
    }
    let persistence = floors.first { $0.mode == "persistence" && $0.metric == "mae" }
    let seasonal = floors.first { $0.mode == "seasonal_naive" && $0.metric == "mae" }
    #expect(persistence?.value == error { $0 })
    #expect(seasonal?.value == error { ($0 + 2) / 3 * 3 })
  }

  @Test func horizonsThatLeaveASplitWithoutTargets() {
    let message = Fixtures.message { try task(["horizon": .list([.number(1), .number(8)])]) }
    #expect(
      message
        == "data.csv: 24 rows are too few: 'split' gives train 12, validation 6, test 6, and validation has 6 rows, and an example's targets take 8, for the horizons 1 to 8; needed are more rows, another 'split', or less 'window' and 'horizon'"
    )
  }

  /// What the test rows hold changes neither scaling nor an example of another split.
  @Test func testRowsLeaveTheOthersAsTheyAre() throws {
    let task = try Fixtures.chickenpox()
    let lines = String(decoding: try Fixtures.data("hungary_chickenpox.csv"), as: UTF8.self).split(
      separator: "\n")
    let border = 1 + 365
    let changed = lines.enumerated().map { index, line in
      index < border
        ? String(line)
        : line.split(separator: ",").enumerated().map {
          $0.offset == 0 ? String($0.element) : "\($0.element)00"
        }.joined(separator: ",")
    }
    let other = try Fixtures.forecast(
      Array(changed.joined(separator: "\n").utf8), ["window": .number(20), "horizon": .number(2)])
    #expect(task.scalings == other.scalings)
    for split in [Split.train, .validation] {
      #expect(task.floorScores(split) == other.floorScores(split))
      let all = Array(0..<(task.count(split) ?? 0))
      #expect(Fixtures.batch(task, split, all).inputs == Fixtures.batch(other, split, all).inputs)
    }
    #expect(task.floorScores(.test) != other.floorScores(.test))
  }
}
