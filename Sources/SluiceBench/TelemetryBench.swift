import ArgumentParser
import Benchmarks
import Running

/// `sluice-bench telemetry`: what looking at gates costs over a whole experiment.
struct TelemetryBench: Bench {
  static let configuration = CommandConfiguration(
    commandName: "telemetry",
    abstract: "A whole experiment with statistics of its gates, over the same without.",
    discussion: """
      Every run and every table, one job, times of the processor. With and without take turns; the ratio is that of the \
      shortest times.

      Example: sluice-bench telemetry Experiments/quickstart/experiment.yaml --rounds 3
      """)

  @Argument(help: "The experiment file.") var experiment = "Experiments/quickstart/experiment.yaml"
  @Option(help: "How often each is run.") var rounds = 3
  @Option(help: ArgumentHelp("Where results are written for the time being.", valueName: "dir"))
  var folder = "/tmp"
  @OptionGroup var output: OutputArguments

  func validate() throws {
    guard rounds > 0 else { throw ValidationError("--rounds is \(rounds); at least 1 is needed") }
  }

  func measure(_ show: (Report) throws -> Void) async throws {
    var (without, with) = (Double.infinity, Double.infinity)
    for _ in 0..<rounds {
      without = min(without, try await seconds(["telemetry.gates=false"]))
      with = min(with, try await seconds(["telemetry.gates=true"]))
    }
    var report = Report("telemetry", title: "\(experiment): statistics of gates")
    report.add("without", "processor", without, "s")
    report.add("with", "processor", with, "s")
    report.add("with", "over without", with / without, "")
    try show(report)
  }

  /// Seconds of the processor from the file to the tables.
  private func seconds(_ overrides: [String]) async throws -> Double {
    let home = try TemporaryFolder(in: folder)
    return try await Stopwatch.span {
      let sweep = try BenchSweep(file: experiment, overrides: overrides, in: home["results"])
      try await sweep.run(jobs: 1)
      _ = try ResultTables(sweep.plan, store: sweep.store, provenance: Provenance(arguments: [])).write()
    }.processor
  }
}
