import Foundation
import Sluice
import Testing

/// A results folder goes on with an experiment that has more runs or fewer, and its tables are those of a fresh sweep.
@Suite struct GrowthTests {
  let sluice = SluiceProcess()

  init() throws { try sluice.write(SmallExperiment.text, to: "small.yaml") }

  private func run(_ overrides: [String], in folder: String) throws -> SluiceProcess.Result {
    let result = try sluice.finish(
      sluice.start(["run", "small.yaml", "--out", folder] + overrides.flatMap { ["--set", $0] }))
    #expect(result.status == 0, "\(result.messages)")
    return result
  }

  /// What a run cost, by its id: a run that is done again costs something else.
  private func records() throws -> [String: RunRecord.Timing] {
    let records = try RunStore(sluice["grown"]).records()
    var timings: [String: RunRecord.Timing] = [:]
    for run in records.runs { timings[run] = try records.record(of: run)?.timing }
    return timings
  }

  static let steps: [(change: String, runs: Int, new: Int)] = [
    ("replicates=6", 18, 6),
    ("sweep.gates.all=[{kind: sigmoid}, {kind: bernoulli}, {kind: hard_threshold}, {kind: g2}]", 16, 4),
    ("sweep.network.hidden=[6, 7]", 24, 12),
    ("sweep.training.batch=[16, 8]", 24, 12),
    ("replicates=2", 6, 0),
    ("sweep.gates.all=[{kind: bernoulli}, {kind: sigmoid}]", 8, 0),
  ]

  @Test(arguments: steps.indices) func tablesAreThoseOfAFreshSweep(_ index: Int) throws {
    let step = Self.steps[index]
    _ = try run([], in: "grown")
    let before = try records()
    let grown = try run([step.change], in: "grown")
    _ = try run([step.change], in: "fresh")
    #expect(try SmallExperiment.digests(sluice["grown"]) == SmallExperiment.digests(sluice["fresh"]))
    #expect(grown.messages.contains("'grown' goes on with "))
    let after = try records()
    #expect(after.count == before.count + step.new)
    #expect(before.allSatisfy { after[$0.key] == $0.value }, "a record was made again")
    let status = try sluice.run("status", "grown").output
    #expect(status.contains("\(step.runs) of \(step.runs) runs finished"))
    let aside = before.count + step.new - step.runs
    #expect(status.contains("\(aside) runs finished and kept aside") == (aside > 0))
    // And back again: nothing has to be done.
    _ = try run([], in: "grown")
    _ = try run([], in: "first")
    #expect(try SmallExperiment.digests(sluice["grown"]) == SmallExperiment.digests(sluice["first"]))
    #expect(try records() == after)
  }

  /// More updates go on from the states that were kept, also from between two measurements; fewer begin anew.
  @Test(arguments: [200, 230]) func moreUpdatesGoOn(from updates: Int) throws {
    let kept = ["training.keep_checkpoints=true", "training.updates=\(updates)", "replicates=2"]
    let longer = ["training.updates=400", "replicates=2"]
    _ = try run(kept, in: "grown")
    let before = try records()
    let names = try FileManager.default.contentsOfDirectory(atPath: sluice["grown/checkpoints"])
    #expect(names.count == 6)
    let grown = try run(longer, in: "grown")
    #expect(grown.messages.contains("'grown' goes on with training.updates from \(updates) to 400"))
    _ = try run(longer, in: "fresh")
    #expect(try SmallExperiment.digests(sluice["grown"]) == SmallExperiment.digests(sluice["fresh"]))
    #expect(!FileManager.default.fileExists(atPath: sluice["grown/checkpoints"]))
    let after = try records()
    #expect(after.count == 12 && before.allSatisfy { after[$0.key] == $0.value })
    // And back again: nothing has to be done.
    _ = try run(kept, in: "grown")
    _ = try run(kept, in: "first")
    #expect(try SmallExperiment.digests(sluice["grown"]) == SmallExperiment.digests(sluice["first"]))
    #expect(try records() == after)
  }

  /// A change of what runs compute is refused, naming both values.
  @Test func otherRunsAreRefused() throws {
    _ = try run([], in: "grown")
    let before = try SmallExperiment.digests(sluice["grown"])
    let refused = try sluice.run(
      "run", "small.yaml", "--set", "training.batch=9", "--set", "replicates=6", "--out", "grown")
    #expect(refused.status == 65)
    #expect(refused.messages.contains("training.batch from 8 to 9"))
    #expect(try SmallExperiment.digests(sluice["grown"]) == before)
  }

  /// A sweep that is still running when the folder grows leaves the tables to the one that grew it.
  @Test func aFolderThatGrowsMeanwhile() throws {
    let long = ["run", "small.yaml", "--set", "training.updates=2000", "--jobs", "1", "--out", "grown"]
    let slow = try sluice.start(long)
    try #require(sluice.wait(for: "grown/records", while: slow))
    let grown = try sluice.finish(sluice.start(long + ["--set", "replicates=5"]))
    #expect(grown.status == 0)
    let other = try sluice.finish(slow)
    #expect(other.status == 0)
    #expect(try sluice.run("status", "grown").output.contains("15 of 15 runs finished"))
    let fresh = try sluice.run(
      "run", "small.yaml", "--set", "training.updates=2000", "--set", "replicates=5", "--out", "fresh")
    #expect(fresh.status == 0)
    #expect(try SmallExperiment.digests(sluice["grown"]) == SmallExperiment.digests(sluice["fresh"]))
  }
}
