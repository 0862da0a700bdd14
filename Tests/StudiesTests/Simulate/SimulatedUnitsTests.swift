import Catalog
import Foundation
import Gating
import Planning
import Reports
import Running
import SequenceTasks
import Sequences
import Studies
import Tables
import TestSupport
import Testing

/// `units.csv` of a simulation: every unit of chosen sequences, in the trajectory and in every rollout.
@Suite struct SimulatedUnitsTests {
  let folder = TemporaryFolder()

  private static let units = "telemetry={units: {examples: 2, rollouts: 3}}"

  /// The rows of a small sweep of five sequences with seven rollouts each, by the number of the cell.
  private func rows(_ overrides: [String], named name: String = "units") async throws -> [[String: String]] {
    let plan = try SmallSimulation.plan(SmallSimulation.drawn, overrides)
    try await SmallSweep.run(plan, in: folder[name], jobs: 2)
    return try ResultRows("units", in: folder[name]).rows
  }

  /// The equations of a cell hold for what is written down: c = f·c′ + i·g and h = o·tanh(c). Drawn gates are 0 or 1; in the
  /// trajectory each is its mean.
  @Test(arguments: ["float32", "float64"]) func theNumbersAreThoseOfAnLSTM(precision: String) async throws {
    let rows = try await rows([Self.units, "precision=\(precision)", "sweep={}"])
    var numbers: [[String]: [String: Double]] = [:]
    for row in rows {
      let key = try ["mode", "sample", "example", "layer", "unit", "step"].map { try #require(row[$0]) }
      let (quantity, value) = (try #require(row["quantity"]), try #require(Double(row["value"] ?? "")))
      #expect(numbers[key, default: [:]].updateValue(value, forKey: quantity) == nil)
    }
    // (1 + 3 rollouts) × 2 sequences × 2 layers × 3 units × at most 11 steps.
    #expect(Set(rows.map { $0["sample"] }) == ["", "0", "1", "2"])
    #expect(Set(rows.map { $0["example"] }) == ["0", "1"])
    let tolerance = precision == "float32" ? 1e-6 : 1e-14
    var drawn: Set<Double> = []
    for (key, unit) in numbers {
      func number(_ quantity: String) throws -> Double { try #require(unit[quantity]) }
      var before = key
      before[5] = String(try #require(Int(key[5])) - 1)
      let last = numbers[before]?["cell"] ?? 0
      let cell = try number("forget") * last + number("input") * number("candidate")
      let hidden = try number("output") * tanh(number("cell"))
      #expect(abs(try number("cell") - cell) < tolerance)
      #expect(abs(try number("hidden") - hidden) < tolerance)
      #expect(unit.count == 9)
      for gate in ["input", "forget", "output"] {
        let (value, p) = (try number(gate), try number("\(gate).probability"))
        if key[0] == "mean" { #expect(key[1].isEmpty && value == p) } else { drawn.insert(value) }
      }
    }
    #expect(drawn == [0, 1])
  }

  /// A rollout's draws are those that the statistics are of: with all of them written down, the mean gate of each step agrees.
  @Test func theyAreTheRolloutsOfTheStatistics() async throws {
    let overrides = ["telemetry={units: {examples: 5}}", "sweep={}", "precision=float64"]
    let rows = try await rows(overrides).filter { $0["mode"] == "sample" && $0["layer"] == "1" }
    let statistics = try SmallSimulation.rows(SmallSimulation.drawn, overrides)
    for quantity in ["input", "forget", "output", "cell", "hidden"] {
      for step in 0..<10 {
        let values = rows.filter { $0["quantity"] == quantity && $0["step"] == "\(step)" }.compactMap {
          Double($0["value"] ?? "")
        }
        #expect(values.count == 5 * 7 * 3)
        let mean = try #require(statistics.row(quantity, "mean", step: step, layer: 1)).value
        #expect(abs(values.reduce(0, +) / Double(values.count) - mean) < 1e-12)
      }
    }
  }

  /// Parts, jobs and shares cannot be seen: sequences of different lengths, in parts of every awkward size, and all at once.
  @Test(arguments: [1, 2, 6, 7, 16, 34], ["float32", "float64"])
  func chunksDoNotShow(chunk: Int, precision: String) throws {
    let overrides = ["telemetry={units: {examples: 4, rollouts: 6}}", "precision=\(precision)", "sweep={}"]
    let cell = try SmallSimulation.plan(SmallSimulation.drawn, overrides).cells[0]
    let whole = try SmallSimulation.units(cell, task: RaggedSequences(), chunk: 35)
    #expect(whole.count > 1000)
    #expect(try SmallSimulation.units(cell, task: RaggedSequences(), chunk: chunk).lines == whole.lines)
  }

  @Test func jobsAndSharesDoNotShow() async throws {
    let plan = try SmallSimulation.plan(SmallSimulation.drawn, [Self.units])
    let tables = try await SmallSweep.bytes(plan, in: folder, jobs: 3, shares: 2)
    #expect(
      Set(tables.keys) == ["runs.csv", "gates.csv", "units.csv", "manifest.json", "datapackage.json"])
  }

  /// Looking changes nothing: the statistics of runs that write units are those of runs that do not.
  @Test func statisticsAreTheSame() throws {
    #expect(
      try SmallSimulation.rows(SmallSimulation.drawn, [Self.units])
        == SmallSimulation.rows(SmallSimulation.drawn))
  }

  /// What it would come to is known beforehand: (1 + rollouts) × examples × steps × layers × units × 9 a run.
  @Test func rowsAreCountedBeforehand() async throws {
    let plan = try SmallSimulation.plan(SmallSimulation.drawn, [Self.units, "sweep={}"])
    let text = TextDrawing().text(PlanSummary(plan).report)
    let steps = plan.cells[0].specification.task.value.maximumSteps
    let rows = Double(4 * 2 * steps * 2 * 3 * 9)
    let without = try SmallSimulation.plan(SmallSimulation.drawn, ["sweep={}"])
    let memory = [plan, without].map { RunMemory($0.cells[0].specification).bytes }
    #expect(memory[0] - memory[1] == 100 * rows)
    #expect(text.contains("units.csv: at most \(ScaledCount.text(4 * 2 * steps * 2 * 3 * 9))"))
    #expect {
      try SmallSimulation.plan(
        SmallSimulation.drawn, ["telemetry={units: {examples: 5}}", "replicates=10000"])
    } throws: { error in
      "\(error)".contains("telemetry.units.examples: units.csv would have up to ")
        && "\(error)".contains("ask for fewer examples, rollouts or cells")
    }
  }
}

/// A whole number with commas, as plans print it.
private enum ScaledCount {
  static func text(_ number: Int) -> String {
    number < 1000 ? "\(number)" : "\(text(number / 1000)),\(String(number % 1000 + 1000).dropFirst())"
  }
}
