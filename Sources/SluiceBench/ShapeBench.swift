import ArgumentParser
import Benchmarks

/// `sluice-bench shapes`: the same step at many sizes, so that a cliff between them would show.
struct ShapeBench: Bench {
  static let configuration = CommandConfiguration(
    commandName: "shapes", abstract: "Training steps and forward passes over sizes and policies.",
    discussion: """
      Times are the shortest of many repetitions; ratios are those of the medians, interleaved in one run.

      Example: sluice-bench shapes --seconds 1
      """)

  @Option(help: "How long to repeat each, in seconds.") var seconds = 1.0
  @OptionGroup var output: OutputArguments

  /// Sizes that people use, and the corners beside them.
  static let shapes = [
    LSTMShape(32, 32, 32, 100), LSTMShape(64, 128, 32, 100), LSTMShape(128, 256, 64, 100),
    LSTMShape(8, 8, 32, 100), LSTMShape(16, 16, 32, 100), LSTMShape(256, 512, 64, 100),
    LSTMShape(32, 32, 1, 100), LSTMShape(64, 128, 1, 100), LSTMShape(128, 256, 1, 100),
    LSTMShape(64, 128, 32, 100, layers: 3), LSTMShape(64, 128, 32, 10), LSTMShape(64, 128, 32, 1000),
    LSTMShape(61, 123, 29, 101),
  ]

  func measure(_ show: (Report) throws -> Void) throws {
    for mode in [LSTMMode.train, .forward] {
      let peak = FusedPeak.measure()
      let what = mode == .train ? "Training step" : "Forward pass"
      var report = Report("shapes", title: "\(what) of an LSTM; \(FusedPeak.text(peak))")
      for shape in Self.shapes { try measure(shape, mode, peak, into: &report) }
      try show(report)
    }
  }

  private func measure(_ shape: LSTMShape, _ mode: LSTMMode, _ peak: Double, into report: inout Report) throws
  {
    let policies = ["sigmoid", "bernoulli", "hard_threshold"]
    let loads = try policies.map { try LSTMWorkload(shape, Defaults.gates($0)) }
    let times = Turns.measure(seconds: seconds, loads.map { load in { load.step(mode) } })
    let rate = mode.operations(shape, shape.network) / times[0].minimum
    let name = "\(mode) \(shape.name)"
    report.add(name, "sigmoid", times[0].minimum * 1e3, "ms")
    report.add(name, "rate", rate / 1e9, "GF/s")
    report.add(name, "of peak", rate / peak * 100, "%")
    for (policy, samples) in zip(policies, times).dropFirst() {
      report.add(name, "\(policy) over sigmoid", samples.median / times[0].median, "")
    }
  }
}
