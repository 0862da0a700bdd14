import Catalog
import Estimation
import Gating
import Glibc
import Planning
import Recurrence
import Running
import Studies
import TestSupport
import Testing

/// G1 over the catalogs: every policy, every noise on states, every variant and every gradient rule leaves the same
/// bytes with any number of jobs and threads, in shares, and after damage.
@Suite struct CatalogBytesTests {
  let folder = TemporaryFolder()

  /// What is swept, and what that needs beside it.
  struct Case: Sendable, CustomTestStringConvertible {
    let name: String
    let lines: [String]
    let overrides: [String]
    var testDescription: String { name }

    static func list(_ words: some Sequence<String>) -> String {
      "[\(words.joined(separator: ", "))]"
    }

    static let all: [Case] = {
      func kinds(_ kinds: [String]) -> String { list(kinds.map { "{kind: \($0)}" }) }
      let policies = "gates.all: \(kinds(PolicyCatalog().kinds))"
      let noises = "state_noise: \(kinds(StateNoiseCatalog().kinds))"
      // muprop serves one draw alone, that of the one-gate network.
      let rules = ExperimentCatalogs().gradients.kinds.filter { $0 != "muprop" }
      let drawn = ["gates={all: {kind: bernoulli}}"]
      return [
        Case(name: "policies and noise on states", lines: [policies, noises], overrides: []),
        Case(
          name: "policies, shared noise",
          lines: [policies, "noise.sharing: [per_step, per_sequence]", "noise.scope: [unit, layer]"],
          overrides: []),
        Case(
          name: "variants and noise on states",
          lines: ["network.variant: \(list(LSTMVariant.allCases.map(\.rawValue)))", noises], overrides: drawn),
        Case(
          name: "variants with peepholes",
          lines: ["network.variant: \(list(LSTMVariant.allCases.map(\.rawValue)))"],
          overrides: drawn + ["network.peepholes=true"]),
        Case(
          name: "cells and skip rules",
          lines: [
            "network.cell: \(kinds(CellCatalog().kinds))",
            "network.skip: \(kinds(SkipCatalog().kinds.filter { $0 != "none" && $0 != "random" }))",
          ], overrides: drawn),
        Case(name: "gradient rules", lines: ["training.gradient: \(kinds(rules))"], overrides: drawn),
      ]
    }()

    func plan(_ kind: String) throws -> ExperimentPlan {
      let works =
        kind == "train"
        ? """
        training: {updates: 3, batch: 9}
        evaluation: {every: 3, modes: [native, mean, sigmoid, sample, hard, compressed], samples: 2}
        telemetry: {gates: true, gradient_samples: 2}
        """ : "simulation: {every: 5}"
      let text = """
        schema: sluice/experiment/v1
        name: catalog
        kind: \(kind)
        seed: 7
        replicates: 2
        task: {kind: adding, variant: skip, steps: 10, validation_size: 5, test_size: 3}
        network: {hidden: 3}
        \(works)
        sweep:
        \(lines.map { "  \($0)" }.joined(separator: "\n"))

        """
      return try SmallSweep.plan(overrides, text: text)
    }
  }

  @Test(arguments: Case.all) func training(of sweep: Case) async throws {
    try await expectTheSameBytes(sweep.plan("train"))
  }

  @Test(arguments: Case.all.dropLast(2)) func simulation(of sweep: Case) async throws {
    try await expectTheSameBytes(sweep.plan("simulate"))
  }

  private func expectTheSameBytes(_ plan: ExperimentPlan) async throws {
    let expected = try await SmallSweep.bytes(plan, in: folder, jobs: 4, threads: 2, shares: 3)
    #expect(expected["gates.csv"] != nil && expected["manifest.json"] != nil)
    let store = RunStore(folder["one"])
    try store.scatter()
    for run in stride(from: 0, to: plan.runs.count, by: 3) {
      #expect(truncate(store.loosePath(of: plan.runs[run].id), 50) == 0)
    }
    try await SmallSweep.run(plan, in: folder["one"], jobs: 2)
    #expect(try SmallSweep.digests(folder["one"]) == expected)
  }
}
