import Catalog
import Estimation
import Gating
import Planning
import Running
import Studies
import TestSupport
import Testing

/// Networks learn at the lowest temperature that each kind admits: forward, backward, in every mode and every statistic.
@Suite struct TemperatureTests {
  let folder = TemporaryFolder()

  private static let text = """
    schema: sluice/experiment/v1
    name: cold
    kind: train
    seed: 3
    replicates: 2
    task: {kind: adding, variant: skip, steps: 12, validation_size: 9, test_size: 5}
    network: {hidden: 4}
    gates: {all: {kind: bernoulli, probability_temperature: 1e-6}}
    training: {updates: 6, batch: 7, optimizer: {kind: adam, learning_rate: 0.05}}
    evaluation: {every: 3, modes: [native, mean, sigmoid, sample, hard, compressed], samples: 2}
    telemetry: {gates: true, gradient_samples: 2}
    sweep:

    """

  /// Each kind that has a temperature, at the lowest and at two higher ones.
  private static func cold(_ descriptions: [KindDescription]) -> [String] {
    descriptions.flatMap { description in
      description.parameters.filter { $0.name.hasSuffix("temperature") || $0.name == "lambda" }.flatMap {
        parameter in
        [1e-6, 1e-3, 0.01].filter { parameter.admits(.number($0)) }
          .map { "{kind: \(description.kind), \(parameter.name): \($0)}" }
      }
    }
  }

  private func expectFiniteTables(_ precision: String, _ axis: String, _ values: [String]) async throws {
    let plan = try SmallSweep.plan(
      ["precision=\(precision)"], text: Self.text + "  \(axis): [\(values.joined(separator: ", "))]\n")
    try await SmallSweep.run(plan, in: folder["cold"], jobs: 2)
    for run in try ResultRows("runs", in: folder["cold"]).rows {
      #expect(run["status"] == "completed", "\(run[axis] ?? "")")
    }
    for table in ["measurements", "gates"] {
      let rows = try ResultRows(table, in: folder["cold"]).rows
      #expect(!rows.isEmpty)
      // Where gates are shut or open for good, so are half-lives.
      let wrong = rows.filter { row in
        ["value", "theory"].contains { isNotFinite(row[$0], orInfinite: row["statistic"] == "half_life") }
      }
      #expect(wrong.isEmpty, "\(table): \(wrong.count), such as \(wrong.prefix(3))")
    }
  }

  private func isNotFinite(_ cell: String?, orInfinite: Bool) -> Bool {
    guard let cell, !cell.isEmpty else { return false }
    guard let number = Double(cell) else { return true }
    return number.isNaN || !orInfinite && number.isInfinite
  }

  @Test(arguments: ["float32", "float64"]) func policies(precision: String) async throws {
    let catalog = PolicyCatalog()
    let cold = Self.cold(catalog.descriptions)
    for kind in ["sigmoid", "bernoulli", "binary_concrete", "hard_concrete", "g2"] {
      #expect(cold.contains { $0.hasPrefix("{kind: \(kind), ") && $0.hasSuffix(": 1e-06}") }, "\(kind)")
    }
    try await expectFiniteTables(precision, "gates.all", cold)
  }

  /// Every rule under gates of temperature 10⁻⁶, and those with a temperature of their own at the lowest; muprop serves one draw
  /// alone, that of the one-gate network.
  @Test(arguments: ["float32", "float64"]) func gradientRules(precision: String) async throws {
    let catalog = ExperimentCatalogs().gradients
    let descriptions = catalog.descriptions.filter { $0.kind != "muprop" }
    let cold = Self.cold(descriptions)
    for kind in ["straight_through_gumbel", "gumbel_rao", "rebar"] {
      #expect(cold.contains { $0.hasPrefix("{kind: \(kind), ") }, "\(kind)")
    }
    try await expectFiniteTables(
      precision, "training.gradient", descriptions.map { "{kind: \($0.kind)}" } + cold)
  }
}
