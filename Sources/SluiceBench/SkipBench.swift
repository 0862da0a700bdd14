import ArgumentParser
import Benchmarks
import Catalog
import Recurrence

/// `sluice-bench skip`: what skipped steps save.
struct SkipBench: Bench {
  static let configuration = CommandConfiguration(
    commandName: "skip",
    abstract: "A pass forward in which a share of the steps is taken, over one that takes all.",
    discussion: """
      Steps are skipped at a fixed rate, each sequence its own; those that are taken are computed, and no others. Passes take \
      turns with one of the same network without a skip rule; ratios are those of the medians.

      Example: sluice-bench skip --cell gru
      """)

  @Option(help: "The cell, by its kind.") var cell = "lstm"
  @Option(help: "Units n.") var hidden = 128
  @Option(help: "Sequences B.") var batch = 128
  @Option(help: "Time steps T.") var steps = 100
  @Option(help: "How long to repeat each, in seconds.") var seconds = 1.0
  @OptionGroup var output: OutputArguments

  func validate() throws {
    guard min(hidden, batch, steps) > 0 else { throw ValidationError("all sizes must be positive") }
  }

  func measure(_ show: (Report) throws -> Void) throws {
    let shape = LSTMShape(max(1, hidden / 2), hidden, batch, steps)
    let rates = [0, 0.25, 0.5, 0.75, 0.9]
    var whole = shape.network
    whole.cell = try CellCatalog().row(named: cell).specification()
    var loads = [try LSTMWorkload(shape, Defaults.gates("sigmoid"), network: whole)]
    for rate in rates {
      var network = whole
      network.skip = try SkipCatalog().row(named: "random").specification(["rate": .number(rate)])
      loads.append(try LSTMWorkload(shape, Defaults.gates("sigmoid"), network: network))
    }
    let times = Turns.measure(seconds: seconds, loads.map { load in { load.rollout() } })
    var report = Report(
      "skip", title: "Pass forward of \(shape.name) in \(cell), over one without a skip rule, interleaved")
    for (rate, time) in zip(rates, times.dropFirst()) {
      let name = "\(Int((100 * (1 - rate)).rounded())) % of the steps"
      report.add(name, "pass", time.minimum * 1e3, "ms")
      report.add(name, "over all steps", time.median / times[0].median, "")
    }
    try show(report)
  }
}
