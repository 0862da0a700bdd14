import ArgumentParser
import Benchmarks
import Planning
import Running
import Snapshots

/// `sluice-bench checkpoints`: what keeping the state of a run on the way costs.
struct CheckpointBench: Bench {
  static let configuration = CommandConfiguration(
    commandName: "checkpoints",
    abstract: "Keeping the state of a run, over the minute from one checkpoint to the next.",
    discussion: """
      The first run of the experiment with so many hidden units, on the clock: writing down the state after every tenth of its \
      updates, and the file with its checksum and its two fsyncs.

      Example: sluice-bench checkpoints Experiments/quickstart/experiment.yaml --hidden 32 256
      """)

  @Argument(help: "The experiment file.") var experiment = "Experiments/quickstart/experiment.yaml"
  @Option(parsing: .upToNextOption, help: "Hidden units.") var hidden = [32, 128, 512]
  @Option(help: "Updates of the run.") var updates = 100
  @Option(help: ArgumentHelp("Where checkpoints are written for the time being.", valueName: "dir"))
  var folder = "/tmp"
  @OptionGroup var output: OutputArguments

  func validate() throws {
    guard updates >= 10 else { throw ValidationError("--updates is \(updates); at least 10 are needed") }
  }

  func measure(_ show: (Report) throws -> Void) async throws {
    var report = Report("checkpoints", title: "\(experiment): a checkpoint of one run, median of ten")
    for units in hidden {
      let home = try TemporaryFolder(in: folder)
      let sweep = try BenchSweep(
        file: experiment, overrides: ["network.hidden=\(units)", "training.updates=\(updates)"],
        in: home["results"])
      let run = sweep.plan.runs[0]
      let keeper = TimedCheckpoints(run, CheckpointFolder(home["results"]), every: updates / 10)
      _ = try run.specification.study.run(RunContext(run, checkpoints: keeper))
      let name = "\(units) units"
      report.add(name, "size", Double(keeper.bytes) / 1e6, "MB")
      report.add(name, "clock", keeper.seconds.median * 1e3, "ms")
      report.add(
        name, "share of a minute", keeper.seconds.median / CheckpointRule.usualSeconds * 100, "%")
    }
    try show(report)
  }
}

/// Keeps checkpoints after a fixed number of updates, and measures what each takes.
private final class TimedCheckpoints: CheckpointKeeper {
  private let run: RunSpecification
  private let folder: CheckpointFolder
  private let every: Int
  private var start = ContinuousClock.now
  private(set) var seconds = Samples()
  private(set) var bytes = 0

  init(_ run: RunSpecification, _ folder: CheckpointFolder, every: Int) {
    (self.run, self.folder, self.every) = (run, folder, every)
  }

  func resume<Run>(upTo _: Int, _: (Checkpoint) throws(SnapshotError) -> Run) -> Run? { nil }

  func isDue(after update: Int, of _: Int) -> Bool {
    start = .now
    return update > 0 && update % every == 0
  }

  func keep(_ checkpoint: Checkpoint) {
    let file = CheckpointFile(
      trajectory: "t-0", run: run.id, origin: .current, checkpoint: checkpoint,
      timing: .init(wallSeconds: 0, processorSeconds: 0))
    do { try folder.write(file) } catch { fatalError("\(error)") }
    seconds.add((ContinuousClock.now - start) / .seconds(1))
    bytes = checkpoint.state.count
  }
}
