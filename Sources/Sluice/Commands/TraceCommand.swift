import ArgumentParser
import Planning
import Running
import Studies

/// `sluice trace`.
struct TraceCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "trace",
    abstract: "Compute one cell from explicit numbers and write every quantity, step by step.",
    discussion: """
      The table goes to trace.csv in the results folder, and to standard output.

      Example:
        sluice trace Experiments/worked-example/experiment.yaml --out results/worked-example
      """)

  @OptionGroup var experiment: ExperimentArguments

  @Option(
    help: ArgumentHelp(
      "The results folder (default: the one that is given, or results/<name>).", valueName: "dir"))
  var out: String?

  func run() throws {
    let context = CommandContext.current
    let loaded = try context.experiment(experiment.file, overrides: experiment.overrides)
    let trace = try context.trace(loaded)
    let folder = out ?? loaded.folder ?? "results/\(loaded.name)"
    try context.claim(folder, for: loaded, data: trace.files)
    try context.write(trace, of: loaded.experiment, to: folder)
    try context.console.data(String(decoding: Files.read(Files.join(folder, "trace.csv")), as: UTF8.self))
  }
}

extension CommandContext {
  /// Computes a trace and writes its table, with all files beside it.
  func write(_ trace: TraceStudy, of experiment: Experiment, to folder: String) throws {
    let results = PlainTable(experiment, data: trace.files, folder: folder, provenance: provenance)
    try results.write(Tracer.table) { write throws(IOError) in try Tracer(trace).rows(write) }
  }
}
