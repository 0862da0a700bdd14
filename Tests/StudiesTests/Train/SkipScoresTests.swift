import Catalog
import Planning
import Recurrence
import Running
import SequenceTasks
import Sequences
import Studies
import TestSupport
import Testing

/// What an evaluation says of networks that skip steps: the share that is taken, and what that costs in multiplications.
@Suite struct SkipScoresTests {
  let folder = TemporaryFolder()

  private static let text = SmallSweep.uncompared.replacing("replicates: 3", with: "replicates: 2")

  private func plan(_ overrides: [String]) throws -> ExperimentPlan {
    try SmallSweep.plan(
      [
        "sweep={}", "network.hidden=3", "training.updates=10", "telemetry={}",
        "evaluation.select=validation.native.steps_taken",
      ] + overrides, text: Self.text)
  }

  /// (steps_taken, multiplications) of every reading of a run, in the order of the table.
  private func scores(_ overrides: [String]) async throws -> [(steps: Double, products: Double)] {
    try await SmallSweep.run(plan(overrides), in: folder["r"])
    let rows = try ResultRows("measurements", in: folder["r"])
    let (steps, products) = (
      rows.matching(["metric": "steps_taken"]), rows.matching(["metric": "multiplications"])
    )
    #expect(steps.count == products.count && !steps.isEmpty)
    return try zip(steps, products).map { steps, products in
      let places = ["run_id", "update", "split", "mode"]
      #expect(places.map { steps[$0] } == places.map { products[$0] })
      #expect(steps["standard_error"] == "" && products["standard_error"] == "")
      return (
        try #require(steps["value"].flatMap(Double.init)),
        try #require(products["value"].flatMap(Double.init))
      )
    }
  }

  /// Twelve steps of 4·3·(2 + 3) = 60 multiply-adds, or 3·3·(2 + 3) = 45 of a GRU, and one output of three.
  @Test(arguments: [("lstm", 60.0), ("gru", 45)]) func allStepsAreTheWholeNetwork(
    _ cell: String, _ step: Double
  )
    async throws
  {
    let scores = try await scores([
      "network.cell={kind: \(cell)}", "network.skip={kind: random, rate: 0}",
    ])
    #expect(scores.allSatisfy { $0.steps == 1 && $0.products == 12 * step + 3 })
  }

  /// With one layer and sequences of one length the products follow from the share; 3 more decide on the next step.
  @Test(arguments: ["threshold", "bernoulli"], ["float32", "float64"])
  func productsFollowTheSteps(_ rule: String, _ precision: String) async throws {
    let scores = try await scores([
      "network.skip={kind: \(rule), bias: -1.2}", "precision=\(precision)",
    ])
    for (steps, products) in scores {
      #expect(steps > 0 && steps < 1)
      #expect(abs(products - (steps * 12 * 63 + 3)) < 1e-9)
    }
  }

  /// Layers differ in what a step costs: between all steps in the cheaper and all in the dearer.
  @Test func layersHaveTheirOwnProducts() async throws {
    let scores = try await scores(["network.layers=2", "network.skip={kind: random, rate: 0.5}"])
    let sampled = scores.filter { $0.steps < 1 }
    // Where nothing is drawn all steps are taken: 60 below and 72 above.
    #expect(!sampled.isEmpty && sampled.count < scores.count)
    #expect(scores.filter { $0.steps == 1 }.allSatisfy { $0.products == 12 * 132 + 3 })
    for (steps, products) in sampled {
      #expect(products > steps * 24 * 60 + 3 && products < steps * 24 * 72 + 3)
    }
  }

  /// Outputs that are read at every step are read at those that are skipped too.
  @Test func outputsOfEveryStepAreRead() async throws {
    let overrides = [
      "task={kind: copy, variant: chrono, blanks: 3, validation_size: 5, test_size: 3}",
      "network.skip={kind: random, rate: 1}", "evaluation.modes=[sample]",
      "evaluation.select=validation.sample.steps_taken",
    ]
    let cell = try plan(overrides).cells[0].specification
    let (steps, outputs) = (cell.task.value.maximumSteps, cell.configuration.outputWidth)
    #expect(steps == 23 && outputs == 9)
    let scores = try await scores(overrides)
    #expect(scores.allSatisfy { $0.steps == 0 && $0.products == Double(23 * 3 * 9) })
  }

  /// Both stand in every table that has scores, and can be selected by and compared.
  @Test func theyAreInEveryTable() async throws {
    let text =
      Self.text.replacing("replicates: 2", with: "replicates: 6")
      + "compare: {axis: network.skip, baseline: {kind: random, rate: 0.2}, metric: test.sample.multiplications}\n"
    let plan = try SmallSweep.plan(
      [
        "sweep={network.skip: [{kind: random, rate: 0.2}, {kind: random, rate: 0.6}]}", "training.updates=10",
        "telemetry={}", "evaluation.select=validation.sample.multiplications",
      ], text: text)
    try await SmallSweep.run(plan, in: folder["r"])
    for table in ["measurements", "summary", "comparisons"] {
      let rows = try ResultRows(table, in: folder["r"])
      for metric in ["steps_taken", "multiplications"] {
        #expect(!rows.matching(["metric": metric, "split": "test", "mode": "sample"]).isEmpty, "\(table)")
      }
    }
    let row = try #require(
      try ResultRows("comparisons", in: folder["r"]).matching([
        "metric": "multiplications", "split": "test", "mode": "sample",
      ]).first)
    // 12·4·5·(2 + 5)·(0.2 − 0.6) fewer, and the sign of every pair is the same.
    let difference = try #require(row["mean_difference"].flatMap(Double.init))
    #expect(
      abs(difference + 12 * 140 * 0.4) < 40 && row["p_value"] == "0.03125" && row["p_holm"] == "0.03125")
    let runs = try ResultRows("runs", in: folder["r"]).rows
    #expect(runs.allSatisfy { $0["test.native.multiplications"] == "1685.0" })
  }

  /// `gates.csv` speaks of the steps that are taken: those after which a unit's state is another, as `units.csv` has them.
  @Test(arguments: [("threshold", "native"), ("bernoulli", "sample")], ["float32", "float64"])
  func gatesAreThoseOfTakenSteps(_ how: (rule: String, mode: String), _ precision: String) async throws {
    let plan = try plan([
      "network.skip={kind: \(how.rule), bias: -1.2}", "precision=\(precision)", "replicates=1",
      "evaluation={every: 10, modes: [\(how.mode)]\(how.mode == "sample" ? ", samples: 2" : "")}",
      "telemetry={gates: true, units: {split: validation, examples: 10}}", "task.validation_size=10",
    ])
    try await SmallSweep.run(plan, in: folder["r"])
    let units = try ResultRows("units", in: folder["r"])
    var (values, spells, crossings, taken) = ([Double](), 0, 0, 0)
    let samples = how.mode == "sample" ? ["0", "1"] : [""]
    for place in 0..<10 * samples.count {
      let chosen = ["example": "\(place / samples.count)", "sample": samples[place % samples.count]]
      func numbers(_ quantity: String) throws -> [[Double]] {
        let rows = units.matching(chosen.merging(["quantity": quantity]) { $1 })
        let flat = try rows.map { try #require($0["value"].flatMap(Double.init)) }
        #expect(flat.count == 36)
        return stride(from: 0, to: flat.count, by: 3).map { Array(flat[$0..<$0 + 3]) }
      }
      let (cells, gates) = (try numbers("cell"), try numbers("forget"))
      let steps = (0..<12).filter { $0 == 0 || cells[$0] != cells[$0 - 1] }
      taken += steps.count
      values += steps.flatMap { gates[$0] }
      for (before, after) in zip(steps, steps.dropFirst()) {
        spells += 3
        crossings += zip(gates[before], gates[after]).count { ($0 > 0.5) != ($1 > 0.5) }
      }
    }
    let rows = try ResultRows("gates", in: folder["r"]).matching([
      "quantity": "forget", "mode": how.mode, "split": "validation", "update": "10",
    ])
    func value(_ statistic: String) throws -> Double {
      try #require(rows.first { $0["statistic"] == statistic }?["value"].flatMap(Double.init))
    }
    let all = 120 * samples.count
    #expect(taken > all / 6 && taken < 5 * all / 6)
    #expect(abs(try value("mean") - values.reduce(0, +) / Double(values.count)) < 1e-7)
    let ends = try (value("minimum"), value("maximum"))
    #expect(abs(ends.0 - values.min()!) < 1e-7 && abs(ends.1 - values.max()!) < 1e-7)
    #expect(abs(try value("switching_rate") - Double(crossings) / Double(spells)) < 1e-12)
    let share = try ResultRows("measurements", in: folder["r"]).matching([
      "metric": "steps_taken", "split": "validation", "update": "10",
    ]).first?["value"]
    #expect(try #require(share.flatMap(Double.init)) == Double(taken) / Double(all))
  }

  /// A network that takes every step has neither.
  @Test func withoutARuleThereAreNone() async throws {
    let plan = try SmallSweep.plan(["network.skip={kind: none}", "training.updates=10"], text: Self.text)
    try await SmallSweep.run(plan, in: folder["r"])
    let names = Set(try ResultRows("measurements", in: folder["r"]).rows.compactMap { $0["metric"] })
    #expect(names.contains("mse") && names.isDisjoint(with: ["steps_taken", "multiplications"]))
  }
}
