import ArgumentParser
import Benchmarks
import Catalog
import Gating
import Recurrence

/// `sluice-bench features`: what every policy, backward rule, noise on states, variant and embedding costs in a whole
/// training step.
struct FeatureBench: Bench {
  static let configuration = CommandConfiguration(
    commandName: "features",
    abstract: "Training steps of every catalog entry, over the plain network with sigmoid gates.",
    discussion: """
      Each takes turns with a plain network of the same sizes; the ratio is that of the medians.

      Example: sluice-bench features --hidden 256 --input 128
      """)

  @Option(help: "Input width m.") var input = 64
  @Option(help: "Hidden width n.") var hidden = 128
  @Option(help: "Sequences B.") var batch = 32
  @Option(help: "Time steps T.") var steps = 100
  @Option(help: "How long to repeat each, in seconds.") var seconds = 1.0
  @OptionGroup var output: OutputArguments

  func validate() throws {
    guard min(input, hidden, batch, steps) > 0 else { throw ValidationError("all sizes must be positive") }
  }

  func measure(_ show: (Report) throws -> Void) throws {
    let shape = LSTMShape(input, hidden, batch, steps)
    var report = Report("features", title: "Training step \(shape.name), over sigmoid gates, interleaved")
    for (name, network, gates) in try cases(shape) {
      let loads = [
        try LSTMWorkload(shape, Defaults.gates("sigmoid")), try LSTMWorkload(shape, gates, network: network),
      ]
      let times = Turns.measure(seconds: seconds, loads.map { load in { load.step(.train) } })
      report.add(name, "step", times[1].minimum * 1e3, "ms")
      report.add(name, "over sigmoid", times[1].median / times[0].median, "")
    }
    try show(report)
  }

  private typealias Case = (name: String, network: NetworkConfiguration, gates: GateAssignment)

  /// Everything in the catalogs, with default parameters.
  private func cases(_ shape: LSTMShape) throws -> [Case] {
    let plain = shape.network
    let policies = try PolicyCatalog().kinds.map { ($0, plain, try Defaults.gates($0)) }
    let rules = try SurrogateCatalog().kinds.map {
      ("bernoulli, \($0)", plain, try Defaults.gates("bernoulli", rule: $0))
    }
    let noises = try StateNoiseCatalog().kinds.map {
      ($0, plain, try Defaults.gates("sigmoid", stateNoise: $0))
    }
    var withPeepholes = plain
    withPeepholes.peepholes = true
    let variants = try LSTMVariant.allCases.map { variant in
      var network = plain
      network.variant = variant
      return (variant.rawValue, network, try Defaults.gates("sigmoid"))
    }
    let symbols = try [1_000, 100_000].map { count in
      var network = plain
      network.embedding = Embedding(symbols: count, width: shape.input)
      network.inputWidth = 0
      return ("\(count) symbols", network, try Defaults.gates("sigmoid"))
    }
    return policies + rules + noises + [("peepholes", withPeepholes, try Defaults.gates("sigmoid"))]
      + variants + symbols
  }
}
