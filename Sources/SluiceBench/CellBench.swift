import ArgumentParser
import Benchmarks
import Catalog
import Recurrence

/// `sluice-bench cells`: what a multiplication costs in each cell, over the LSTM.
struct CellBench: Bench {
  static let configuration = CommandConfiguration(
    commandName: "cells", abstract: "A training step of every cell, over the LSTM's time per multiplication.",
    discussion: """
      Steps take turns with those of an LSTM of the same sizes; ratios are those of the medians, each time over the \
      multiplications of its network. For cells whose gates see the input alone the products themselves stand beside: the \
      pre-activations of all steps, over the peak of one core.

      Example: sluice-bench cells --policy bernoulli
      """)

  @Option(help: "The gates' policy, by its kind.") var policy = "sigmoid"
  @Option(help: "Sequences B.") var batch = 32
  @Option(help: "Time steps T.") var steps = 100
  @Option(help: "How long to repeat each, in seconds.") var seconds = 2.0
  @OptionGroup var output: OutputArguments

  func validate() throws {
    guard min(batch, steps) > 0 else { throw ValidationError("all sizes must be positive") }
  }

  func measure(_ show: (Report) throws -> Void) throws {
    for hidden in [128, 256] {
      let shape = LSTMShape(hidden / 2, hidden, batch, steps)
      var report = Report("cells", title: "Training step \(shape.name), over the LSTM's, interleaved")
      for cell in try CellCatalog().rows.map({ try $0.specification() }) {
        var network = shape.network
        network.cell = cell
        try measure(shape, network, into: &report)
      }
      try show(report)
    }
  }

  private func measure(_ shape: LSTMShape, _ network: NetworkConfiguration, into report: inout Report) throws
  {
    let gates = try Defaults.gates(policy)
    let networks = [shape.network, network]
    let loads = try networks.map { try LSTMWorkload(shape, gates, network: $0) }
    let times = Turns.measure(seconds: seconds, loads.map { load in { load.step(.train) } })
    let perMultiply = zip(times, networks).map { $0.median / LSTMMode.train.operations(shape, $1) }
    let name = "\(network.cell.kind) n \(shape.hidden)"
    report.add(name, "step", times[1].minimum * 1e3, "ms")
    report.add(name, "over an LSTM", times[1].median / times[0].median, "")
    report.add(name, "over an LSTM, per multiplication", perMultiply[1] / perMultiply[0], "")
  }
}
