import Catalog
import Planning
import Running
import Sequences
import Studies
import TestSupport
import Testing

/// `network.cell` in every kind of experiment. Traces are in `SavedWeightsTraceTests`.
@Suite struct CellExperimentTests {
  let folder = TemporaryFolder()

  private func run(_ text: String, _ overrides: [String], named name: String) async throws -> ExperimentPlan {
    let file = ExperimentFile(name: "cell.yaml", bytes: Array(text.utf8))
    let plan = try ExperimentPlan(Experiment(file, overrides: overrides), files: folder.files)
    try await SmallSweep.run(plan, in: folder[name])
    return plan
  }

  /// A network that is saved and read again under its gates scores to the byte what it scored; read under others it does not.
  @Test(arguments: EveryCell.all) func trainAndEvaluate(_ cell: EveryCell) async throws {
    _ = try await run(
      SmallSweep.uncompared, ["sweep={}"] + cell.overrides() + ["training.save_weights=selected"],
      named: "trained")
    let again = """
      schema: sluice/experiment/v1
      name: again
      kind: evaluate
      networks: trained
      seed: 7
      task: {kind: adding, variant: skip, steps: 12, validation_size: 70, test_size: 30}
      evaluation: {modes: [native, sample], samples: 3}

      """
    let gates = Array(cell.overrides().dropFirst())
    _ = try await run(again, gates, named: "again")
    let (before, after) = (
      try ResultRows("runs", in: folder["trained"]).rows, try ResultRows("runs", in: folder["again"]).rows
    )
    let scores = ["validation", "test"].flatMap { ["\($0).native.mse", "\($0).sample.mse"] }
    #expect(before.count == 3 && after.count == 3)
    for (before, after) in zip(before, after) {
      #expect(before["replicate"] == after["replicate"])
      for score in scores {
        #expect(after[score] == before[score] && before[score]?.isEmpty == false, "\(score)")
      }
    }
    guard !cell.gates.isEmpty else { return }
    _ = try await run(
      again, ["gates={all: {kind: hard_threshold}}"], named: "hard")
    let hard = try ResultRows("runs", in: folder["hard"]).rows
    #expect(zip(before, hard).allSatisfy { $0["test.native.mse"] != $1["test.native.mse"] })
  }

  /// A simulation has the cell's gates and states and no others, drawn gates being 0 or 1.
  @Test(arguments: EveryCell.all) func simulate(_ cell: EveryCell) async throws {
    let plan = try await run(
      SmallSimulation.drawn, ["sweep={}"] + cell.overrides() + ["network.layers=2"], named: "simulated")
    let rows = try ResultRows("gates", in: folder["simulated"]).rows
    #expect(plan.runs.count == 1 && Set(rows.compactMap { $0["layer"] }) == ["0", "1"])
    #expect(Set(rows.compactMap { $0["quantity"] }) == Set(cell.gates + cell.states))
    for row in rows where cell.gates.contains(row["quantity"] ?? "") {
      guard ["minimum", "maximum"].contains(row["statistic"]) else { continue }
      #expect(["0.0", "1.0"].contains(row["value"]))
    }
    let lifetimes = rows.filter { $0["statistic"] == "half_life" }.compactMap { $0["quantity"] }
    #expect(Set(lifetimes) == Set([cell.retention?.gate].compactMap { $0 }))
  }

  /// The score function's gradient has no bias that 150 estimates show; without draws there is nothing to estimate.
  @Test(arguments: EveryCell.all) func certify(_ cell: EveryCell) async throws {
    let text = """
      schema: sluice/experiment/v1
      name: certified
      kind: certify
      seed: 5
      task: {kind: adding, variant: skip, steps: 10, validation_size: 4, test_size: 4}
      network: {hidden: 1}
      training: {loss: squared}
      certify: {samples: 150, examples: 1}

      """
    let rule = cell.gates.isEmpty ? "auto" : "score_function"
    // Ten steps of three gates have too many outcomes: of gates beside the first nothing is drawn.
    let gates =
      cell.gates.isEmpty
      ? "gates={}"
      : "gates={\(cell.gates.enumerated().map { "\($1): {kind: \($0 == 0 ? "bernoulli" : "sigmoid")}" }.joined(separator: ", "))}"
    _ = try await run(
      text, [cell.overrides(hidden: 1)[0], gates, "training.gradient={kind: \(rule)}"], named: "certified")
    let rows = try ResultRows("certificate", in: folder["certified"]).rows
    for row in rows {
      func number(_ column: String) throws -> Double { try #require(row[column].flatMap(Double.init)) }
      if cell.gates.isEmpty {
        #expect(try number("variance") == 0 && number("bias") <= 1e-6 * max(1, number("exact").magnitude))
      } else if row["parameter"] != "all" {
        #expect(try number("bias").magnitude <= 6 * number("bias_se") + 1e-6, "\(row["parameter"] ?? "")")
      }
    }
    let norm = rows.last { $0["parameter"] == "all" }?["exact"].flatMap(Double.init)
    #expect(try #require(norm) > 0)
  }
}
