import Catalog
import SequenceTasks
import Sequences
import Testing

@Suite("Floors of forecast")
struct ForecastFloorsTests {
  /// Figures of the published catalog for chickenpox, horizon 2, 50/20/30, to the digits it prints.
  @Test(arguments: [("persistence", 33.93), ("seasonal_naive", 36.71), ("training_mean", 36.25)])
  func chickenpoxTestSplit(mode: String, expected: Double) throws {
    let task = try Fixtures.chickenpox()
    let floor = try #require(task.floorScores(.test).first { $0.mode == mode && $0.metric == "rmse" })
    #expect(abs(floor.value - expected) <= 0.005)
    #expect(task.targets(.test).count == 157)
  }

  /// All floors by an independent program (NumPy, float64).
  @Test func chickenpoxEverySplit() throws {
    let task = try Fixtures.chickenpox()
    let reference: [(Split, String, Double)] = [
      (.train, "persistence", 32.26960321520342), (.train, "training_mean", 40.79838717813527),
      (.validation, "persistence", 27.404844111383497),
      (.validation, "seasonal_naive", 38.531468158656224),
      (.validation, "training_mean", 36.80774956322904), (.test, "persistence", 33.93126716937853),
      (.test, "seasonal_naive", 36.70954595648399), (.test, "training_mean", 36.24603662900826),
    ]
    for (split, mode, expected) in reference {
      let floor = try #require(task.floorScores(split).first { $0.mode == mode && $0.metric == "rmse" })
      #expect(abs(floor.value / expected - 1) < 1e-12, "\(split) \(mode)")
    }
    #expect(task.floorScores(.validation).count == 9)
    #expect(task.floorScores(.test).count == 9)
  }

  @Test func seasonalNaiveNeedsASeasonBeforeEveryTarget() throws {
    let modes = Set(try Fixtures.chickenpox().floorScores(.train).map(\.mode))
    #expect(modes == ["persistence", "training_mean"])
  }

  /// Seasons of 3 rows, horizon 4: the latest row seen that lies whole seasons before row j is j − 6.
  @Test func seasonalNaiveLooksBackFarEnoughToBeAForecast() throws {
    let counts = (0..<24).map { $0 * $0 }
    let text = "a\n" + counts.map(String.init).joined(separator: "\n")
    let task = try Fixtures.forecast(text, ["horizon": .number(4), "season": .number(3)])
    let errors = (18..<24).map { Double(counts[$0] - counts[$0 - 6]) }
    let mean = errors.reduce(0, +) / 6
    let floor = task.floorScores(.test).first { $0.mode == "seasonal_naive" && $0.metric == "mae" }
    #expect(floor?.value == mean)
  }

  /// One series: its mean is a constant forecast, which correlates with nothing.
  @Test func anUndefinedCorrelationIsLeftOut() throws {
    let task = try Fixtures.chickenpox(["columns": .list([.text("PEST")])])
    let metrics = task.floorScores(.test).filter { $0.mode == "training_mean" }.map(\.metric)
    #expect(metrics == ["rmse", "mae"])
  }

  @Test func sharedAndJointHaveTheSameFloors() throws {
    let joint = try Fixtures.chickenpox()
    let shared = try Fixtures.chickenpox(["series": .text("shared")])
    for split in Split.allCases { #expect(joint.floorScores(split) == shared.floorScores(split)) }
  }
}
