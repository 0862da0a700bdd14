import DataReading
import Foundation
import Planning
import Running
import SequenceTasks
import Sequences
import Studies
import TestSupport
import Testing

/// A trace of a network that a run has saved shows what the run's own telemetry wrote down, number by number.
@Suite struct SavedWeightsTraceTests {
  let folder = TemporaryFolder()

  private static let network = "{input: 2, hidden: 3, layers: 2, weights: {file: w.safetensors}}"

  private func trace(_ gates: String, precision: String, files: [String: [UInt8]]) throws -> TracedRows {
    let text = """
      schema: sluice/experiment/v1
      name: saved
      kind: trace
      seed: 3
      precision: \(precision)
      network: \(Self.network)
      gates: {all: {kind: \(gates)}}
      inputs: {file: steps.csv, columns: [value, marker]}

      """
    return try TracedRows(
      text,
      files: FileReader { name in
        guard let bytes = files[name] else { throw DataError(file: name, isMissing: true, "no such file") }
        return bytes
      })
  }

  @Test(arguments: ["float32", "float64"]) func theTraceIsTheRuns(precision: String) async throws {
    let plan = try SmallSweep.plan(
      [
        "precision=\(precision)", "network={hidden: 3, layers: 2}", "training.save_weights=last", "sweep={}",
        "gates.all={kind: sigmoid}", "evaluation={every: 30, modes: [native]}",
        "telemetry={units: {split: test, examples: 1}}",
      ], text: SmallSweep.uncompared)
    try await SmallSweep.run(plan, in: folder["r"])
    let run = try #require(plan.runs.first)
    let task = RunContext(run).task
    var batch = task.emptyBatch
    task.fill(&batch, .test, examples: [0])
    let inputs = batch.inputs.map { Double($0) }
    let steps = (0..<batch.steps).map { "\(inputs[2 * $0 + 1]),\(inputs[2 * $0])\n" }
    let files = [
      "w.safetensors": try Files.read(folder["r/weights/\(run.id).safetensors"]),
      "steps.csv": Array(("marker,value\n" + steps.joined()).utf8),
    ]
    let rows = try trace("sigmoid", precision: precision, files: files)
    let units = try ResultRows("units", in: folder["r"]).matching(["run_id": run.id])
    let names = [
      "input": "input.value", "forget": "forget.value", "output": "output.value",
      "candidate": "candidate", "cell": "cell",
      "hidden": "hidden",
    ]
    for (quantity, traced) in names {
      for layer in 0..<2 {
        let expected = units.filter { $0["quantity"] == quantity && $0["layer"] == "\(layer)" }
          .compactMap { Double($0["value"] ?? "") }
        #expect(expected.count == 3 * batch.steps)
        #expect(rows[traced, layer: layer] == expected, "\(quantity) of layer \(layer)")
      }
    }
    // The policy is that of the trace: on the same weights gates are drawn, first with the same probability.
    let drawn = try trace("bernoulli", precision: precision, files: files)
    #expect(Set(drawn["forget.value"]) == [0, 1])
    for (p, value) in zip(drawn["forget.probability", layer: 0], rows["forget.value", layer: 0]).prefix(3) {
      #expect(abs(p - value) < 1e-7)
    }
    #expect(drawn["forget.uniform"].count == drawn["forget.value"].count)
  }
}
