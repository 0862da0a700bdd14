import ArgumentParser
import Planning
import Running
import Studies

/// `sluice calibrate`.
struct CalibrateCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "calibrate",
    abstract: "Count how often an experiment's comparison finds a difference where there is none.",
    discussion: """
      Each policy of a training experiment is compared with copies of itself that differ in noise alone, or of a policy \
      without draws in weights and order, by the experiment's own procedure: false positives of single comparisons and of \
      whole sweeps after Holm's adjustment, coverage of the intervals, and power at three true effects. It goes on where it was \
      stopped, as `sluice run` does; the rates are in calibration.csv.

      Example:
        sluice calibrate experiment.yaml --comparisons 200 --jobs 4
      """)

  @OptionGroup var experiment: ExperimentArguments

  @Option(
    help: ArgumentHelp(
      "Comparisons of each value of the compared axis (default: the file's, or 200).", valueName: "n"))
  var comparisons: Int?

  @Option(
    help: ArgumentHelp("The results folder (default: results/<name>-calibration).", valueName: "dir"))
  var out: String?

  @Option(help: ArgumentHelp("Runs at once (default: the cores).", valueName: "n"))
  var jobs: Int?

  @Flag(help: "Show no progress.")
  var quiet = false

  func validate() throws {
    if let comparisons, comparisons < 1 {
      throw ValidationError("--comparisons is \(comparisons); at least 1 is needed")
    }
    if let jobs, jobs < 1 { throw ValidationError("--jobs is \(jobs); at least 1 is needed") }
  }

  func run() async throws {
    let sweep = try sweep()
    let command = try RunCommand.parse(sweep.arguments)
    try await command.run()
    try CompareCommand.parse([sweep.folder]).run()
  }

  /// What `sluice run` is asked for, and the folder of its results.
  private func sweep() throws -> (arguments: [String], folder: String) {
    let given = try CommandContext.current.experiment(experiment.file, overrides: experiment.overrides)
    let known = [TrainStudy.kind, CalibrationStudy.kind]
    guard known.contains(given.experiment.kind) else {
      throw given.experiment.failure(
        at: "kind", "is \(given.experiment.kind); what is calibrated is the comparison of a kind: train")
    }
    let folder = out ?? "results/\(given.name)-calibration"
    var set = ["kind=\(CalibrationStudy.kind)"] + experiment.overrides
    if let comparisons { set.append("calibration.comparisons=\(comparisons)") }
    var arguments = [experiment.file, "--out", folder] + set.flatMap { ["--set", $0] }
    if let jobs { arguments += ["--jobs", "\(jobs)"] }
    if quiet { arguments.append("--quiet") }
    return (arguments, folder)
  }
}
