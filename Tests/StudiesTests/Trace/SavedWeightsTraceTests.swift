import DataReading
import Foundation
import Planning
import Running
import SequenceTasks
import Sequences
import Studies
import TestSupport
import Testing

/// A trace of a network that a run has saved shows what the run's own telemetry wrote down, number by number, of every cell.
@Suite struct SavedWeightsTraceTests {
  let folder = TemporaryFolder()

  private func trace(
    _ cell: EveryCell, _ gates: String, skip: String = "none", precision: String, files: [String: [UInt8]]
  ) throws -> TracedRows {
    let text = """
      schema: sluice/experiment/v1
      name: saved
      kind: trace
      seed: 3
      precision: \(precision)
      network: {input: 2, hidden: 3, layers: 2, cell: {kind: \(cell.kind)}, skip: {kind: \(skip)}, weights: {file: w.safetensors}}
      gates: \(cell.gates.isEmpty ? "{}" : "{all: {kind: \(gates)}}")
      inputs: {file: steps.csv, columns: [value, marker]}

      """
    return try TracedRows(
      text,
      files: FileReader { name in
        guard let bytes = files[name] else { throw DataError(file: name, isMissing: true, "no such file") }
        return bytes
      })
  }

  /// What a run of a cell leaves: its weights and the steps of an example as files, and its rows of `units.csv`.
  private func run(
    _ cell: EveryCell, _ overrides: [String] = [], precision: String
  ) async throws -> (files: [String: [UInt8]], units: [[String: String]]) {
    let plan = try SmallSweep.plan(
      cell.overrides(policy: "sigmoid") + [
        "precision=\(precision)", "network.layers=2", "training.save_weights=last", "sweep={}",
        "evaluation={every: 30, modes: [native]}", "telemetry={units: {split: test, examples: 1}}",
        "replicates=1",
      ] + overrides, text: SmallSweep.uncompared)
    try await SmallSweep.run(plan, in: folder["r"])
    let run = try #require(plan.runs.first)
    let task = RunContext(run).task
    var batch = task.emptyBatch
    task.fill(&batch, .test, examples: [0])
    #expect(batch.steps == 12)
    let inputs = batch.inputs.map { Double($0) }
    let steps = (0..<batch.steps).map { "\(inputs[2 * $0 + 1]),\(inputs[2 * $0])\n" }
    let files = [
      "w.safetensors": try Files.read(folder["r/weights/\(run.id).safetensors"]),
      "steps.csv": Array(("marker,value\n" + steps.joined()).utf8),
    ]
    return (files, try ResultRows("units", in: folder["r"]).matching(["run_id": run.id]))
  }

  private func expect(_ rows: TracedRows, _ units: [[String: String]], of cell: EveryCell) {
    let names = cell.gates.map { ($0, "\($0).value") } + (["candidate"] + cell.states).map { ($0, $0) }
    for (quantity, traced) in names {
      for layer in 0..<2 {
        let expected = units.filter { $0["quantity"] == quantity && $0["layer"] == "\(layer)" }
          .compactMap { Double($0["value"] ?? "") }
        #expect(expected.count == 3 * 12)
        #expect(rows[traced, layer: layer] == expected, "\(quantity) of layer \(layer)")
      }
    }
  }

  @Test(arguments: EveryCell.all, ["float32", "float64"])
  func theTraceIsTheRuns(_ cell: EveryCell, precision: String) async throws {
    let (files, units) = try await run(cell, precision: precision)
    let rows = try trace(cell, "sigmoid", precision: precision, files: files)
    expect(rows, units, of: cell)
    // The policy is that of the trace: on the same weights gates are drawn, first with the same probability.
    guard let gate = cell.gates.first else { return }
    let drawn = try trace(cell, "bernoulli", precision: precision, files: files)
    #expect(Set(drawn["\(gate).value"]) == [0, 1])
    for (p, value) in zip(drawn["\(gate).probability", layer: 0], rows["\(gate).value", layer: 0]).prefix(3) {
      #expect(abs(p - value) < 1e-7)
    }
    #expect(drawn["\(gate).uniform"].count == drawn["\(gate).value"].count)
  }

  /// What a skip rule has learned is in the file too: the trace skips where the run did, in each layer for itself.
  @Test(arguments: EveryCell.all) func skippedStepsAreTheRuns(_ cell: EveryCell) async throws {
    let (files, units) = try await run(
      cell, ["network.skip={kind: threshold, bias: -1}"], precision: "float32")
    let rows = try trace(cell, "sigmoid", skip: "threshold", precision: "float32", files: files)
    expect(rows, units, of: cell)
    for layer in 0..<2 {
      let (taken, state) = (rows["update", layer: layer], rows["hidden", layer: layer])
      #expect(taken.count == 12 && Set(taken) == [0, 1])
      #expect(rows["update_probability", layer: layer].map { $0 >= 0.5 ? 1 : 0 } == taken)
      for step in 1..<12 where taken[step] == 0 {
        #expect(state[3 * step..<3 * step + 3] == state[3 * step - 3..<3 * step])
      }
    }
  }
}
