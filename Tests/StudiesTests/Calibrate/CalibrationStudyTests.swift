import Planning
import RandomStreams
import Reports
import Running
import Statistics
import Studies
import TestSupport
import Testing

/// Policies against copies of themselves.
@Suite struct CalibrationStudyTests {
  let folder = TemporaryFolder()

  static let overrides = [
    "kind=calibrate", "calibration.comparisons=3", "replicates=6", "training.updates=3",
    "evaluation.every=3", "telemetry.gates=true", "evaluation.predictions=[test]",
    "training.save_weights=last",
  ]

  private static func plan(_ more: [String] = []) throws -> ExperimentPlan {
    try SmallSweep.plan(overrides + more)
  }

  private static func measurements(_ cell: SweepCell, _ replicate: Int) throws -> [Measurement] {
    let run = cell.run(replicate: replicate)
    return try run.specification.study.run(RunContext(run)).measurements
  }

  /// A file of a training serves; what it leaves beside scores is left out.
  @Test func aTrainingIsCalibrated() async throws {
    let plan = try Self.plan()
    let values = plan.experiment.axes[0].values.count
    #expect(plan.study.heading(of: plan).contains("6 replicates of a policy and"))
    try await SmallSweep.run(plan, in: folder["r"])
    for name in ["summary.csv", "comparisons.csv", "gates.csv", "predictions.csv", "weights"] {
      #expect(!Files.exists(folder["r/\(name)"]), "\(name)")
    }
    let rows = try ResultRows("calibration", in: folder["r"]).rows
    #expect(rows.count == 7 * values)
    for row in rows where row["quantity"] == "false_positives" {
      #expect(Int(row["trials"]!)! >= 3 && row["promised"] == "0.03125" && row["n_pairs"] == "6")
    }
    let results = StudyResults(plan, records: try RunStore(folder["r"]).records())
    let text = TextDrawing(width: 120).text(try #require(try plan.study.report(results, statistic: nil)))
    #expect(text.contains("p ≤ 0.05") && text.contains("3.13 %"), "\(text)")
  }

  /// The rates are those of the scores in runs.csv.
  @Test func ratesAreThoseOfTheRuns() async throws {
    let plan = try Self.plan()
    try await SmallSweep.run(plan, in: folder["r"])
    let comparison = try #require(plan.comparison)
    let axis = plan.experiment.axes[comparison.axis]
    let width = axis.values.count
    let label = axis.values[0].label
    let runs = try ResultRows("runs", in: folder["r"]).matching([axis.path: label])
    let scores = runs.map { Double($0["\(comparison.metric)"]!)! }
    let sweeps = scores.count / (6 * width)
    var hits = 0
    for sweep in 0..<sweeps {
      for copy in 1..<width {
        func side(_ copy: Int) -> [Outcome] {
          (0..<6).map { .value(scores[(sweep * 6 + $0) * width + copy]) }
        }
        let found = PairedComparison(
          baseline: side(0), candidate: side(copy), lowerIsBetter: true,
          key: StreamKey(seed: 1, path: []))
        if found.pValue! <= 0.05 { hits += 1 }
      }
    }
    let row = try #require(
      ResultRows("calibration", in: folder["r"]).matching([axis.path: label, "quantity": "false_positives"])
        .first)
    #expect(row["hits"] == "\(hits)" && row["trials"] == "\(sweeps * (width - 1))")
  }

  /// Copies of gates without draws have weights and order of their own; of gates with draws the noise alone.
  @Test func copiesDifferInWhatTheyShould() throws {
    let plan = try Self.plan()
    let cells = ["sigmoid", "bernoulli"].map { word in
      plan.cells.first { $0.coordinates.contains { $0.label == word } }
    }
    let (plain, drawn) = (try #require(cells[0]), try #require(cells[1]))
    func first(_ rows: [Measurement]) -> [Double?] {
      rows.filter { $0.update == 0 && $0.mode == "native" }.map(\.value)
    }
    func floors(_ rows: [Measurement]) -> [Double?] { rows.filter { $0.update == nil }.map(\.value) }
    for (cell, isPlain) in [(plain, true), (drawn, false)] {
      let (own, copy) = try (Self.measurements(cell, 0), Self.measurements(cell, 1))
      #expect((first(own) == first(copy)) == !isPlain)
      #expect(floors(own) == floors(copy))
      #expect(own != copy)
    }
  }

  /// More comparisons keep the runs that there are.
  @Test func moreComparisonsAddRuns() throws {
    let (few, more) = try (Self.plan(), Self.plan(["calibration.comparisons=20"]))
    #expect(more.replicates > few.replicates && few.cells.map(\.id) == more.cells.map(\.id))
    for replicate in 0..<few.replicates {
      #expect(few.cells[0].run(replicate: replicate).id == more.cells[0].run(replicate: replicate).id)
    }
    #expect(Set(more.runs.map(\.id)).count == more.runs.count)
  }

  @Test func bytesDoNotDependOnTheSchedule() async throws {
    _ = try await SmallSweep.bytes(Self.plan(), in: folder, jobs: 3, shares: 2)
  }

  @Test func aComparisonIsNeeded() {
    let error = #expect(throws: ExperimentErrors.self) {
      try SmallSweep.plan(["kind=calibrate"], text: SmallSweep.uncompared)
    }
    #expect("\(error!)".contains("compare"), "\(error!)")
  }
}
