import Foundation
import Testing

/// `slurm`: what it prints, and that a real Slurm does with it what it should.
@Suite struct SlurmTests {
  let sluice = SluiceProcess()

  init() throws { try sluice.write(SmallExperiment.text, to: "small.yaml") }

  @Test func theScriptNamesWhatItWasCalledWith() throws {
    let result = try sluice.run(
      "slurm", "small.yaml", "--tasks", "5", "--array-limit", "2", "--time", "2-12", "--mem", "4G",
      "--account", "ours",
      "--set", "question=What's new?")
    #expect(result.status == 0 && result.messages == "")
    for line in [
      "#SBATCH --job-name=small", "#SBATCH --array=1-5%2", "#SBATCH --cpus-per-task=1", "#SBATCH --time=2-12",
      "#SBATCH --mem=4G", "#SBATCH --account=ours", "folder=\(sluice.folder)", "out=results/small",
      #"experiment=(small.yaml --set 'question=What'\''s new?')"#,
    ] {
      #expect(result.output.contains("\n\(line)\n"), "\(line)")
    }
  }

  /// Runs of milliseconds get the least that is asked for.
  @Test func timeAndMemoryComeFromTheEstimate() throws {
    let result = try sluice.run("slurm", "small.yaml", "--tasks", "2", "--jobs", "3")
    #expect(result.output.contains("\n#SBATCH --cpus-per-task=3\n"))
    #expect(result.output.contains("\n#SBATCH --time=0-00:20:00\n"))
    #expect(result.output.contains(/\n#SBATCH --mem=(256|512)M\n/))
  }

  @Test func noMoreTasksThanRuns() throws {
    let result = try sluice.run("slurm", "small.yaml", "--tasks", "50", "--time", "10")
    #expect(result.status == 0 && result.messages == "--tasks 12 instead of 50: there are no more runs\n")
    #expect(result.output.contains("\n#SBATCH --array=1-12\n"))
  }

  @Test func withoutAnEstimateTheTimeIsAskedFor() throws {
    let result = try sluice.run("slurm", "small.yaml", "--tasks", "2", "--trial", "0")
    #expect(result.status == 64 && result.output == "")
    #expect(result.messages == "--time is needed where --trial is 0\n")
    let large = ["--set", "network.hidden=4096", "--set", "training.batch=64"]
    let process = try sluice.start(["slurm", "small.yaml", "--tasks", "2"] + large)
    let refused = try sluice.finish(process)
    #expect(refused.status == 64 && refused.messages.hasPrefix("how long runs take is not known: "))
  }

  /// An array of eight on a Slurm that is started here; a task is stopped and requeued. `make soak` has the rest.
  @Test func anArrayOnARealSlurm() async throws {
    let soak = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .appendingPathComponent("Reliability/soak.py").path
    guard try sluice.shell("command -v python3").status == 0 else {
      return print("skipped: python3 is not installed")
    }
    let result = try await sluice.longShell("python3 '\(soak)' --sluice \"$SLUICE\" --quick slurm")
    if let skipped = result.output.split(separator: "\n").first(where: { $0.hasPrefix("  skipped: ") }) {
      return print(skipped.dropFirst(2))
    }
    #expect(result.status == 0, "\(result.output)\(result.messages)")
    #expect(result.output.contains(/task \d is back in the queue/))
    #expect(result.output.contains("40 files have the bytes of the local run"))
  }
}
