import Foundation
import Testing

/// `status --follow` ends by itself, and at a signal; it reads while others write.
@Suite struct FollowTests {
  let sluice = SluiceProcess()

  init() throws { try sluice.write(SmallExperiment.text, to: "small.yaml") }

  private func start(_ arguments: [String] = [], locale: String = "C.UTF-8") throws -> Process {
    try sluice.start(
      ["status", "r", "--follow", "--interval", "0.02"] + arguments, environment: ["LC_ALL": locale])
  }

  /// Waits for the first line: the process writes at the offset that the handle has too.
  private func waitForOutput(of process: Process) throws {
    let output = try #require(process.standardOutput as? FileHandle)
    while process.isRunning, try output.offset() == 0 { usleep(1000) }
  }

  @Test func itEndsWithTheSweep() throws {
    let run = try sluice.start(["run", "small.yaml", "--out", "r", "--quiet", "--jobs", "1"])
    #expect(sluice.wait(for: "r/experiment.yaml", while: run))
    let result = try sluice.finish(start())
    #expect(try sluice.finish(run).status == 0)
    #expect(result.status == 0 && result.messages == "", "\(result.messages)")
    let lines = result.output.split(separator: "\n")
    let last = try #require(lines.last)
    #expect(last.hasPrefix("small: 12 of 12 runs finished; latest r-"))
    #expect(last.contains("test.native.mse ") && last.contains("loss "))
    // Every line is news.
    let counts = lines.compactMap { Int($0.dropFirst("small: ".count).prefix { $0.isNumber }) }
    #expect(counts.count == lines.count && zip(counts, counts.dropFirst()).allSatisfy { $0 < $1 })
  }

  @Test func aFinishedSweepIsShownOnce() throws {
    try #require(sluice.run("run", "small.yaml", "--out", "r", "--quiet").status == 0)
    let blocks = try sluice.finish(start()).output
    #expect(blocks.split(separator: "\n").count == 1 && blocks.contains("█"))
    let plain = try sluice.finish(start(locale: "C")).output
    #expect(plain.contains("#") && plain.allSatisfy(\.isASCII))
  }

  /// The latest run is that which came last, and a damaged record is none.
  @Test func onlyNewRecordsAreNews() throws {
    try #require(sluice.run("run", "small.yaml", "--out", "whole", "--quiet").status == 0)
    try #require(sluice.run("run", "small.yaml", "--shard", "1/2", "--out", "r", "--quiet").status == 0)
    let follow = try start()
    try waitForOutput(of: follow)
    try #require(sluice.run("run", "small.yaml", "--shard", "2/2", "--out", "r", "--quiet").status == 0)
    let lines = try sluice.finish(follow).output.split(separator: "\n")
    #expect(lines.first?.hasPrefix("small: 6 of 12 runs finished; latest r-") == true)
    #expect(lines.last?.hasPrefix("small: 12 of 12 runs finished; latest r-") == true)
  }

  @Test(arguments: [SIGINT, SIGTERM]) func aSignalIsAWayToEnd(signal: Int32) throws {
    try #require(sluice.run("run", "small.yaml", "--shard", "1/2", "--out", "r", "--quiet").status == 0)
    let follow = try start()
    try waitForOutput(of: follow)
    kill(follow.processIdentifier, signal)
    let result = try sluice.finish(follow)
    #expect(result.status == 0 && result.messages == "")
    #expect(result.output.hasPrefix("small: 6 of 12 runs finished"))
  }

  /// A study that grows in its folder is followed as it is then.
  @Test func growthIsSeen() throws {
    try #require(
      sluice.run("run", "small.yaml", "--shard", "1/2", "--out", "r", "--quiet").status == 0)
    let follow = try start()
    try waitForOutput(of: follow)
    try #require(sluice.run("run", "r", "--set", "replicates=5", "--quiet").status == 0)
    let lines = try sluice.finish(follow).output.split(separator: "\n")
    #expect(lines.last?.hasPrefix("small: 15 of 15 runs finished") == true)
  }

  @Test(.enabled(if: access("/usr/bin/script", X_OK) == 0, "needs `script` (util-linux), for a terminal"))
  func onATerminalItIsDrawnOver() throws {
    try #require(sluice.run("run", "small.yaml", "--out", "r", "--quiet").status == 0)
    let result = try sluice.shell(
      "LC_ALL=C.UTF-8 NO_COLOR=1 script -qec \"'$SLUICE' status r --follow --interval 0.02\" /dev/null < /dev/null"
    )
    #expect(result.status == 0)
    // A terminal ends lines with two characters, which are one to Swift.
    let lines = result.output.split(whereSeparator: \.isNewline)
    #expect(lines.first?.hasPrefix("small: 12 of 12 runs finished") == true)
    #expect(lines.contains { $0.hasPrefix("bernoulli") && $0.contains("4 of 4") && $0.contains("▁") })
    #expect(!result.output.contains("\u{1B}[1m"))
  }
}
