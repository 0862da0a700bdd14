import Foundation
import Testing

@Suite struct TraceTests {
  let sluice = SluiceProcess()

  /// A network of one unit, computed from explicit numbers.
  static let text = """
    schema: sluice/experiment/v1
    name: one-unit
    kind: trace
    seed: 3
    network:
      input: 1
      hidden: 1
      weights:
        input: {w: [[0, 0]], b: [0]}
        forget: {w: [[0, 0]], b: [0]}
        candidate: {w: [[0, 0]], b: [0]}
        output: {w: [[0, 0]], b: [0]}
    gates: {all: {kind: sigmoid}, forget: {kind: bernoulli}}
    initial: {hidden: [0.25], cell: [2]}
    inputs: [[5]]

    """

  @Test func everyQuantityHasARow() throws {
    try sluice.write(Self.text, to: "t.yaml")
    let result = try sluice.run("trace", "t.yaml")
    #expect(result.status == 0)
    #expect(try result.output == sluice.read("results/one-unit/trace.csv"))
    let lines = result.output.split(separator: "\n").map(String.init)
    #expect(lines[0] == "step,layer,quantity,unit,value")
    #expect(
      Array(lines[1...10]) == [
        "0,0,concatenated,0,5.0", "0,0,concatenated,1,0.25", "0,0,input.pre_activation,0,0.0",
        "0,0,input.probability,0,0.5", "0,0,input.value,0,0.5", "0,0,input.derivative,0,0.25",
        "0,0,forget.pre_activation,0,0.0", "0,0,forget.probability,0,0.5", lines[9], lines[10],
      ])
    let uniform = try #require(Double(lines[9].split(separator: ",")[4]))
    let value = uniform < 0.5 ? 1.0 : 0.0
    #expect(lines[9].hasPrefix("0,0,forget.uniform,0,"))
    #expect(lines[10] == "0,0,forget.value,0,\(value)")
    #expect(lines[11] == "0,0,forget.derivative,0,0.25")
    #expect(lines.suffix(3) == ["0,0,candidate,0,0.0", "0,0,cell,0,\(2 * value)", lines.last!])
  }

  /// From a run to a trace: its weights, steps of a file beside the experiment, and a manifest of both.
  @Test func savedWeightsAndAFileOfSteps() throws {
    try sluice.write(
      """
      schema: sluice/experiment/v1
      name: small
      kind: train
      seed: 5
      task: {kind: adding, variant: skip, steps: 10, validation_size: 4, test_size: 4}
      network: {hidden: 2}
      training: {updates: 2, batch: 4, save_weights: last}

      """, to: "small.yaml")
    #expect(try sluice.run("run", "small.yaml").status == 0)
    let run = try #require(
      try sluice.read("results/small/runs.csv").split(separator: "\n").last?.split(separator: ",").first)
    try sluice.write("v,m\n0.5,1\n-0.25,0\n0.75,1\n", to: "steps.csv")
    try sluice.write(
      """
      schema: sluice/experiment/v1
      name: looked-at
      kind: trace
      seed: 5
      network: {input: 2, hidden: 2, weights: {file: results/small/weights/\(run).safetensors}}
      gates: {all: {kind: bernoulli}}
      state_noise: {kind: recurrent_dropout}
      inputs: {file: steps.csv}

      """, to: "looked-at.yaml")
    #expect(try sluice.run("trace", "looked-at.yaml").status == 0)
    let table = try TraceTable(sluice.read("results/looked-at/trace.csv"))
    #expect(Array(table["2.concatenated"].prefix(2)) == [0.75, 1])
    #expect(table["2.mask.write"].count == 2 && table["2.output"].count == 1)
    #expect(
      zip(table["0.forget.uniform"], table["0.forget.probability"]).map { $0 < $1 ? 1.0 : 0 }
        == table["0.forget.value"])
    let manifest = try sluice.read("results/looked-at/manifest.json")
    #expect(manifest.contains("\"steps.csv\"") && manifest.contains("\(run).safetensors"))
    // The same steps written otherwise are the same experiment; other steps are not, and the folder refuses them.
    try sluice.write("v;m\n0,5;1\n-0,25;0\n0,75;1\n", to: "steps.csv")
    #expect(try sluice.run("trace", "looked-at.yaml").status == 0)
    try sluice.write("v,m\n0.5,1\n-0.25,0\n0.5,1\n", to: "steps.csv")
    let other = try sluice.run("trace", "looked-at.yaml")
    #expect(other.status == 65 && other.messages.contains("inputs.file"))
    try sluice.write("v,m\n0.5,one\n", to: "steps.csv")
    let wrong = try sluice.run("trace", "looked-at.yaml")
    #expect(wrong.status == 65 && wrong.messages.contains("inputs.file: steps.csv:2:5: 'one' in 'm'"))
    try FileManager.default.removeItem(atPath: sluice["steps.csv"])
    #expect(try sluice.run("trace", "looked-at.yaml").status == 66)
  }

  @Test func aTraceIsNotASweep() throws {
    try sluice.write(Self.text, to: "t.yaml")
    #expect(try sluice.run("run", "t.yaml").status == 65)
    #expect(try sluice.run("trace", "t.yaml").status == 0)
    #expect(try sluice.run("compare", "results/one-unit").status == 64)
    #expect(try sluice.run("trace", "t.yaml", "--set", "seed=4").status == 65)
  }
}
