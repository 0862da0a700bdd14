import Planning
import RandomStreams
import Reports
import Running
import Statistics
import Studies
import TestSupport
import Testing

/// Trainings on mixtures of streams, and the shares of their scores' variance.
@Suite struct VarianceStudyTests {
  let folder = TemporaryFolder()

  /// A small sweep with 2 base pairs; of a file where there is a window.
  static func text(pairs: Int = 2, file: Bool = false, updates: Int = 6, metrics: String = "test.native.mse")
    -> String
  {
    """
    schema: sluice/experiment/v1
    name: variance
    kind: variance
    seed: 20170528
    replicates: \(pairs)
    task: \(file ? "{kind: forecast, data: d.csv, read: {date: false}, window: 3, horizon: 1}" : "{kind: adding, variant: skip, steps: 12, validation_size: 20, test_size: 20}")
    network: {hidden: 3}
    training: {optimizer: {kind: adam, learning_rate: 0.02}, batch: 4, updates: \(updates), clip_norm: 1}
    evaluation: {every: 3, modes: [native, sample], samples: 2}
    variance: {metrics: [\(metrics)]}
    sweep: {gates.all: [{kind: sigmoid}, {kind: bernoulli}]}

    """
  }

  static let data = ["d.csv": "x,y\n" + (0..<90).map { "\($0 * $0 % 17),\($0 % 5)\n" }.joined()]

  static func plan(_ overrides: [String] = [], text: String = text()) throws -> ExperimentPlan {
    try SmallSweep.plan(overrides, text: text, data: data)
  }

  private static func message(_ overrides: [String] = [], text: String = text()) -> String {
    do {
      _ = try plan(overrides, text: text)
      return "nothing"
    } catch { return "\(error)" }
  }

  private func rows(_ name: String) throws -> [[String: String]] {
    try ResultRows("variance", in: folder[name]).rows
  }

  @Test func runsAreBasePairsTimesMixtures() throws {
    let plan = try Self.plan(["replicates=7"])
    #expect(plan.study.heading(of: plan) == "variance: 2 cells × 7 base pairs × 32 mixtures = 448 runs")
    #expect(plan.replicates == 224 && plan.runs.count == 448)
    #expect(Set(plan.runs.map(\.id)).count == 448)
    let file = try Self.plan(text: Self.text(file: true, metrics: "test.native.rmse"))
    #expect(file.study.heading(of: file) == "variance: 2 cells × 2 base pairs × 16 mixtures = 64 runs")
  }

  /// More base pairs keep the runs that there are.
  @Test func runsOfFewerPairsComeFirst() throws {
    let (few, more) = try (Self.plan(), Self.plan(["replicates=3"]))
    #expect(few.cells.map(\.id) == more.cells.map(\.id))
    for replicate in 0..<64 {
      #expect(few.cells[1].run(replicate: replicate).id == more.cells[1].run(replicate: replicate).id)
    }
  }

  /// Mixtures without and with all bits are the replicates of a training.
  @Test func pureMixturesAreReplicatesOfATraining() throws {
    let text =
      Self.text().replacing("kind: variance", with: "kind: train").split(separator: "\n")
      .filter { !$0.hasPrefix("variance:") }.joined(separator: "\n") + "\n"
    let (variance, training) = try (Self.plan(), SmallSweep.plan(["replicates=4"], text: text))
    for (run, replicate) in [(0, 0), (31, 1), (32, 2), (63, 3)] {
      let ran = variance.cells[1].run(replicate: run)
      let trained = training.cells[1].run(replicate: replicate)
      #expect(
        try ran.specification.study.run(RunContext(ran)).measurements
          == trained.specification.study.run(RunContext(trained)).measurements)
      #expect(ran.id != trained.id)
    }
  }

  /// A mixture changes what it should: each purpose alone leaves the traces of its own streams.
  @Test func mixturesChangeTheirOwnStreams() throws {
    let cell = try Self.plan().cells[1]
    let before = try (0..<6).map { place in
      let run = cell.run(replicate: place == 5 ? 0 : 1 << place)
      return try run.specification.study.run(RunContext(run)).measurements
    }
    func scores(_ rows: [Measurement], _ update: Int?, _ mode: String) -> [Double?] {
      rows.filter { $0.update == update && $0.mode == mode }.map(\.value)
    }
    let own = before[5]
    // Weights: other scores before any update. Data: other floors.
    #expect(scores(before[0], 0, "native") != scores(own, 0, "native"))
    #expect(scores(before[0], nil, "constant") == scores(own, nil, "constant"))
    #expect(scores(before[2], nil, "constant") != scores(own, nil, "constant"))
    // Training noise: the same before the first update, other after.
    #expect(scores(before[3], 0, "sample") == scores(own, 0, "sample"))
    #expect(scores(before[3], 6, "native") != scores(own, 6, "native"))
    // Evaluation noise: nothing but rollouts.
    #expect(scores(before[4], 6, "native") == scores(own, 6, "native"))
    #expect(scores(before[4], 6, "sample") != scores(own, 6, "sample"))
    // A generated task draws its examples by index, in their order: its order has no stream.
    #expect(before[1] == own)
  }

  /// Gates without draws have no share in noise, exactly; those of Bernoulli gates have one, and evaluation noise has one in rollouts.
  @Test func streamsThatAreNotDrawnFromHaveNoShare() async throws {
    let plan = try Self.plan(text: Self.text(metrics: "test.native.mse, test.sample.mse"))
    try await SmallSweep.run(plan, in: folder["r"])
    let rows = try rows("r")
    // Of two cells and two metrics, 31 closed, 26 interactions, 5 totals.
    #expect(rows.count == 248)
    for row in rows {
      let purposes = row["purposes"]!.split(separator: "+")
      let isDrawn = row["gates.all"] == "bernoulli"
      var inert = ["order"]
      if !isDrawn { inert.append("training_noise") }
      if !isDrawn || row["mode"] == "native" { inert.append("evaluation_noise") }
      let isZero =
        row["index"] == "interaction"
        ? purposes.contains { inert.contains(String($0)) }
        : purposes.allSatisfy { inert.contains(String($0)) }
      let share = try #require(Double(row["share"]!))
      #expect((share == 0) == isZero, "\(row)")
      if isZero { #expect(row["ci95_low"] == "0" && row["ci95_high"] == "0") }
      #expect(row["pairs"] == "2" && row["n_diverged"] == "0" && Double(row["variance"]!)! > 0)
    }
    for table in ["summary", "measurements", "comparisons"] {
      #expect(!Files.exists(folder["r/\(table).csv"]))
    }
  }

  /// The shares in the table are those of the scores in runs.csv.
  @Test func sharesAreThoseOfTheRuns() async throws {
    try await SmallSweep.run(Self.plan(), in: folder["r"])
    let runs = try ResultRows("runs", in: folder["r"]).matching(["gates.all": "bernoulli"])
    let scores = runs.map { Outcome.value(Double($0["test.native.mse"]!)!) }
    let shares = VarianceShares(sources: 5, [Array(scores[..<32]), Array(scores[32...])])
    let rows = try rows("r").filter { $0["gates.all"] == "bernoulli" }
    func row(_ purposes: String, _ index: String) -> [String: String]? {
      rows.first { $0["purposes"] == purposes && $0["index"] == index }
    }
    #expect(row("weights", "closed")?["share"] == significant9(shares.closed(1)?.value))
    #expect(row("weights", "closed")?["ci95_high"] == significant9(shares.closed(1)?.interval?.high))
    #expect(row("training_noise", "total")?["share"] == significant9(shares.total(8)?.value))
    #expect(row("weights+data", "interaction")?["share"] == significant9(shares.interaction(5)?.value))
    #expect(row("weights", "closed")?["variance"] == significant9(shares.variance))
  }

  /// The same bytes for several jobs and shares.
  @Test func bytesDoNotDependOnTheSchedule() async throws {
    _ = try await SmallSweep.bytes(Self.plan(), in: folder, jobs: 3, shares: 3)
  }

  @Test func dataOfAFileHaveNoShare() async throws {
    try await SmallSweep.run(
      Self.plan(text: Self.text(file: true, metrics: "test.native.rmse")), in: folder["r"])
    let rows = try rows("r")
    // Of two cells, 15 closed, 11 interactions and 4 totals of four purposes, and two empty rows of data.
    #expect(rows.count == 64)
    for row in rows {
      let isEmpty = row["share"] == ""
      let isData = row["purposes"] == "data"
      #expect(isEmpty == isData, "\(row)")
    }
    let order = rows.filter { $0["purposes"] == "order" }.compactMap { Double($0["share"] ?? "") }
    #expect(order.count == 4 && order.allSatisfy { $0 != 0 })
  }

  /// With a diverged run in a base pair there are no shares, and the table says how many pairs it is.
  @Test func divergedRunsAreCounted() async throws {
    let overrides = [
      "training.updates=1", "evaluation.every=1", "network.hidden=40",
      "network.initializer={kind: normal, standard_deviation: 1e38}",
    ]
    try await SmallSweep.run(Self.plan(overrides), in: folder["r"])
    let rows = try rows("r")
    #expect(rows.contains { $0["n_diverged"] != "0" })
    for row in rows where row["n_diverged"] != "0" {
      #expect(row["share"] == "" && row["ci95_low"] == "" && row["variance"] == "" && row["pairs"] == "2")
    }
  }

  @Test func mistakesHaveTheirPlaces() {
    #expect(Self.message(["variance.metrics=[]"]).contains("variance.metrics: is empty"))
    #expect(
      Self.message(["variance.metrics=[test.native.mse, test.native.mse]"]).contains(
        "variance.metrics[1]: 'test.native.mse' appears twice"))
    #expect(
      Self.message(["variance.metrics=[test.native.rsme]"]).contains(
        "found the metric 'rsme' in 'test.native.rsme'"))
    #expect(Self.message(["replicates=1"]).contains("found 1; expected a whole number ≥ 2"))
    #expect(Self.message(["compare={axis: gates.all}"]).contains("compare: is not a key here"))
    #expect(
      Self.message(["generator=uni", "replicates=129"]).contains(
        "uni has streams for 256 replicates, and 129 base pairs have two each"))
    let mixed = Self.text(metrics: "test.native.mse").replacing(
      "sweep: {",
      with:
        "sweep: {task: [{kind: adding, variant: skip, steps: 12, validation_size: 20, test_size: 20}, {kind: forecast, data: d.csv, read: {date: false}, window: 3, horizon: 1}], "
    )
    #expect(Self.message(["evaluation.metrics=[mse]"], text: mixed).contains("write a file for each"))
  }

  @Test func theReportSplitsTheVariance() async throws {
    let plan = try Self.plan()
    try await SmallSweep.run(plan, in: folder["r"])
    let results = StudyResults(plan, records: try RunStore(folder["r"]).records())
    let text = TextDrawing(width: 100).text(try #require(try plan.study.report(results, statistic: nil)))
    for part in ["2 base pairs", "test.native.mse", "weights", "interactions", "gates.all=bernoulli"] {
      #expect(text.contains(part), "\(text)")
    }
    #expect(throws: UnknownStatistic.self) { try plan.study.report(results, statistic: "test.native.mae") }
  }
}
