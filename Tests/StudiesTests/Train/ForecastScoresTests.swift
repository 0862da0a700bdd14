import Catalog
import Gating
import Planning
import Recurrence
import Reports
import Running
import Sequences
import Studies
import Tables
import TestSupport
import Testing

/// Losses of counts and quantiles, scores by group and modes with rollouts, from the file to the tables.
@Suite struct ForecastScoresTests {
  let folder = TemporaryFolder()

  private static func outcome(_ overrides: [String]) throws -> RunOutcome {
    let plan = try ExperimentPlan.twoSeries(overrides)
    let run = plan.runs[0]
    return try run.specification.study.run(RunContext(run))
  }

  private static func measurements(_ overrides: String...) throws -> [Measurement] {
    let outcome = try outcome(overrides)
    #expect(outcome.status == .completed)
    return outcome.measurements
  }

  private static func value(
    _ rows: [Measurement], _ metric: String, _ mode: String = "native", update: Int = 40,
    split: String = "test"
  ) throws -> Double {
    let row = rows.first {
      $0.metric == metric && $0.mode == mode && $0.update == update && $0.split == split
    }
    return try #require(row?.value, "\(split).\(mode).\(metric)")
  }

  /// The network learns to predict counts better than their training means, under both laws and in both precisions.
  @Test(arguments: ["poisson", "{kind: negative_binomial}"])
  func counts(_ loss: String) throws {
    let single = try Self.measurements("training.loss=\(loss)")
    let double = try Self.measurements("training.loss=\(loss)", "precision=float64")
    for metric in ["log_score", "crps", "rmse"] {
      let (first, last) = (
        try Self.value(single, metric, update: 0), try Self.value(single, metric)
      )
      #expect(last < first, "\(metric)")
      #expect(abs(try Self.value(double, metric, update: 0) - first) < 1e-4 * first)
    }
    // A mixture over rollouts scores at least as well as they do one by one: −ln is convex.
    #expect(try Self.value(single, "log_score", "sample") < Self.value(single, "log_score", "draw"))
  }

  /// Each series has an r of its own, at first 1, which ends the network's parameters and is learned.
  @Test func sizesAreLearned() throws {
    let run = try ExperimentPlan.twoSeries(["training.loss=negative_binomial"]).runs[0]
    let layout = run.specification.configuration.layout
    #expect(layout.blocks.last?.name == "readout.constants" && layout.readoutConstants.count == 2)
    #expect(run.specification.initialParameters(replicate: 0).suffix(2) == [0, 0])
    let negativeBinomial = try Self.measurements("training.loss=negative_binomial")
    let poisson = try Self.measurements("training.loss=poisson")
    #expect(try Self.value(negativeBinomial, "log_score") != Self.value(poisson, "log_score"))
  }

  /// Outputs for each level, scored sorted, in the units of the data.
  @Test func quantiles() throws {
    let rows = try Self.measurements("training.loss={kind: pinball, quantiles: [0.1, 0.5, 0.9]}")
    let names = Set(rows.filter { $0.mode == "native" }.map(\.metric))
    #expect(names == ["pinball", "wis", "coverage"])
    #expect(try Self.value(rows, "wis") == 2 * Self.value(rows, "pinball"))
    #expect(try Self.value(rows, "pinball") < Self.value(rows, "pinball", update: 0))
    let configuration = try ExperimentPlan.twoSeries(["training.loss=pinball"]).runs[0].specification
      .configuration
    #expect(configuration.outputWidth == 12)
  }

  /// mse(draw) − mse(sample) is the spread of the rollouts: above 0 where gates draw, and 0 where they do not.
  @Test func oneNoisyPass() throws {
    let drawn = try Self.measurements()
    #expect(try Self.value(drawn, "mse", "draw") > Self.value(drawn, "mse", "sample"))
    let row = try #require(drawn.last { $0.mode == "draw" && $0.metric == "mse" })
    #expect(try #require(row.standardError) > 0)
    let still = try Self.measurements("gates.all={kind: sigmoid}")
    for mode in ["sample", "draw"] {
      #expect(try Self.value(still, "mse", mode) == Self.value(still, "mse"))
    }
    // The scores of rollouts together need no other mode beside them.
    let alone = try Self.measurements("evaluation.modes=[sample]")
    #expect(try Self.value(alone, "mse", "sample") == Self.value(drawn, "mse", "sample"))
  }

  /// Modes that read the network alike share their passes, and each has the rows in every table that it has alone.
  @Test func modesThatReadAlikeShareTheirPasses() throws {
    func rows(_ modes: String, of mode: String) throws -> [String: [Substring]] {
      let outcome = try Self.outcome([
        "evaluation={every: 20, modes: [\(modes)]\(modes == "native" ? "" : ", samples: 4"), predictions: [validation, test]}",
        "telemetry={gates: true, units: {split: validation, examples: 2}}",
      ])
      let attached = outcome.attachments.compactMap { attachment -> TableRows? in
        guard case .rows(let table, let columns, _) = attachment.place else { return nil }
        return TableRows(table, columns: columns, lines: attachment.bytes ?? [])
      }
      return Dictionary(
        uniqueKeysWithValues: (outcome.tables + attached).compactMap { table in
          guard let column = table.columns.firstIndex(of: "mode") else { return nil }
          let lines = String(decoding: table.lines, as: UTF8.self).split(separator: "\n")
          return (table.table, lines.filter { $0.split(separator: " ")[column] == mode })
        })
    }
    for mode in ["draw", "native", "sample"] {
      let (together, alone) = (try rows("draw, native, sample", of: mode), try rows(mode, of: mode))
      #expect(together == alone)
      let tables = Set(alone.filter { !$0.value.isEmpty }.keys)
      #expect(tables.isSuperset(of: ["measurements", "gates", "predictions", "units"]))
    }
    func read(_ modes: String) throws -> Double {
      let cell = try ExperimentPlan.twoSeries(["evaluation.modes=[\(modes)]"]).cells[0].specification
      return cell.study.demand(cell).read
    }
    #expect(try read("draw, sample") == read("sample"))
    #expect(try read("draw, native, sample") == read("sample") * 5 / 4)
  }

  /// Pooled rows, then those of every series, then those of every series and horizon.
  @Test func groups() throws {
    let rows = try Self.measurements(
      "evaluation={every: 20, modes: [native], by: [series, horizon]}")
    let names = rows.filter { $0.split == "test" && $0.update == 0 }.map(\.metric)
    #expect(
      names.filter { $0.hasPrefix("rmse") } == [
        "rmse", "rmse[a]", "rmse[\"b;c\"]", "rmse[a;1]", "rmse[a;2]", "rmse[\"b;c\";1]", "rmse[\"b;c\";2]",
      ])
    let plain = try Self.measurements("evaluation={every: 20, modes: [native]}")
    #expect(try Self.value(rows, "rmse") == Self.value(plain, "rmse"))
    #expect(try Self.value(rows, "rmse[a]") < Self.value(rows, "rmse[\"b;c\"]"))
  }

  @Test func groupsCanBeSelectedAndCompared() async throws {
    let plan = try ExperimentPlan.twoSeries([
      "evaluation.by=[series]", "evaluation.select=validation.native.rmse[a]", "replicates=6",
      "sweep.gates.all=[{kind: sigmoid}, {kind: bernoulli}]",
      "compare={axis: gates.all, baseline: {kind: sigmoid}, metric: 'test.sample.rmse[\"b;c\"]'}",
    ])
    try await SmallSweep.run(plan, in: folder["r"])
    let runs = try ResultRows("runs", in: folder["r"])
    #expect(runs.rows.allSatisfy { $0["test.native.rmse[a]"]?.isEmpty == false })
    let selected = Set(runs.rows.map { $0["selected_update"] ?? "" })
    #expect(selected.isSubset(of: ["0", "20", "40"]))
    let compared = try ResultRows("comparisons", in: folder["r"]).matching([
      "metric": "\"rmse[\"\"b;c\"\"]\"", "split": "test", "mode": "sample",
    ])
    #expect(compared.count == 1 && compared[0]["p_holm"]?.isEmpty == false)
    // The view says how many rollouts there are, from the records and from the tables alone.
    let note = "sample: the mean of 4 rollouts is scored"
    let records = TextDrawing().text(
      try ComparisonView(plan, records: RunStore(folder["r"]).records()).report)
    let tables = TextDrawing().text(
      try ComparisonView(tablesIn: folder["r"], metric: "test.sample.rmse[\"b;c\"]").report)
    #expect(records.contains("test.sample.rmse[\"b;c\"]") && records.contains(note))
    #expect(tables.contains(note))
    #expect(TextDrawing().text(PlanSummary(plan).report).contains(note))
  }

  /// Of rollouts that give numbers the score is asked for, and labelled.
  @Test func rankedProbabilityOfGateNoise() async throws {
    let plan = try ExperimentPlan.twoSeries(["evaluation.metrics=[crps, mae]"])
    let rows = try Self.measurements("evaluation.metrics=[crps, mae]")
    #expect(rows.contains { $0.mode == "sample" && $0.metric == "crps" })
    #expect(!rows.contains { $0.mode != "sample" && $0.metric == "crps" })
    #expect(try Self.value(rows, "crps", "sample") < Self.value(rows, "mae", "draw"))
    #expect(TextDrawing().text(PlanSummary(plan).report).contains("gate noise only"))
  }

  /// Floors score what the network's forecasts are scored by: errors around the last value, the training mean as a law.
  @Test func floors() throws {
    func floors(_ rows: [Measurement], _ split: String = "test") -> [String: [String]] {
      Dictionary(
        grouping: rows.filter { $0.update == nil && $0.split == split }, by: \.mode
      ).mapValues { $0.map(\.metric) }
    }
    let evaluation = "evaluation={every: 20, modes: [native], by: [series]}"
    let counts = try Self.measurements("training.loss=poisson", evaluation)
    #expect(
      floors(counts)["persistence"] == [
        "rmse", "mse", "rmse[a]", "mse[a]", "rmse[\"b;c\"]", "mse[\"b;c\"]", "crps", "crps[a]",
        "crps[\"b;c\"]",
      ])
    #expect(floors(counts)["training_mean"]?.prefix(4) == ["rmse", "mse", "log_score", "crps"])
    func floor(_ mode: String, _ metric: String) throws -> Double {
      try #require(
        counts.first { $0.update == nil && $0.split == "test" && $0.mode == mode && $0.metric == metric }?
          .value)
    }
    // A spread scores better than certainty: of a certain forecast the score is the absolute error.
    #expect(try floor("persistence", "crps") < floor("persistence", "rmse"))
    #expect(try floor("training_mean", "log_score") > Self.value(counts, "log_score"))
    let quantiles = try Self.measurements("training.loss=pinball", evaluation)
    #expect(
      floors(quantiles)["persistence"]?.filter { !$0.contains("[") } == ["pinball", "wis", "coverage"])
    #expect(floors(quantiles)["training_mean"] == nil)
  }

  /// The forecasts of the update whose scores are final: every target that counts, with its date, series and horizon.
  @Test func predictions() async throws {
    let plan = try ExperimentPlan.twoSeries([
      "evaluation.predictions=[test]", "evaluation.select=validation.native.rmse", "training.loss=poisson",
    ])
    try await SmallSweep.run(plan, in: folder["p"])
    let rows = try ResultRows("predictions", in: folder["p"])
    let native = rows.matching(["mode": "native"])
    // Of 12 examples' 48 targets 6 are masked.
    #expect(native.count == 42 && rows.rows.count == 3 * 42)
    #expect(native[0]["example"] == "0" && native[0]["horizon"] == "1" && native[0]["date"] == "day 85")
    #expect(Set(native.map { $0["series"] ?? "" }) == ["a", "b;c"])
    let numbers = native.map { (Double($0["target"] ?? "") ?? .nan, Double($0["prediction"] ?? "") ?? .nan) }
    let square = numbers.reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) } / 42
    let final = try #require(
      try ResultRows("runs", in: folder["p"]).rows[0]["test.native.mse"].flatMap(Double.init))
    #expect(abs(square - final) <= 1e-12 * final)
    #expect(native.allSatisfy { $0["deviation"] == "" && $0["q50"] == "" })
    for row in rows.matching(["mode": "sample"]) {
      let quantiles = ["q05", "q25", "q50", "q75", "q95"].compactMap { row[$0].flatMap(Double.init) }
      #expect(quantiles.count == 5 && zip(quantiles, quantiles.dropFirst()).allSatisfy { $0 <= $1 })
      #expect(row["deviation"].flatMap(Double.init).map { $0 >= 0 } == true)
    }
  }

  @Test(arguments: [
    (["evaluation.by=[serie]"], "found 'serie' (did you mean 'series'?); expected series or horizon"),
    (["evaluation.by=[series, series]"], "'series' appears twice; list it once"),
    (
      ["evaluation.metrics=[log_score]"],
      "log_score is not defined for forecasts of squared, whose targets are real numbers"
    ),
    (
      ["evaluation.by=[series]", "evaluation.select=validation.native.rmse[c]"],
      "found the metric 'rmse[c]' in 'validation.native.rmse[c]'"
    ),
    (["evaluation.select=validation.native.rmse[a]"], "found the metric 'rmse[a]'"),
    (["training.loss={kind: pinball, quantiles: [0.9, 0.1]}"], "at least one level, each above the last"),
    (["training.loss=cross_entropy"], "cross_entropy does not fit the task, whose targets are real numbers"),
    (["training.loss=poison"], "found 'poison' (did you mean 'poisson'?)"),
    (
      ["training.loss=poisson", "network.readout={activation: linear}"],
      "linear does not fit the task, whose targets are counts; expected exponential"
    ),
    (
      ["evaluation.modes=[native]", "evaluation.samples=8"],
      "is used by the modes sample and draw alone, which are not among evaluation.modes"
    ),
  ])
  func whatIsRefused(_ overrides: [String], _ message: String) {
    let error = #expect(throws: ExperimentErrors.self) { _ = try ExperimentPlan.twoSeries(overrides) }
    #expect(error.map { "\($0)" }?.contains(message) == true, "\(error.map { "\($0)" } ?? "")")
  }

  /// A word and a map without parameters are one loss, and one run.
  @Test func wordsAndMapsAreOne() throws {
    let ids = try ["training.loss=squared", "training.loss={kind: squared}"].map {
      try ExperimentPlan.twoSeries([$0]).runs[0].id
    }
    #expect(ids[0] == ids[1])
    let levels = try [
      "training.loss=pinball", "training.loss={kind: pinball}",
      "training.loss={kind: pinball, quantiles: [0.05, 0.5, 0.95]}",
    ].map { try ExperimentPlan.twoSeries([$0]).runs[0].id }
    #expect(Set(levels).count == 1)
    // What is measured belongs to a run.
    #expect(try ids[0] != ExperimentPlan.twoSeries(["evaluation.by=[series]"]).runs[0].id)
  }
}

extension ExperimentPlan {
  /// A plan of an experiment with the task of two series.
  fileprivate static func twoSeries(_ overrides: [String]) throws -> ExperimentPlan {
    try TwoSeriesTask.plan(overrides)
  }
}
