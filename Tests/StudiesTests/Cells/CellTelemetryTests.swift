import Catalog
import Foundation
import Planning
import Recurrence
import Running
import Studies
import TestSupport
import Testing

/// `gates.csv` and `units.csv` of every cell: which rows there are, and what they hold.
@Suite struct CellTelemetryTests {
  let folder = TemporaryFolder()

  @Test func everyCellOfTheCatalogIsTried() {
    #expect(EveryCell.all.map(\.kind) == CellCatalog().kinds)
  }

  /// One run of ten updates, every unit of ten validation examples of 12 steps written down.
  private func run(_ cell: EveryCell) async throws {
    let plan = try SmallSweep.plan(
      [
        "sweep={}", "replicates=1", "training.updates=10", "evaluation.samples=2",
        "task.validation_size=10",
        "telemetry={gates: true, units: {split: validation, examples: 10}}",
      ] + cell.overrides(), text: SmallSweep.uncompared)
    try await SmallSweep.run(plan, in: folder["r"])
  }

  private static let bins = (0..<20).map { "bin_\($0 < 10 ? "0" : "")\($0)" }
  /// What is told of a gate where its spells have ends.
  private static let statistics =
    Set(
      ["mean", "variance", "minimum", "maximum", "open_rate", "entropy", "saturation", "switching_rate"]
        + bins)

  @Test(arguments: EveryCell.all) func gatesAndStates(_ cell: EveryCell) async throws {
    try await run(cell)
    let rows = try ResultRows("gates", in: folder["r"])
    let memory = cell.states[0]
    #expect(
      Set(rows.rows.compactMap { $0["quantity"] })
        == Set(cell.gates + cell.states + ["gradient", "\(memory)_gradient"]))
    // After 0 and 10 updates the validation split is read natively and with draws, where there are any.
    for mode in ["native", "sample"] {
      for update in ["0", "10"] {
        let read = rows.matching(["mode": mode, "split": "validation", "update": update, "layer": "0"])
        for gate in cell.gates {
          try expect(read.filter { $0["quantity"] == gate }, of: gate, in: cell, mode)
        }
        for state in cell.states {
          let names = read.filter { $0["quantity"] == state }.compactMap { $0["statistic"] }
          #expect(names == ["mean", "variance", "minimum", "maximum"])
        }
      }
    }
    // The gradient at the memory, step by step, of the first update after a measurement.
    let norms = rows.matching(["quantity": "\(memory)_gradient", "statistic": "norm", "mode": "training"])
    #expect(norms.map { $0["step"] } == (0..<12).map(String.init))
    // Drawn gates may cut it off from what comes later; the last step's comes from the read-out.
    let values = norms.compactMap { Double($0["value"] ?? "") }
    #expect(values.count == 12 && values.allSatisfy { $0 >= 0 } && values[11] > 0)
  }

  private func expect(_ rows: [[String: String]], of gate: String, in cell: EveryCell, _ mode: String) throws
  {
    var names = Set(rows.compactMap { $0["statistic"] })
    #expect(names.count == rows.count)
    names.subtract(["dwell_on", "dwell_off"])
    let isRetention = cell.retention?.gate == gate
    #expect(
      names
        == Self.statistics.union(isRetention ? ["half_life"] : []).union(
          mode == "native" ? ["gap", "absolute_gap"] : []),
      "\(gate), \(mode)")
    func value(_ name: String) throws -> Double {
      try #require(rows.first { $0["statistic"] == name }?["value"].flatMap(Double.init))
    }
    let (low, mean, high) = (try value("minimum"), try value("mean"), try value("maximum"))
    #expect(low >= 0 && low <= mean && mean <= high && high <= 1)
    // Drawn gates are 0 or 1; read natively they are probabilities.
    #expect(mode == "sample" ? (low == 0 && high == 1) : (low > 0 && high < 1))
    let share = try Self.bins.reduce(0) { try $0 + value($1) }
    #expect(abs(share - 1) < 1e-9)
    let theory = rows.filter { $0["theory"] != "" }.compactMap { $0["statistic"] }
    #expect(theory == (mode == "sample" ? ["mean"] : []))
  }

  /// Every number of every unit is there once, and they follow the cell's equations; what `gates.csv` says of the same reading
  /// follows from them.
  @Test(arguments: EveryCell.all) func units(_ cell: EveryCell) async throws {
    try await run(cell)
    let rows = try ResultRows("units", in: folder["r"]).rows
    let quantities = cell.gates.flatMap { [$0, "\($0).probability"] } + ["candidate"] + cell.states
    // Natively and in two rollouts, or in one that stands for both.
    let readings = cell.gates.isEmpty ? 2 : 3
    #expect(rows.count == readings * 10 * 12 * 3 * quantities.count)
    var numbers: [[String]: [String: Double]] = [:]
    for row in rows {
      let key = try ["mode", "sample", "example", "unit", "step"].map { try #require(row[$0]) }
      let value = try #require(row["value"].flatMap(Double.init))
      #expect(numbers[key, default: [:]].updateValue(value, forKey: try #require(row["quantity"])) == nil)
    }
    for (key, unit) in numbers {
      #expect(Set(unit.keys) == Set(quantities))
      var before = key
      before[4] = String(try #require(Int(key[4])) - 1)
      let last = numbers[before]?[cell.states[0]] ?? 0
      for (state, expected) in try cell.states({ try #require(unit[$0]) }, before: last, tanh: tanh) {
        #expect(abs(try #require(unit[state]) - expected) < 1e-6, "\(state) at \(key)")
      }
    }
    try expectHalfLife(cell, numbers.filter { $0.key[0] == "native" }.map(\.value))
  }

  /// The half-life of `gates.csv` is ln ½ over the mean of ln of what is kept.
  private func expectHalfLife(_ cell: EveryCell, _ units: [[String: Double]]) throws {
    guard let retention = cell.retention else { return }
    let kept = units.compactMap { $0[retention.gate] }.map { retention.keeps ? $0 : 1 - $0 }
    let expected = log(0.5) / (kept.reduce(0) { $0 + log($1) } / Double(kept.count))
    let row = try ResultRows("gates", in: folder["r"]).matching([
      "quantity": retention.gate, "statistic": "half_life", "mode": "native", "split": "validation",
      "update": try #require(ResultRows("runs", in: folder["r"]).rows.first?["selected_update"]),
    ])
    let value = try #require(row.first?["value"].flatMap(Double.init))
    #expect(kept.count == 10 * 12 * 3 && abs(value - expected) < 1e-5 * expected)
  }
}
