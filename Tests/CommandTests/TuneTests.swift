import Foundation
import Sluice
import TestSupport
import Testing

/// `tune`, as a person meets it: both stages, killed and shared and merged, end with the bytes of one run.
@Suite struct TuneTests {
  let sluice = SluiceProcess()

  init() throws { try sluice.write(Self.text(), to: "small.yaml") }

  private static func text(_ tune: String = TunedSweep.tune()) -> String {
    TunedSweep.text(tune).replacing("updates: 20", with: "updates: 200").replacing(
      "every: 10", with: "every: 50")
  }

  private func run(_ arguments: String...) throws -> SluiceProcess.Result {
    try sluice.finish(sluice.start(["run", "small.yaml"] + arguments))
  }

  @Test func planCountsBothStages() throws {
    let plan = try sluice.run("plan", "small.yaml", "--trial", "0").output
    for line in [
      "small: 2 cells × 3 replicates = 6 runs",
      "tuned      training.optimizer.learning_rate: 0.0001 to 0.1, log",
      "tuned      network.hidden: 4 · 6",
      "tuning     2 cells × 4 trials × 2 runs = 16 runs before the comparison, whose 6 runs have the settings with the best validation.native.mse",
    ] {
      #expect(plan.contains(line + "\n"), "\(line)")
    }
    #expect(
      plan.contains("warning    Tuned once: training.optimizer.learning_rate and network.hidden were chosen"))
    let each = try sluice.run(
      "plan", "small.yaml", "--trial", "0", "--set", "tune.repeat=per_replicate", "--set",
      "sweep.network.layers=[1, 2]", "--set", "tune.axes.network.hidden=[3, 4, 5]"
    ).output
    #expect(each.contains("tuned      network.hidden: 3 · 4 · 5\n"))
    #expect(each.contains("tuning     4 cells × 4 trials × 2 runs for each of 3 replicates = 96 runs before"))
    #expect(each.contains("each value of network.layers has settings of its own\n"))
    let timed = try sluice.run("plan", "small.yaml", "--trial", "0.2").output
    #expect(timed.contains(/\ntime       about .*, estimated by trying/))
  }

  /// Killed again and again, in both stages, it ends with the same bytes.
  @Test(arguments: ["once", "per_replicate"]) func killedInBothStages(_ repetition: String) throws {
    let more = ["--set", "tune.repeat=\(repetition)", "--quiet", "--jobs", "1", "--group-commit", "1"]
    let whole = try sluice.finish(sluice.start(["run", "small.yaml", "--out", "whole"] + more))
    try #require(whole.status == 0, "\(whole.messages)")
    let total = repetition == "once" ? 22 : 54
    var counts: [Int] = []
    for _ in 0..<400 {
      let process = try sluice.start(["run", "small.yaml", "--out", "killed"] + more)
      let before = counts.last ?? 0
      // As soon as another run or two have come.
      while process.isRunning {
        usleep(2000)
        guard let text = try? sluice.read("killed/plan"), !text.isEmpty else { continue }
        if try records("killed") > before + 1 { break }
      }
      if process.isRunning { kill(process.processIdentifier, SIGKILL) }
      process.waitUntilExit()
      counts.append(try records("killed"))
      if process.terminationReason == .exit, process.terminationStatus == 0 { break }
    }
    #expect(try SmallExperiment.digests(sluice["killed"]) == SmallExperiment.digests(sluice["whole"]))
    let trials = total - 6
    #expect(counts.contains { $0 < trials } && counts.contains { $0 > trials && $0 < total }, "\(counts)")
  }

  /// Finished records in a folder.
  private func records(_ folder: String) throws -> Int {
    try RunStore(sluice[folder]).records().runs.count
  }

  @Test func sharesNeedEachOther() throws {
    #expect(try run("--out", "one", "--quiet").status == 0)
    for number in 1...2 {
      let share = try run("--out", "s\(number)", "--quiet", "--shard", "\(number)/2")
      #expect(share.status == 75)
      #expect(
        share.messages == """
          stage 1 needs all shares: this one is finished, and 's\(number)' has 8 of the 16 runs that try settings; merge the folders of all \
          shares, then run each share again, in the merged folder or a copy of it

          """)
    }
    let merged = try sluice.run("merge", "s1", "s2", "--out", "m")
    #expect(merged.status == 0)
    #expect(
      merged.messages
        == "16 runs are in the tables of 'm'; 6 of 22 are missing, and this does them:\n  sluice run m\n")
    let status = try sluice.run("status", "m").output
    #expect(
      status.hasPrefix(
        "small: 16 of 22 runs finished\n  tuning: 16 of 16 runs finished; settings are chosen\n  c-"))
    try FileManager.default.copyItem(atPath: sluice["m"], toPath: sluice["m1"])
    #expect(try run("--out", "m1", "--quiet", "--shard", "1/2").status == 0)
    #expect(try run("--out", "m", "--quiet", "--shard", "2/2").status == 0)
    #expect(try sluice.run("merge", "m1", "m", "--out", "all").status == 0)
    #expect(try SmallExperiment.digests(sluice["all"]) == SmallExperiment.digests(sluice["one"]))
    // The shares' first folders know nothing of the comparison, and merge with those that do.
    #expect(try sluice.run("merge", "s1", "m1", "s2", "m", "--out", "again").status == 0)
    #expect(try SmallExperiment.digests(sluice["again"]) == SmallExperiment.digests(sluice["one"]))
  }

  @Test func oneStageAlone() throws {
    let result = try run("--out", "r", "--tuning-only")
    #expect(result.status == 0)
    #expect(
      result.messages.hasSuffix(
        "this share of the tuning is finished; 16 of all 16 runs that try settings are in 'r'\n"))
    let compared = try sluice.run("compare", "r")
    #expect(compared.status == 0 && compared.output.contains("0 of 6 runs are finished"))
    #expect(try run("--out", "r", "--quiet").status == 0)
    #expect(try run("--out", "whole", "--quiet").status == 0)
    #expect(try SmallExperiment.digests(sluice["r"]) == SmallExperiment.digests(sluice["whole"]))
    let shown = try sluice.run("compare", "r").output
    #expect(shown.contains("Tuned once: "))
    try sluice.write(Self.text(""), to: "small.yaml")
    let refused = try run("--out", "x", "--tuning-only")
    #expect(refused.status == 64)
    #expect(refused.messages == "--tuning-only is for experiments with `tune`, and 'small' has none\n")
  }

  @Test func verifyLooksAtBothStages() throws {
    #expect(try run("--out", "r", "--quiet").status == 0)
    let all = try sluice.run("verify", "r", "--quiet")
    #expect(all.status == 0, "\(all.output)\(all.messages)")
    #expect(
      all.output == """
        small: 22 of 22 runs recomputed, 22 agree
        9 files compared, 9 agree: runs.csv, measurements.csv, gates.csv, summary.csv, comparisons.csv, tuning.csv, tuning_budget.csv, datapackage.json, manifest.json

        """)
    // A row rests on the runs that chose its settings.
    for (row, runs) in [
      ("comparisons.csv:1", 22), ("runs.csv:1", 9), ("tuning.csv:3", 8), ("tuning_budget.csv:1", 8),
    ] {
      let result = try sluice.run("verify", "r", "--quiet", "--row", row)
      #expect(result.status == 0, "\(row) \(result.output)\(result.messages)")
      #expect(
        result.output.hasPrefix("small: \(runs) of 22 runs recomputed, \(runs) agree\n"),
        "\(row) \(result.output)")
    }
    let table = try sluice.read("r/tuning.csv")
    try sluice.write(
      table.replacing(",completed,", with: ",diverged,", maxReplacements: 1), to: "r/tuning.csv")
    let changed = try sluice.run("verify", "r", "--quiet")
    #expect(changed.status == 70 && changed.output.contains("tuning.csv, row 1, column status"))
    #expect(try sluice.run("export", "r").status == 0)
    #expect(try sluice.read("r/tuning.csv") == table)
  }

  /// A damaged plan in the middle of it all needs no repair.
  @Test func aDamagedPlanIsWrittenAnew() throws {
    #expect(try run("--out", "whole", "--quiet").status == 0)
    #expect(try run("--out", "r", "--quiet").status == 0)
    try sluice.write("torn", to: "r/plan")
    let more = try run("--out", "r", "--quiet")
    #expect(more.status == 0, "\(more.messages)")
    #expect(try SmallExperiment.digests(sluice["r"]) == SmallExperiment.digests(sluice["whole"]))
  }

  @Test func slurmChainsTwoArrays() throws {
    let result = try sluice.run("slurm", "small.yaml", "--tasks", "4", "--time", "10")
    #expect(result.status == 0)
    for line in [
      "# 22 runs of small in 4 tasks",
      "trials=$(sbatch --parsable --export=ALL,SLUICE_STAGE=--tuning-only \"$0\") || exit",
      "array=$(sbatch --parsable --dependency=\"afterany:$trials\" \"$0\") || exit",
      "--shard \"$SLURM_ARRAY_TASK_ID/4\" ${SLUICE_STAGE:-} &",
    ] {
      #expect(result.output.contains(line), "\(line)")
    }
    try sluice.write(result.output, to: "array.sh")
    #expect(try sluice.shell("bash -n '\(sluice["array.sh"])'").status == 0)
  }
}
