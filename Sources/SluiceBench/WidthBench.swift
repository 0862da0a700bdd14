import ArgumentParser
import Benchmarks

/// `sluice-bench widths`: what narrow networks reach of the rate of a network of 32 units.
struct WidthBench: Bench {
  static let configuration = CommandConfiguration(
    commandName: "widths", abstract: "Rates by the number of units, beside that of 32 units.",
    discussion: """
      Sigmoid gates, as many inputs as units, 32 sequences of 100 steps. Widths take turns of several steps each, so that \
      all but the first find their own data in the cache; times are the shortest means of a turn.

      Example: sluice-bench widths --seconds 2
      """)

  @Option(help: "How long to repeat each, in seconds.") var seconds = 1.0
  @OptionGroup var output: OutputArguments

  static let widths = [4, 8, 12, 16, 24, 32, 64, 128]
  /// The width whose rate is the measure.
  static let yardstick = 32

  /// Seconds that a turn takes at least.
  private static let turn = 0.01

  func measure(_ show: (Report) throws -> Void) throws {
    let shapes = Self.widths.map { LSTMShape($0, $0, 32, 100) }
    let loads = try shapes.map { try LSTMWorkload($0, Defaults.gates("sigmoid")) }
    for mode in [LSTMMode.forward, .train] {
      let steps = loads.map { load in
        1 + Int(Self.turn / Turns.shortest(seconds: 0) { load.step(mode) })
      }
      let times = Turns.measure(
        seconds: seconds,
        zip(loads, steps).map { load, steps in { for _ in 0..<steps { load.step(mode) } } })
      let shortest = zip(times, steps).map { $0.minimum / Double($1) }
      let rates = zip(shapes, shortest).map { mode.operations($0, $0.network) / $1 }
      let rate = zip(Self.widths, rates).first { $0.0 == Self.yardstick }?.1 ?? .nan
      let what = mode == .train ? "Training step" : "Forward pass"
      var report = Report("widths", title: "\(what) of an LSTM; \(FusedPeak.text(FusedPeak.measure()))")
      for (index, width) in Self.widths.enumerated() {
        let name = "\(mode) \(width) units"
        report.add(name, "shortest", shortest[index] * 1e3, "ms")
        report.add(name, "rate", rates[index] / 1e9, "GF/s")
        report.add(name, "of the rate of \(Self.yardstick)", rates[index] / rate * 100, "%")
      }
      try show(report)
    }
  }
}
