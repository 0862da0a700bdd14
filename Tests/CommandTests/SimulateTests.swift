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

  /// What `Experiments/memory-retention/README.md` says of single rollouts: a drawn gate keeps all of the cell up to the first step
  /// at which it closes, and none of it after; the smooth one keeps 0.9ⁿ in every rollout.
  @Test func singleRolloutsOfACell() throws {
    let run = try sluice.run("run", "\(Experiment.root)/memory-retention/rollouts.yaml", "--out", "r")
    #expect(run.status == 0)
    let lines = try sluice.read("r/units.csv").split(separator: "\n").map {
      $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }
    #expect(
      lines[0].joined(separator: ",")
        == "run_id,cell_id,replicate,update,split,mode,sample,example,layer,quantity,unit,step,value")
    // By run, mode, rollout and quantity, in the order of the steps.
    var values: [[String]: [Double]] = [:]
    for line in lines.dropFirst() {
      let key = [line[0], line[5], line[6], line[9]]
      #expect(try #require(Int(line[11])) == values[key, default: []].count)
      values[key, default: []].append(try #require(Double(line[12])))
    }
    let runs = try sluice.read("r/runs.csv").split(separator: "\n").dropFirst().map {
      String($0.prefix { $0 != "," })
    }
    try #require(runs.count == 2)
    var lives: Set<Int> = []
    for (key, cells) in values where key[3] == "cell" {
      let gates = try #require(values[[key[0], key[1], key[2], "forget"]])
      let probabilities = try #require(values[[key[0], key[1], key[2], "forget.probability"]])
      #expect(cells.count == 40 && probabilities.allSatisfy { $0 == 0.9 })
      if key[0] == runs[1], key[1] == "sample" {
        let life = gates.firstIndex(of: 0) ?? 40
        #expect(cells == (0..<40).map { $0 < life ? 1 : 0 })
        lives.insert(life)
      } else {
        #expect(zip(cells, 1...).allSatisfy { abs($0 / pow(0.9, Double($1)) - 1) < 1e-5 })
      }
    }
    #expect(values.keys.count { $0[3] == "cell" } == 2 * 21 && lives.count > 5)
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
