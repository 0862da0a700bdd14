import Planning
import Running
import Studies
import TestSupport
import Testing

/// Situations that people who train gated networks report, each as the tables show it.
@Suite struct SituationTests {
  let folder = TemporaryFolder()

  /// Forecasts of two series: 30 training rows, of which 26 are targets, 12 of validation and 18 of test.
  private static let forecast = """
    schema: sluice/experiment/v1
    name: situation
    kind: train
    seed: 7
    replicates: 2
    task: {kind: forecast, data: d.csv, read: {date: false}, window: 4, horizon: 1}
    network: {hidden: 5}
    gates: {all: {kind: bernoulli}}
    training: {updates: 20, batch: 8, optimizer: {kind: adam, learning_rate: 0.01}}
    evaluation: {every: 10, modes: [native, sample], samples: 3, select: validation.native.rmse}
    telemetry: {gates: true}

    """

  /// Sixty rows; those of the test split, which begin with the 42nd, times `factor`.
  private static func series(testTimes factor: Int = 1) -> String {
    "a,b\n"
      + (0..<60).map { row in
        let factor = row < 42 ? 1 : factor
        return "\(row * row % 7 * factor),\((20 + row * 3 % 11) * factor)\n"
      }.joined()
  }

  private static func plan(_ overrides: [String] = [], sweep: String = "", testTimes factor: Int = 1) throws
    -> ExperimentPlan
  {
    let text = forecast + (sweep.isEmpty ? "" : "sweep:\n  \(sweep)\n")
    return try SmallSweep.plan(overrides, text: text, data: ["d.csv": series(testTimes: factor)])
  }

  /// Runs beside one that diverges are what they are alone, and what is summed up of the others counts it.
  @Test func aRunThatDivergesBesideOthers() async throws {
    let (sound, lost) = ("{kind: adam, learning_rate: 0.01}", "{kind: sgd, learning_rate: 1e+30}")
    let compare = "compare: {axis: training.optimizer, baseline: \(sound), metric: test.native.rmse}\n"
    func run(_ optimizers: [String], compare: String, in name: String) async throws {
      let sweep = "sweep: {training.optimizer: [\(optimizers.joined(separator: ", "))]}\n"
      let plan = try SmallSweep.plan(
        text: Self.forecast + sweep + compare, data: ["d.csv": Self.series()])
      #expect(try await SmallSweep.run(plan, in: folder[name], jobs: 2).isComplete)
    }
    try await run([lost, sound], compare: compare, in: "beside")
    try await run([sound], compare: "", in: "alone")
    let names = ["training.optimizer": "sgd learning_rate=1e+30"]
    let diverged = try ResultRows("runs", in: folder["beside"]).matching(names)
    #expect(diverged.count == 2 && diverged.allSatisfy { $0["status"] == "diverged" })
    let ids = Set(diverged.compactMap { $0["cell_id"] })
    for table in ["runs", "measurements", "gates", "summary"] {
      let beside = try ResultRows(table, in: folder["beside"]).rows.filter {
        !ids.contains($0["cell_id"] ?? "")
      }
      #expect(try beside == ResultRows(table, in: folder["alone"]).rows, "\(table)")
      #expect(!beside.isEmpty)
    }
    let counted = try ResultRows("summary", in: folder["beside"]).matching(
      names.merging(["mode": "native", "metric": "rmse"]) { $1 })
    #expect(counted.count == 2)
    #expect(counted.allSatisfy { $0["n"] == "2" && $0["n_diverged"] == "2" && $0["mean"] == "" })
    let compared = try ResultRows("comparisons", in: folder["beside"]).matching([
      "split": "test", "mode": "native", "metric": "rmse", "n_pairs": "2", "n_diverged": "2",
      "mean_difference": "",
    ])
    #expect(compared.count == 1)
  }

  /// With a learning rate that moves no weight, every score is the same after any number of updates on batches of any size: of one,
  /// with and without a remainder, and of the whole split.
  @Test func batchRemaindersChangeNothing() async throws {
    let plan = try Self.plan(
      ["training.optimizer={kind: adam, learning_rate: 1e-30}"], sweep: "training.batch: [1, 4, 13, 25, 26]")
    try await SmallSweep.run(plan, in: folder["r"])
    var values: [[String?]: [String?]] = [:]
    for row in try ResultRows("measurements", in: folder["r"]).rows
    where ["native", "sample"].contains(row["mode"]) {
      values[["replicate", "split", "mode", "metric"].map { row[$0] }, default: []].append(row["value"])
    }
    // Two replicates, splits and modes, three metrics; five sizes, each after 0, 10 and 20 updates.
    #expect(values.count == 24)
    for (key, values) in values { #expect(values.count == 15 && Set(values).count == 1, "\(key)") }
  }

  /// From a hidden state of 0 one step leaves (1 − p)·o·tanh(ĉ), so that in expectation an untrained network's squared error is
  /// exactly quadratic in 1 − p: three rates of zoneout tell all others. Where states pass through gates again it is not.
  @Test(arguments: [("float64", 1e-13), ("float32", 1e-5)])
  func squaredErrorIsQuadraticInWhatZoneoutLetsPass(precision: String, tolerance: Double) async throws {
    let rates = [0, 0.5, 1, 0.1, 0.25, 0.9]
    let sweep = rates.map { "{kind: zoneout, cell_rate: \($0), hidden_rate: \($0)}" }
    let modes = ["native", "mean", "sigmoid", "hard"]
    /// The relative error of predicting the last three from the first three.
    func misfit(window: Int) async throws -> Double {
      let plan = try Self.plan(
        [
          "precision=\(precision)", "task.window=\(window)", "training.updates=1", "telemetry.gates=false",
          "evaluation={every: 1, modes: [\(modes.joined(separator: ", "))]}",
        ], sweep: "state_noise: [\(sweep.joined(separator: ", "))]")
      let folder = folder["\(window)"]
      try await SmallSweep.run(plan, in: folder)
      let measured = try ResultRows("measurements", in: folder)
      var worst = 0.0
      for mode in modes {
        let errors = try rates.indices.map { cell in
          let rows = measured.matching([
            "run_id": plan.runs[2 * cell].id, "update": "0", "split": "test", "mode": mode, "metric": "rmse",
          ])
          let rmse = try #require(rows.first?["value"].flatMap(Double.init))
          return rmse * rmse
        }
        for (rate, error) in zip(rates, errors).dropFirst(3) {
          let x = 1 - rate
          let fit =
            errors[0] * x * (2 * x - 1) + errors[1] * 4 * x * (1 - x) + errors[2] * (1 - x) * (1 - 2 * x)
          worst = max(worst, abs(fit - error) / error)
        }
        #expect(Set(errors).count == rates.count)
      }
      return worst
    }
    #expect(try await misfit(window: 1) < tolerance)
    #expect(try await misfit(window: 3) > 1e-4)
  }

  /// Decoupled decay takes η·λ = 1 of every weight at each update: what is left predicts 0 in scaled units, which is the training
  /// mean, to the last digit of every score.
  @Test(arguments: ["float32", "float64"]) func decayAloneEndsAtTheTrainingMean(precision: String)
    async throws
  {
    let optimizers = ["sgd", "adam", "nadam"].map {
      "{kind: \($0), learning_rate: 1e-30, weight_decay: 1e+30, decay: decoupled}"
    }
    let plan = try Self.plan(
      ["precision=\(precision)"], sweep: "training.optimizer: [\(optimizers.joined(separator: ", "))]")
    try await SmallSweep.run(plan, in: folder["r"])
    let measured = try ResultRows("measurements", in: folder["r"])
    for run in plan.runs {
      for (split, metric) in [("validation", "rmse"), ("test", "rmse"), ("test", "mae"), ("test", "pearson")]
      {
        func value(_ mode: String, after update: String) throws -> String {
          let rows = measured.matching([
            "run_id": run.id, "split": split, "metric": metric, "mode": mode, "update": update,
          ])
          return try #require(rows.first?["value"])
        }
        let floor = try value("training_mean", after: "")
        for mode in ["native", "sample"] {
          #expect(try value(mode, after: "20") == floor)
          #expect(try value(mode, after: "0") != floor)
        }
      }
    }
  }

  /// What the test rows hold reaches no score, floor or statistic of another split.
  @Test func testRowsTimesAHundred() async throws {
    try await SmallSweep.run(Self.plan(), in: folder["one"])
    try await SmallSweep.run(Self.plan(testTimes: 100), in: folder["hundred"])
    try expectOnlyTestRowsDiffer()
  }

  /// The same of labelled sequences, whose scaling and classes are those of training.
  @Test func testSequencesTimesAHundred() async throws {
    func sequences(testTimes factor: Int) -> String {
      let rows = (0..<24).flatMap { number in
        let part = ["train", "train", "validation", "test"][number % 4]
        return (0..<3 + number % 3).map { step in
          let x = (number * 5 + step * step) % 7 * (part == "test" ? factor : 1)
          return "s\(number),\(part),\(x),\(number / 4 % 2 == 0 ? "up" : "down")\n"
        }
      }
      return "id,part,x,label\n" + rows.joined()
    }
    let task =
      "{kind: sequences, data: s.csv, sequence: id, inputs: [x], target: label, split: {column: part}}"
    for (name, factor) in [("one", 1), ("hundred", 100)] {
      let plan = try SmallSweep.plan(
        ["task=\(task)", "evaluation.select=validation.native.cross_entropy"], text: Self.forecast,
        data: ["s.csv": sequences(testTimes: factor)])
      try await SmallSweep.run(plan, in: folder[name])
    }
    try expectOnlyTestRowsDiffer()
  }

  private func expectOnlyTestRowsDiffer() throws {
    for table in ["measurements", "gates"] {
      let (one, hundred) = (
        try ResultRows(table, in: folder["one"]), try ResultRows(table, in: folder["hundred"])
      )
      let splits = ["train", "validation"]
      #expect(one.scores(of: splits) == hundred.scores(of: splits), "\(table)")
      #expect(!one.scores(of: splits).isEmpty)
      if table == "measurements" { #expect(one.scores(of: ["test"]) != hundred.scores(of: ["test"])) }
    }
    let selected = try ["one", "hundred"].map {
      try ResultRows("runs", in: folder[$0]).rows.map { $0["selected_update"] }
    }
    #expect(selected[0] == selected[1])
  }
}
