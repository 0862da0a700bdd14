import ArgumentParser
import Running

/// `sluice`.
struct RootCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sluice",
    abstract: "Simulates stochastic gating in LSTMs.",
    discussion: """
      An experiment is one YAML file; its results are CSV tables that do not change by a byte when it is run again.

      Example:
        sluice new first && sluice run first.yaml && sluice compare results/first

      On a terminal scores are shown while they come. SLUICE_PLAIN=1 has everything said in plain sentences, NO_COLOR=1 without colors; a \
      locale without UTF-8 gets ASCII.

      Exit status: 0 done, 64 usage, 65 bad experiment or data, 66 input missing, 70 bug, or bytes that differ, 73 cannot create output, \
      74 I/O error, 75 interrupted (the same command goes on), 130 second Ctrl-C.
      """,
    version: SluiceVersion.current,
    subcommands: [
      RunCommand.self, PlanCommand.self, CalibrateCommand.self, StatusCommand.self, ExportCommand.self,
      CompareCommand.self,
      ReportCommand.self, FigureCommand.self, MergeCommand.self, VerifyCommand.self, CiteCommand.self,
      TraceCommand.self, ListCommand.self, NewCommand.self, SlurmCommand.self, SchemaCommand.self,
      ReferenceCommand.self,
    ])
}

/// The experiment file and what changes it, which several subcommands take.
struct ExperimentArguments: ParsableArguments {
  @Argument(
    help: "The experiment file, or a results folder, whose copies of experiment and data then serve.",
    completion: .file(extensions: ["yaml", "yml"]))
  var file: String

  @Option(
    name: .customLong("set"), parsing: .singleValue,
    help: ArgumentHelp(
      "Set a key of the experiment, for instance training.updates=100.", valueName: "key=value"))
  var overrides: [String] = []
}
