import Foundation
import Testing

@Suite struct TraceTests {
  let sluice = SluiceProcess()

  private let text = """
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
    try sluice.write(text, to: "t.yaml")
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

  @Test func aTraceIsNotASweep() throws {
    try sluice.write(text, to: "t.yaml")
    #expect(try sluice.run("run", "t.yaml").status == 65)
    #expect(try sluice.run("trace", "t.yaml").status == 0)
    #expect(try sluice.run("compare", "results/one-unit").status == 64)
    #expect(try sluice.run("trace", "t.yaml", "--set", "seed=4").status == 65)
  }
}
