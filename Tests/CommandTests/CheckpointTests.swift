import Foundation
import TestSupport
import Testing

/// A run that is killed in its middle goes on from its last checkpoint, to the bytes of an undisturbed one.
@Suite struct CheckpointTests {
  let sluice = SluiceProcess()

  init() throws {
    try sluice.write(SmallTraining.text(replicates: 1, hidden: 6, updates: 3000, every: 500), to: "long.yaml")
  }

  private static let words = [
    "run", "long.yaml", "--jobs", "1", "--set", "training.save_weights=selected", "--set",
    "telemetry.units={examples: 1}", "--out",
  ]

  private func run(_ folder: String, _ more: [String] = []) throws {
    let result = try sluice.finish(sluice.start(Self.words + [folder] + more))
    #expect(result.status == 0, "\(result.messages)")
    #expect(!result.messages.contains("warning"), "\(result.messages)")
  }

  /// The checkpoints and when they were written.
  private func checkpoints(_ folder: String) -> [String: Date] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: sluice["\(folder)/checkpoints"])) ?? []
    var dates: [String: Date] = [:]
    for name in names where name.hasPrefix("t-") {
      let attributes = try? FileManager.default.attributesOfItem(
        atPath: sluice["\(folder)/checkpoints/\(name)"])
      dates[name] = attributes?[.modificationDate] as? Date
    }
    return dates
  }

  /// Waits until there is another checkpoint than before; `false` where the process ended before.
  private func wait(forNew folder: String, than before: [String: Date], _ process: Process) -> Bool {
    while process.isRunning {
      let now = checkpoints(folder)
      if !now.isEmpty, now != before { return true }
      usleep(300)
    }
    return false
  }

  /// SIGKILL, again and again, each time soon after a checkpoint has been written, and maybe while the next one is.
  @Test func killedRunsGoOn() throws {
    let every = ["--set", "training.checkpoint.every=40"]
    try run("whole")
    var kills = 0
    for _ in 0..<6 {
      let before = checkpoints("r")
      let process = try sluice.start(Self.words + ["r"] + every)
      guard wait(forNew: "r", than: before, process) else { break }
      kill(process.processIdentifier, SIGKILL)
      if try sluice.finish(process).status == -SIGKILL { kills += 1 }
      let status = try sluice.run("status", "r").output
      #expect(
        checkpoints("r").isEmpty == !status.contains("under way can go on from a checkpoint, after update"))
    }
    #expect(kills > 2)
    try run("r", every)
    #expect(checkpoints("r").isEmpty)
    #expect(try SmallTraining.digests(sluice["r"]) == SmallTraining.digests(sluice["whole"]))
  }

  /// SIGTERM loses nothing: the state is kept as the run stops, whatever the rule.
  @Test func terminatedRunsLoseNothing() throws {
    try run("whole")
    let process = try sluice.start(Self.words + ["r"])
    try #require(sluice.wait(for: "r/experiment.yaml", while: process))
    usleep(30_000)
    kill(process.processIdentifier, SIGTERM)
    let stopped = try sluice.finish(process)
    if stopped.status == 75 { #expect(checkpoints("r").count == 1) }
    #expect([0, 75].contains(stopped.status))
    try run("r")
    #expect(try SmallTraining.digests(sluice["r"]) == SmallTraining.digests(sluice["whole"]))
  }
}
