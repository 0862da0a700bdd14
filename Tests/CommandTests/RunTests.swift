import Foundation
import Testing

@Suite struct RunTests {
  let sluice = SluiceProcess()

  init() throws { try sluice.write(SmallExperiment.text, to: "small.yaml") }

  /// The same experiment, long enough to be struck in the middle on a machine that does much else.
  private let long = ["run", "small.yaml", "--set", "training.updates=2000"]

  private func reference(_ command: [String] = ["run", "small.yaml"]) throws -> [String: String] {
    let result = try sluice.finish(sluice.start(command + ["--jobs", "1", "--out", "reference"]))
    #expect(result.status == 0)
    #expect(result.output == "")
    #expect(result.messages.hasSuffix("12 runs finished; the tables are in 'reference'\n"))
    let digests = try SmallExperiment.digests(sluice["reference"])
    #expect(digests.count == 7)
    return digests
  }

  @Test func jobsThreadsAndSharesGiveTheSameBytes() throws {
    let expected = try reference()
    #expect(try sluice.run("run", "small.yaml", "--threads", "3", "--out", "t").status == 0)
    #expect(try SmallExperiment.digests(sluice["t"]) == expected)
    let alone = try sluice.run(
      "run", "small.yaml", "--set", "precision=float64", "--threads", "2", "--out", "p")
    #expect(alone.status == 0 && alone.messages.contains("--threads is of no use here"))
    #expect(try sluice.run("run", "small.yaml", "--jobs", "2").status == 0)
    #expect(try SmallExperiment.digests(sluice["results/small"]) == expected)
    let first = try sluice.run("run", "small.yaml", "--shard", "2/2", "--out", "s")
    #expect(first.status == 0)
    #expect(first.messages.contains("this share is finished; 6 of all 12 runs are in 's'"))
    #expect(try SmallExperiment.digests(sluice["s"]) == [:])
    #expect(try sluice.run("run", "small.yaml", "--shard", "1/2", "--out", "s").status == 0)
    #expect(try SmallExperiment.digests(sluice["s"]) == expected)
  }

  /// A constant learning rate, and one that falls from update to update.
  private static let rates = [
    "0.01", "{from: 0.01, to: 0.0001, schedule: exponential, updates: 2000}",
  ]

  @Test(arguments: rates) func killedAndRunAgainGivesTheSameBytes(rate: String) throws {
    let long = self.long + ["--set", "training.optimizer={kind: adam, learning_rate: \(rate)}"]
    let expected = try reference(long)
    var kills = 0
    for _ in 0..<3 {
      let process = try sluice.start(long + ["--out", "killed"])
      if sluice.wait(for: "killed/records", while: process) { kill(process.processIdentifier, SIGKILL) }
      if try sluice.finish(process).status == -SIGKILL { kills += 1 }
    }
    #expect(kills > 0)
    #expect(try sluice.finish(sluice.start(long + ["--out", "killed"])).status == 0)
    #expect(try SmallExperiment.digests(sluice["killed"]) == expected)
  }

  @Test(arguments: [SIGINT, SIGTERM, SIGHUP]) func interruptedItSaysSoAndGoesOn(signal: Int32) throws {
    let expected = try reference(long)
    let process = try sluice.start(long + ["--jobs", "1", "--out", "i"])
    #expect(sluice.wait(for: "i/records", while: process))
    kill(process.processIdentifier, signal)
    let result = try sluice.finish(process)
    #expect(result.status == 75)
    #expect(result.messages.contains("the same command goes on from there"))
    #expect(try sluice.finish(sluice.start(long + ["--jobs", "1", "--out", "i"])).status == 0)
    #expect(try SmallExperiment.digests(sluice["i"]) == expected)
  }

  @Test(arguments: [SIGINT, SIGTERM]) func interruptedBeforeItHasBegunItGoesOnToo(signal: Int32) throws {
    let process = try sluice.start(long + ["--jobs", "1", "--out", "p"])
    try sluice.send(signal, asSoonAsHandledBy: process)
    let result = try sluice.finish(process)
    #expect(result.status == 75)
    #expect(result.messages.contains("of 12 runs are finished and kept; the same command goes on from there"))
  }

  /// What is no plain file might have no end, or never begin.
  @Test(arguments: ["/dev/zero", "pipe.yaml"]) func onlyPlainFilesAreRead(path: String) throws {
    #expect(mkfifo(sluice["pipe.yaml"], 0o600) == 0)
    let message = "cannot read '\(path)': it is a device, a pipe or a socket; expected a file\n"
    for command in ["run", "plan"] {
      let result = try sluice.run(command, path)
      #expect(result.status == 66 && result.messages == message)
    }
    let data = try sluice.run(
      "plan", "small.yaml", "--set", "task={kind: forecast, data: \(path), window: 3, horizon: 1}")
    #expect(
      data.status == 66 && data.messages.contains("it is a device, a pipe or a socket; expected a file"))
    #expect(try sluice.run("run", "small.yaml", "--out", "r").status == 0)
    for name in ["plan", "experiment.yaml"] {
      #expect(try sluice.shell("mv r/\(name) kept; ln -s \(path) r/\(name)").status == 0)
      if path != "/dev/zero" { #expect(try sluice.shell("rm r/\(name); mkfifo r/\(name)").status == 0) }
      let status = try sluice.run("status", "r")
      #expect(status.status != 0 && status.messages.contains("r/\(name)"))
      #expect(try sluice.shell("rm r/\(name); mv kept r/\(name)").status == 0)
    }
  }

  @Test func theSecondInterruptEndsAtOnce() throws {
    // One pass through this network takes minutes, and only between passes does a run stop by itself. Where the
    // machine is so busy that none has begun when the first signal comes, it stops at once: then a later one is tried.
    var statuses: [Int32] = []
    for delay in [0.2, 1, 4, 16] where statuses.last != 130 {
      let process = try sluice.start([
        "run", "small.yaml", "--out", "slow", "--set", "network.hidden=1024", "--set", "training.batch=256",
        "--set", "task.steps=400", "--set", "precision=float64",
      ])
      #expect(sluice.wait(for: "slow/plan", while: process))
      usleep(UInt32(delay * 1e6))
      // Signals that have not been taken yet merge into one, so that a busy machine may need more than two.
      while process.isRunning {
        kill(process.processIdentifier, SIGINT)
        usleep(200_000)
      }
      statuses.append(try sluice.finish(process).status)
    }
    #expect(statuses.last == 130)
    #expect(statuses.dropLast().allSatisfy { $0 == 75 })
  }

  @Test func anotherExperimentIsRefused() throws {
    let expected = try reference()
    let result = try sluice.run("run", "small.yaml", "--out", "reference", "--set", "training.batch=9")
    #expect(result.status == 65)
    #expect(
      result.messages
        == "'reference' holds the results of another experiment, with no run in common: it would change training.batch from 8 to 9; "
        + "choose another folder with --out\n")
    #expect(try SmallExperiment.digests(sluice["reference"]) == expected)
  }

  @Test func exportRebuildsTheTables() throws {
    let expected = try reference()
    for name in expected.keys { try FileManager.default.removeItem(atPath: sluice["reference/\(name)"]) }
    // The folder explains itself: neither the experiment file nor where it lay matters any more.
    try FileManager.default.removeItem(atPath: sluice["small.yaml"])
    try FileManager.default.moveItem(atPath: sluice["reference"], toPath: sluice["moved here"])
    let result = try sluice.run("export", "moved here")
    #expect(result.status == 0)
    #expect(result.messages == "12 runs are in the tables of 'moved here'\n")
    #expect(try SmallExperiment.digests(sluice["moved here"]) == expected)
  }

  @Test func kernelsDoNotShow() throws {
    let expected = try reference()
    for kernels in ["portable", "auto"] {
      let environment = [
        "SLUICE_KERNELS": kernels, "GLIBC_TUNABLES": "glibc.cpu.hwcaps=-AVX2,-FMA", "LANG": "tr_TR.UTF-8",
        "TZ": "Asia/Kolkata",
      ]
      #expect(try sluice.run("run", "small.yaml", "--out", kernels, environment: environment).status == 0)
      #expect(try SmallExperiment.digests(sluice[kernels]) == expected)
    }
  }

  @Test func statusCounts() throws {
    #expect(try sluice.run("run", "small.yaml", "--shard", "1/4", "--out", "s").status == 0)
    let lines = try sluice.run("status", "s").output.split(separator: "\n")
    #expect(lines.first == "small: 3 of 12 runs finished")
    #expect(lines.count { $0.contains("  1 of 4  gates.all=") } == 3)
    // The scores of what is finished, a row a policy, and how long the rest takes.
    #expect(lines.count == 4 + 1 + 1 + 3 + 1, "\(lines)")
  }

  @Test func compareShowsEveryPolicyAndTheFloors() throws {
    _ = try reference()
    let lines = try sluice.run("compare", "reference").output.split(separator: "\n")
    #expect(lines.first == "small: test.native.mse, lower is better, 4 replicates")
    let names = lines.dropFirst(2).map { $0.prefix { $0 != " " } }
    #expect(Array(names.prefix(4)) == ["sigmoid", "bernoulli", "hard_threshold", "chance"])
    #expect(lines.contains { $0.hasPrefix("sigmoid") && $0.contains("baseline") })
    #expect(lines.contains { $0.hasPrefix("bernoulli") && $0.contains("●") })
    let other = try sluice.run("compare", "reference", "--metric", "test.native.rmse")
    #expect(other.status == 64)
    #expect(
      other.messages.hasPrefix("there is no score 'test.native.rmse'; the scores are validation.native.mse, ")
    )
  }
}
