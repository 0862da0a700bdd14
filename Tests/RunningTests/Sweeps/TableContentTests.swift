import Planning
import Running
import Studies
import TestSupport
import Testing

@Suite struct TableContentTests {
  let folder = TemporaryFolder()

  private func rows(_ table: String) throws -> [[String: String]] {
    let lines = String(decoding: try Files.read(folder["r/\(table).csv"]), as: UTF8.self)
      .split(separator: "\n").map {
        $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
      }
    return lines.dropFirst().map { Dictionary(uniqueKeysWithValues: zip(lines[0], $0)) }
  }

  @Test func theTablesHaveTheFixedColumns() async throws {
    try await SmallSweep.run(SmallSweep.plan(), in: folder["r"])
    let headers = [
      "runs": "run_id,cell_id,replicate,gates.all,status,updates,selected_update,validation.native.mse,"
        + "validation.sample.mse,test.native.mse,test.sample.mse",
      "measurements": "run_id,cell_id,replicate,update,split,mode,metric,value,standard_error",
      "gates": "run_id,cell_id,replicate,update,split,mode,layer,quantity,step,statistic,value,theory",
      "summary":
        "cell_id,gates.all,split,mode,metric,n,n_diverged,n_undefined,mean,sd,sem,ci95_low,ci95_high,median,min,max,solved",
      "comparisons":
        "split,mode,metric,baseline,candidate,n_pairs,n_diverged,n_undefined,mean_difference,ci95_low,ci95_high,"
        + "median_difference,p_value,p_holm,effect_size,pair_correlation,mde80,"
        + "verdict,p_better,p_better_low,p_better_high,ties,equivalence,equivalence_low,equivalence_high,n_to_decide",
      "timings": "run_id,wall_seconds,cpu_seconds",
    ]
    for (table, header) in headers {
      let text = String(decoding: try Files.read(folder["r/\(table).csv"]), as: UTF8.self)
      #expect(text.prefix { $0 != "\n" } == header[...])
      #expect(!text.contains("\r") && text.hasSuffix("\n"))
    }
  }

  @Test func finalScoresAreThoseOfTheBestUpdate() async throws {
    try await SmallSweep.run(SmallSweep.plan(), in: folder["r"])
    let measurements = try rows("measurements")
    for run in try rows("runs") {
      let curve = measurements.filter {
        $0["run_id"] == run["run_id"] && $0["split"] == "validation" && $0["mode"] == "native"
      }
      #expect(curve.compactMap { $0["update"] } == ["0", "10", "20", "30"])
      let best = try #require(curve.min { Double($0["value"]!)! < Double($1["value"]!)! })
      #expect(run["selected_update"] == best["update"])
      #expect(run["validation.native.mse"] == best["value"])
    }
  }

  @Test func withoutSelectTheLastUpdateIsFinal() async throws {
    let text = SmallSweep.text.replacing(", select: validation.native.mse", with: "")
    try await SmallSweep.run(SmallSweep.plan(text: text), in: folder["r"])
    #expect(try rows("runs").allSatisfy { $0["selected_update"] == "30" })
  }

  @Test func sampledScoresHaveErrorsWhereGatesAreDrawn() async throws {
    let plan = try SmallSweep.plan()
    try await SmallSweep.run(plan, in: folder["r"])
    let labels = Dictionary(uniqueKeysWithValues: plan.cells.map { ($0.id, $0.coordinates[0].label) })
    for row in try rows("measurements") where ["native", "sample"].contains(row["mode"]) {
      let error = Double(row["standard_error"]!)
      switch (row["mode"], labels[row["cell_id"]!]) {
      case ("native", _): #expect(error == nil)
      case (_, "bernoulli"): #expect(error! > 0)
      default: #expect(error == 0)
      }
    }
  }

  @Test func sampledGatesAgreeWithTheirTheory() async throws {
    let plan = try SmallSweep.plan()
    try await SmallSweep.run(plan, in: folder["r"])
    let bernoulli = try #require(plan.cells.first { $0.coordinates[0].label == "bernoulli" })
    let gates = Set(["input", "forget", "output"])
    let place = ["cell_id": bernoulli.id, "statistic": "mean", "mode": "sample"]
    let means = try ResultRows("gates", in: folder["r"]).matching(place).filter {
      gates.contains($0["quantity"] ?? "")
    }
    let count: Int = 3 * 4 * 3
    #expect(means.count == count)
    let error: Double = 0.5 / 112
    for row in means {
      // 70 sequences × 12 steps × 5 units × 3 rollouts = 12,600 draws: six standard errors of at most 0.5/√12600.
      let (value, theory) = (try #require(Double(row["value"]!)), try #require(Double(row["theory"]!)))
      #expect(abs(value - theory) < 6 * error)
    }
  }

  @Test func floorsAreRowsWithoutAnUpdate() async throws {
    try await SmallSweep.run(SmallSweep.plan(), in: folder["r"])
    let floors = try rows("measurements").filter { $0["update"] == "" }
    #expect(Set(floors.compactMap { $0["mode"] }).contains("chance"))
    #expect(try rows("summary").contains { $0["mode"] == "chance" && $0["n"] == "3" })
  }

  @Test func aDivergedRunIsAResult() async throws {
    let plan = try SmallSweep.plan(
      [
        "training.optimizer={kind: sgd, learning_rate: 1.0e+30}", "training.loss=squared",
        "sweep.gates.all=[{kind: sigmoid}]",
      ],
      text: SmallSweep.text.replacing(", clip_norm: 1", with: "").replacing(
        "compare: {axis: gates.all, baseline: {kind: sigmoid}, metric: test.native.mse}", with: ""))
    let outcome = try await SmallSweep.run(plan, in: folder["r"])
    #expect(outcome.isComplete)
    for run in try rows("runs") {
      #expect(run["status"] == "diverged")
      #expect(Int(run["updates"]!)! < 30)
      #expect(run["selected_update"] == "" && run["test.native.mse"] == "")
    }
    let summary = try rows("summary").filter { $0["mode"] == "native" }
    #expect(summary.allSatisfy { $0["n"] == "3" && $0["n_diverged"] == "3" && $0["mean"] == "" })
    #expect(summary.allSatisfy { $0["solved"] == "0" }, "a diverged run did not solve the task")
  }

  @Test func anOldComparisonDoesNotOutliveItsQuestion() async throws {
    try await SmallSweep.run(SmallSweep.plan(), in: folder["r"])
    #expect(Files.exists(folder["r/comparisons.csv"]))
    let text = SmallSweep.text.replacing(
      "compare: {axis: gates.all, baseline: {kind: sigmoid}, metric: test.native.mse}", with: "")
    try await SmallSweep.run(SmallSweep.plan(text: text), in: folder["r"])
    #expect(!Files.exists(folder["r/comparisons.csv"]))
  }

  @Test func anyNumberOfJobsWillDo() async throws {
    let outcome = try await SmallSweep.run(SmallSweep.plan(), in: folder["r"], jobs: .max)
    #expect(outcome.isComplete)
  }

  @Test func bothPrecisionsLearnAlike() async throws {
    let (single, double) = (try SmallSweep.plan(), try SmallSweep.plan(["precision=float64"]))
    try await SmallSweep.run(single, in: folder["r"])
    try await SmallSweep.run(double, in: folder["d"])
    // The sigmoid network is smooth: thirty updates cannot take rounding errors of 1e-7 to the fourth digit.
    for replicate in 0..<3 {
      let a = try #require(try RunStore(folder["r"]).record(of: single.runs[replicate].id))
      let b = try #require(try RunStore(folder["d"]).record(of: double.runs[replicate].id))
      for (x, y) in zip(a.outcome.measurements, b.outcome.measurements) {
        let (left, right) = (try #require(x.value), try #require(y.value))
        #expect(abs(left - right) < 1e-4 * max(1e-2, abs(right)), "\(x.split) \(x.mode) \(x.update)")
      }
    }
  }
}
