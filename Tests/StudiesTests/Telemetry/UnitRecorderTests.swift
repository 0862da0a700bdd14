import Catalog
import Foundation
import Planning
import Reports
import Running
import Studies
import TestSupport
import Testing

/// `units.csv`: every unit of chosen examples, step by step.
@Suite struct UnitRecorderTests {
  let folder = TemporaryFolder()

  /// Each unit's numbers at one step, by what tells them apart.
  private func numbers(_ rows: [[String: String]]) throws -> [[String]: [String: Double]] {
    var numbers: [[String]: [String: Double]] = [:]
    for row in rows {
      let key = try ["run_id", "mode", "sample", "example", "layer", "unit", "step"].map {
        try #require(row[$0])
      }
      let quantity = try #require(row["quantity"])
      let value = try #require(row["value"].flatMap(Double.init))
      #expect(
        numbers[key, default: [:]].updateValue(value, forKey: quantity) == nil, "twice: \(key) \(quantity)")
    }
    return numbers
  }

  private static let overrides = [
    "sweep.gates.all=[{kind: sigmoid}, {kind: bernoulli}]", "network={hidden: 3, layers: 2}",
    "evaluation={every: 10, modes: [native, sample], samples: 2, select: validation.native.mse}",
    "telemetry={units: {split: test, examples: 2}}",
  ]

  /// The equations of a cell hold for what is written down: c = f·c′ + i·g and h = o·tanh(c). Sampled gates are 0 or 1, and read
  /// natively a Bernoulli gate is its probability.
  @Test(arguments: ["float32", "float64"]) func theNumbersAreThoseOfAnLSTM(precision: String) async throws {
    let plan = try SmallSweep.plan(Self.overrides + ["precision=\(precision)"])
    try await SmallSweep.run(plan, in: folder["units"], jobs: 2)
    let numbers = try numbers(ResultRows("units", in: folder["units"]).rows)
    // Of sigmoid gates one rollout stands for both: 2 + 3 readings × 3 replicates × 2 examples × 12 steps × 2 layers × 3 units.
    let values: Int = 3 * 2 * 12 * 2 * 3
    #expect(numbers.count == 5 * values)
    let tolerance = precision == "float32" ? 1e-6 : 1e-14
    var drawn = 0
    for (key, unit) in numbers {
      var before = key
      before[6] = String(try #require(Int(key[6])) - 1)
      let gates = ["input", "forget", "output"]
      let (i, f, o) = (
        try #require(unit["input"]), try #require(unit["forget"]), try #require(unit["output"])
      )
      let (g, c, h) = (
        try #require(unit["candidate"]), try #require(unit["cell"]), try #require(unit["hidden"])
      )
      #expect(unit.count == 9)
      let last: Double = numbers[before]?["cell"] ?? 0
      let (expectedCell, expectedHidden): (Double, Double) = (f * last + i * g, o * tanh(c))
      #expect(abs(c - expectedCell) < tolerance)
      #expect(abs(h - expectedHidden) < tolerance)
      for gate in gates {
        let (value, p) = (try #require(unit[gate]), try #require(unit["\(gate).probability"]))
        #expect(p > 0 && p < 1)
        if key[1] == "native" {
          #expect(abs(value - p) < tolerance)
        } else if abs(value - p) >= tolerance {
          #expect(value == 0 || value == 1)
          drawn += 1
        }
      }
    }
    #expect(drawn == 2 * 3 * values)
  }

  /// At every measured update, and at the selected one alone, which is one of them.
  @Test func measuredAndSelectedUpdates() async throws {
    let all = try SmallSweep.plan(Self.overrides + ["telemetry.units.updates=measured"])
    try await SmallSweep.run(all, in: folder["all"])
    let one = try SmallSweep.plan(Self.overrides)
    try await SmallSweep.run(one, in: folder["one"])
    let (measured, selected) = (
      try ResultRows("units", in: folder["all"]).rows, try ResultRows("units", in: folder["one"]).rows
    )
    #expect(Set(measured.compactMap { $0["update"] }) == ["0", "10", "20", "30"])
    #expect(measured.count == 4 * selected.count)
    let updates = Dictionary(
      uniqueKeysWithValues: try ResultRows("runs", in: folder["one"]).rows.map {
        ($0["run_id"], $0["selected_update"])
      })
    #expect(selected.allSatisfy { updates[$0["run_id"]] == $0["update"] })
  }

  /// What it would come to is known beforehand, and too much is refused.
  @Test func rowsAreCountedBeforehand() throws {
    let plan = try SmallSweep.plan(Self.overrides)
    let text = TextDrawing().text(PlanSummary(plan).report)
    #expect(text.contains("units.csv: at most 19,440"))
    // Measured after 0, 20 and, the last, 30 updates.
    let measured = try SmallSweep.plan(
      Self.overrides + ["telemetry.units.updates=measured", "evaluation.every=20"])
    #expect(TextDrawing().text(PlanSummary(measured).report).contains("units.csv: at most 58,320"))
    #expect {
      try SmallSweep.plan(Self.overrides + ["replicates=2000"])
    } throws: { error in
      "\(error)".contains(
        "telemetry.units.examples: units.csv would have up to 12,960,000 rows over all runs")
    }
    #expect(throws: ExperimentErrors.self) {
      try SmallSweep.plan(Self.overrides + ["telemetry.units.examples=31"])
    }
  }
}
