import DataReading
import Planning
import Reports
import Running
import SequenceTasks
import Sequences
import Statistics
import Studies
import Tables
import TestSupport
import Testing

@Suite struct ComparisonViewTests {
  let folder = TemporaryFolder()

  /// The table of finished runs in which sigmoid gates solve the task so many times.
  private func text(solved: Int) throws -> String {
    try text(replicates: 10) { run in
      let isSolved = run.cell.index == 0 && run.replicate < solved
      return ((isSolved ? 0.001 : 0.16) + 1e-4 * Double(run.replicate), isSolved)
    }
  }

  /// The table of finished runs with such scores.
  private func text(
    replicates: Int, _ result: (RunSpecification) -> (score: Double, isSolved: Bool)
  ) throws -> String {
    let plan = try SmallSweep.plan(["replicates=\(replicates)"])
    let store = RunStore(folder["r"])
    for run in plan.runs {
      let (score, isSolved) = result(run)
      try store.save(
        RunRecord(
          run: run.id,
          outcome: RunOutcome(
            status: .completed, updates: 30, selectedUpdate: 30,
            tables: [
              Measurement.table.rows([
                .init(update: 30, split: "test", mode: "native", metric: "mse", value: score)
              ]), SolvedVerdict.table.rows([.init(split: "test", mode: "native", isSolved: isSolved)]),
            ]),
          timing: .init(wallSeconds: 0, processorSeconds: 0)))
    }
    return TextDrawing().text(try ComparisonView(plan, records: store.records()).report)
  }

  @Test func theSolveRateHasItsInterval() throws {
    let lines = try text(solved: 7).split(separator: "\n").map(String.init)
    // B_.025(7, 4) = 0.3475 and B_.975(8, 3) = 0.9333; 1 − 0.025^(1/10) = 0.3085.
    #expect(lines.contains { $0.hasPrefix("sigmoid") && $0.hasSuffix("7 of 10  [35 %, 93 %]") })
    #expect(lines.contains { $0.hasPrefix("bernoulli") && $0.hasSuffix("0 of 10   [0 %, 31 %]") })
    #expect(lines.contains("read the solve rate with its 95 % interval (Clopper–Pearson), not the mean."))
  }

  /// One run, or runs that all came to the same: a difference of 0, no spread, and a p of 1.
  @Test(arguments: [1, 6]) func equalScoresDifferByNothing(replicates: Int) throws {
    let lines = try text(replicates: replicates) { _ in (0.25, false) }.split(separator: "\n")
    let row = try #require(lines.first { $0.hasPrefix("bernoulli") })
    let words = row.split(separator: " ").map(String.init)
    #expect(words.contains("0.2500") && words.contains("+0.0000") && words.contains("1.000"))
    #expect(words.contains("±") == (replicates > 1))
    #expect(!row.lowercased().contains("nan") && !row.contains("inf"))
  }

  /// Floors depend on the task: where the axis changes it, one row for all would be another task's.
  @Test func floorsOfAnotherTaskAreNamed() async throws {
    let text = SmallSweep.forecastText.replacing("sweep:\n", with: "sweep:\n  task.horizon: [1, 2]\n")
    let data = Array(("a\n" + (0..<40).map { "\($0 * $0 % 7)\n" }.joined()).utf8)
    let byTask = text.replacing(
      "{axis: gates.all, baseline: {kind: sigmoid}", with: "{axis: task.horizon, baseline: 1")
    for (text, expected) in [
      (text, ["persistence"]), (byTask, ["persistence, 1", "persistence, 2"]),
    ] {
      let experiment = try Experiment(ExperimentFile(name: "small.yaml", bytes: Array(text.utf8)))
      let plan = try ExperimentPlan(experiment, files: FileReader { _ in data })
      try await SmallSweep.run(plan, in: folder["r"])
      let table = TextDrawing().text(
        try ComparisonView(plan, records: RunStore(folder["r"]).records()).report)
      let groups = table.split(separator: "\n").filter { $0.contains(/^[a-z.]+ = [a-z0-9_]+$/) }.count
      for floor in expected {
        #expect(table.split(separator: "\n").filter { $0.hasPrefix("\(floor)  ") }.count == groups)
      }
    }
  }

  /// A deposit has the tables alone; what is shown of them is what is shown of the records.
  @Test(arguments: [[String](), ["sweep.network.hidden=[4,5]"]]) func theTablesAloneShowTheSame(
    overrides: [String]
  )
    async throws
  {
    let plan = try SmallSweep.plan(["replicates=7"] + overrides)
    try await SmallSweep.run(plan, in: folder["r"])
    for metric in [nil, "validation.sample.mse"] {
      let records = TextDrawing().text(
        try ComparisonView(plan, records: RunStore(folder["r"]).records(), metric: metric).report)
      let tables = TextDrawing().text(try ComparisonView(tablesIn: folder["r"], metric: metric).report)
      #expect(tables.split(separator: "\n").dropFirst() == records.split(separator: "\n").dropFirst())
      #expect(tables.hasPrefix("r: "))
    }
    #expect(throws: UnknownStatistic.self) {
      _ = try ComparisonView(tablesIn: folder["r"], metric: "test.native.rmse")
    }
  }

  @Test(arguments: [0, 10]) func oneModeNeedsNoWarning(solved: Int) throws {
    #expect(try !text(solved: solved).contains("two modes"))
  }

  /// Verdicts, and what decides them, stand in the table of a declared metric; another metric is exploratory.
  @Test func verdictsAreShown() throws {
    let text = try text(replicates: 8) { run in
      (0.2 + 0.01 * Double(run.cell.index * (run.cell.index == 2 ? run.replicate % 2 : 1)), false)
    }
    let lines = text.split(separator: "\n")
    #expect(lines.contains { $0.hasPrefix("bernoulli") && $0.contains("  worse  ") }, "\(text)")
    #expect(lines.contains { $0.hasPrefix("hard_threshold") && $0.contains("  undecided  ") })
    #expect(lines.contains { $0.hasPrefix("hard_threshold") && $0.hasSuffix("n = 14") })
    #expect(lines.contains { $0.hasPrefix("bernoulli") && $0.contains("0.00  [0.00, 0.37]") })
    #expect(text.contains("decided by: replicates that would decide with a power of 80 %"))
  }

  /// The table for programs has the figures of the tables, to the last digit.
  @Test func theCSVHasTheFiguresOfTheTables() async throws {
    let plan = try SmallSweep.plan(["replicates=7", "sweep.network.hidden=[4,5]", "compare.equivalence=10"])
    try await SmallSweep.run(plan, in: folder["r"])
    let view = try ComparisonView(plan, records: RunStore(folder["r"]).records())
    let table = try #require(CSVRows(Array(view.csv.utf8)))
    func named(_ table: CSVRows) -> [[String: String]] {
      table.rows.map { Dictionary(uniqueKeysWithValues: zip(table.names, $0)) }
    }
    let comparisons = try named(#require(CSVRows(Files.read(folder["r/comparisons.csv"])))).filter {
      $0["metric"] == "mse" && $0["mode"] == "native" && $0["split"] == "test"
    }
    let rows = named(table)
    #expect(rows.filter { $0["role"] == "baseline" }.count == 2)
    #expect(rows.filter { $0["role"] == "floor" }.allSatisfy { $0["mean"] != "" && $0["verdict"] == "" })
    let candidates = rows.filter { $0["role"] == "candidate" }
    #expect(candidates.count == 4 && comparisons.count == 4)
    for row in candidates {
      let found = comparisons.first {
        $0["candidate"] == row["gates.all"] && $0["network.hidden"] == row["network.hidden"]
      }
      for (name, other) in [("difference_low", "ci95_low"), ("verdict", "verdict"), ("p_holm", "p_holm")] {
        #expect(row[name] == found?[other] && row[name] != "")
      }
      #expect(row["verdict"] == "equivalent" || row["verdict"]?.hasSuffix("by less than δ") == true)
    }
    let alone = try ComparisonView(tablesIn: folder["r"])
    #expect(alone.csv == view.csv)
  }

  /// δ as a share of floors can be computed by anyone from `summary.csv`; a baseline that is no better than the floor leaves none.
  @Test(arguments: [(0.04, true), (0.2, false)]) func aShareOfFloorsFollowsFromTheTables(
    baseline: Double, isBetter: Bool
  ) throws {
    let plan = try SmallSweep.plan(["replicates=8", "compare.equivalence={floors: 0.3}"])
    let store = RunStore(folder["f"])
    for run in plan.runs {
      let score = baseline + 0.01 * Double(run.cell.index) + 1e-3 * Double(run.replicate)
      let rows: [Measurement] = [
        .init(update: 30, split: "test", mode: "native", metric: "mse", value: score),
        .init(update: nil, split: "test", mode: "chance", metric: "mse", value: 0.16),
        .init(update: nil, split: "test", mode: "constant", metric: "mse", value: 0.17),
        .init(update: nil, split: "validation", mode: "chance", metric: "mse", value: 0.05),
      ]
      try store.save(
        RunRecord(
          run: run.id,
          outcome: RunOutcome(
            status: .completed, updates: 30, selectedUpdate: 30, tables: [Measurement.table.rows(rows)]),
          timing: .init(wallSeconds: 0, processorSeconds: 0)))
    }
    try ResultTables(plan, store: store, provenance: Provenance(arguments: [])).write()
    func rows(_ table: String) throws -> [[String: String]] {
      let table = try #require(CSVRows(Files.read(folder["f/\(table).csv"])))
      return table.rows.map { Dictionary(uniqueKeysWithValues: zip(table.names, $0)) }
    }
    let summary = try rows("summary").filter { $0["split"] == "test" && $0["metric"] == "mse" }
    let base = try #require(summary.first { $0["gates.all"] == "sigmoid" && $0["mode"] == "native" })
    let floors = summary.filter {
      $0["cell_id"] == base["cell_id"] && !MeasuredMode.words.contains($0["mode"] ?? "")
    }
    .compactMap { $0["mean"].flatMap(Double.init) }
    let mean = try #require(base["mean"].flatMap(Double.init)), floor = try #require(floors.min())
    #expect(floors.count == 2 && (floor > mean) == isBetter)
    let compared = try rows("comparisons").filter { $0["verdict"] != "exploratory" }
    #expect(compared.count == 2)
    for row in compared {
      #expect(row["equivalence"] == (isBetter ? significant9(0.3 * (floor - mean)) : ""))
      #expect(row["verdict"] == (isBetter ? "worse, but by less than δ" : "worse"))
    }
    #expect(try rows("comparisons").allSatisfy { $0["verdict"] != "exploratory" || $0["equivalence"] == "" })
    // Whoever does not pass a floor is named; a floor that is passed needs no word.
    let source = try ComparisonSource(tablesIn: folder["f"])
    let score = try #require(source.scores.first { $0.name == "test.native.mse" })
    let learning = ComparisonNotes(source, score).sentences.filter { $0.contains("learned") }
    let none =
      "none has learned: sigmoid, bernoulli, hard_threshold are not shown to be better than the floor chance"
    #expect(learning == (isBetter ? [] : [none]))
  }
}
