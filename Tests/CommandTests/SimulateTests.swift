import Foundation
import Testing

/// `kind: simulate` through the command: run, shares, status, export, compare.
@Suite struct SimulateTests {
  let sluice = SluiceProcess()

  init() throws {
    try sluice.write(
      """
      schema: sluice/experiment/v1
      name: noisy
      kind: simulate
      seed: 5
      replicates: 30
      task: {kind: adding, variant: skip, steps: 12, test_size: 4}
      network: {hidden: 3}
      gates: {all: {kind: bernoulli}}
      simulation: {every: 6}
      sweep: {gates.forget: [{kind: sigmoid}, {kind: bernoulli}]}

      """, to: "noisy.yaml")
  }

  @Test func itRunsLikeEveryExperiment() throws {
    #expect(try sluice.run("run", "noisy.yaml", "--jobs", "1", "--out", "reference").status == 0)
    let expected = try SmallExperiment.digests(sluice["reference"])
    #expect(Set(expected.keys) == ["runs.csv", "gates.csv", "manifest.json", "datapackage.json"])
    #expect(try sluice.run("run", "noisy.yaml", "--shard", "2/2", "--out", "s").status == 0)
    #expect(try sluice.run("status", "s").output.hasPrefix("noisy: 1 of 2 runs finished\n"))
    #expect(try sluice.run("run", "noisy.yaml", "--shard", "1/2", "--out", "s").status == 0)
    #expect(try SmallExperiment.digests(sluice["s"]) == expected)
    try FileManager.default.removeItem(atPath: sluice["s/gates.csv"])
    #expect(try sluice.run("export", "s").status == 0)
    #expect(try SmallExperiment.digests(sluice["s"]) == expected)
    let kernels = try sluice.run(
      "run", "noisy.yaml", "--out", "k", environment: ["SLUICE_KERNELS": "portable"])
    #expect(kernels.status == 0)
    #expect(try SmallExperiment.digests(sluice["k"]) == expected)
  }

  @Test func compareShowsWhatWasMeasured() throws {
    #expect(try sluice.run("run", "noisy.yaml", "--out", "r").status == 0)
    let lines = try sluice.run("compare", "r").output.split(separator: "\n")
    #expect(lines.first == "noisy: layer 0, theory in parentheses")
    #expect(lines[1].contains("forget.median_lifetime") && lines[1].contains("cell.deviation"))
    #expect(
      lines.dropFirst(2).map { $0.prefix { $0 != " " } } == [
        "gates.forget=sigmoid", "gates.forget=bernoulli",
      ])
    let steps = try sluice.run("compare", "r", "--metric", "forget.survival").output.split(separator: "\n")
    #expect(steps[1].split(separator: " ").joined(separator: " ") == "after 6 after 12")
    let wrong = try sluice.run("compare", "r", "--metric", "forget.survivors")
    #expect(wrong.status == 64 && wrong.messages.contains("there is no statistic 'forget.survivors'"))
  }
}
