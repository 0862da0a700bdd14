import Catalog
import DataReading
import SequenceTasks
import Sequences
import Testing

/// Counts and quantiles of the series of a file.
struct ForecastFormsTests {
  private static func task(_ text: String, _ settings: [String: ParameterValue] = [:]) throws -> ForecastTask
  {
    var given: [String: ParameterValue] = [
      "data": .text("counts.csv"), "window": .number(2), "horizon": .number(1),
    ]
    if !text.hasPrefix("date") { given["read"] = .map(["date": .flag(false)]) }
    return try ForecastTask(
      Parameters(ForecastTask.description, given.merging(settings) { $1 }),
      files: FileReader { _ in Array(text.utf8) })
  }

  private static func counts(_ text: String, _ settings: [String: ParameterValue] = [:]) throws
    -> ForecastTask
  {
    try #require(try task(text, settings).predicting(.count))
  }

  /// Twenty rows of two series, of means 2 and 30 over the first ten.
  private static let text =
    "date,a,b\n"
    + (0..<20).map { "\(2001 + $0)-01-01,\([0, 1, 2, 3, 4][$0 % 5]),\(30 + ($0 % 2 == 0 ? 7 : -7))\n" }
    .joined()

  /// Targets are what the file has; inputs are scaled as before; a unit of an output is the training mean.
  @Test func countsStayUnscaled() throws {
    let (numbers, counts) = (try Self.task(Self.text), try Self.counts(Self.text))
    #expect(counts.target == .count && counts.scales == [2, 30])
    let (first, second) = (Fixtures.batch(numbers, .test, [0, 3]), Fixtures.batch(counts, .test, [0, 3]))
    #expect(first.inputs == second.inputs)
    // Test targets begin in row 14.
    #expect(second.targets == [4, 37, 2, 23])
    #expect(second.scales == [2, 30, 2, 30])
    var rows = counts.emptyRows(.counts(PoissonDistribution.self))
    rows.appendTargets(of: second, examples: [0, 3])
    rows.outputs = [1, 2, 3, 4]
    counts.rescale(&rows, .test)
    #expect(rows.outputs == [1, 2, 3, 4] && rows.targets == [4, 37, 2, 23])
    #expect(try numbers.predicting(.bits) == nil)
  }

  /// With one series at a time, an example's targets are of its series.
  @Test func sharedSeries() throws {
    let task = try Self.counts(Self.text, ["series": .text("shared")])
    var batch = task.emptyBatch
    batch.keepsSeries = true
    task.load(&batch, .test, examples: [0, 1, 2])
    #expect(batch.series == [0, 1, 0] && batch.scales == [2, 30, 2] && batch.targets == [4, 37, 0])
    #expect(task.seriesCount == 2)
  }

  @Test func whatIsNoCountIsRefused() throws {
    let problems = [
      (
        Self.text.replacing("2003-01-01,2,", with: "2003-01-01,2.5,"),
        "counts.csv:4: 2.5 in 'a' is no count; a loss of counts takes whole numbers from 0 on"
      ),
      (
        Self.text.replacing("2020-01-01,4,", with: "2020-01-01,-4,"),
        "counts.csv:21: -4 in 'a' is no count; a loss of counts takes whole numbers from 0 on"
      ),
    ]
    for (text, message) in problems {
      #expect(Fixtures.message { try Self.counts(text) } == message)
    }
  }

  /// A series of zeros over training has no mean to be predicted in units of.
  @Test func aSeriesOfZerosIsRefused() throws {
    let text = "a,b\n" + (0..<20).map { "\($0 < 10 ? 0 : $0),\($0 % 3)\n" }.joined()
    #expect(
      Fixtures.message {
        try Self.counts(text, ["scaling": .text("minmax"), "columns": .list([.text("b")])])
      }
        == nil)
    // Scaling refuses the constant before, in the same words as for numbers.
    #expect(Fixtures.message { try Self.counts(text) }?.contains("constant (always 0)") == true)
  }

  /// Metrics that suit the form, groups by series and horizon.
  @Test func forms() throws {
    let task = try Self.task(Self.text)
    func names(_ forecast: Forecast) -> [String] { task.metrics(for: forecast).map { $0.name } }
    #expect(names(.number) == ["rmse", "mae", "pearson"])
    #expect(names(.counts(PoissonDistribution.self)) == ["rmse", "mae", "pearson", "log_score", "crps"])
    #expect(
      names(.quantiles([0.05, 0.5, 0.95])) == ["rmse", "mae", "pearson", "pinball", "wis", "coverage"])
    #expect(names(.quantiles([0.1, 0.2])) == ["pinball", "wis"])
    #expect(task.groupings.map(\.name) == ["series", "horizon"] && task.groupings[0].labels == ["a", "b"])
    #expect(
      task.groupings[0].group(.init(.test, example: 3, place: 1, target: 0)) == 1
        && task.groupings[1].labels == ["1"])
  }

  /// Naive forecasts with the spread of their errors, for what numbers are not scored by.
  @Test func floors() throws {
    let quantiles = Forecast.quantiles([0.05, 0.5, 0.95])
    func scores(_ task: ForecastTask, _ form: Forecast) -> [String: Double] {
      let keys = task.metrics(for: form).map { ScoreKey($0) }
      let found = task.floorScores(.test, task.floors(for: form), keys, by: [])
      return Dictionary(uniqueKeysWithValues: found.map { ("\($0.mode).\($0.metric)", $0.value) })
    }
    let (numbers, counts) = (try Self.task(Self.text), try Self.counts(Self.text))
    let (plain, spread) = (scores(numbers, .number), scores(numbers, quantiles))
    for mode in ["persistence", "training_mean"] {
      for metric in ["rmse", "mae"] { #expect(spread["\(mode).\(metric)"] == plain["\(mode).\(metric)"]) }
      #expect(spread["\(mode).pinball"] != nil && spread["\(mode).coverage"] != nil)
    }
    // Errors of the last value are ±14 in turn for b, all covered; of a, whose fall by 4 comes once in nine, the lowest is not.
    #expect(spread["persistence.coverage"] == 11.0 / 12)
    let distributions = scores(counts, .counts(NegativeBinomialDistribution.self))
    #expect(distributions["persistence.rmse"] == plain["persistence.rmse"])
    #expect(distributions["persistence.log_score"] == nil)
    let mean = try #require(distributions["training_mean.log_score"])
    let expected = (14..<20).reduce(0.0) { sum, row in
      sum - PoissonDistribution(mean: 2).logProbability(of: Double(row % 5))
        - PoissonDistribution(mean: 30).logProbability(of: row % 2 == 0 ? 37 : 23)
    }
    #expect(abs(mean - expected / 12) < 1e-12)
    let crps = try #require(distributions["persistence.crps"])
    #expect(crps > 0 && crps < (plain["persistence.mae"] ?? 0))
  }
}
