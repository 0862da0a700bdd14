import ArgumentParser
import Benchmarks
import Running

/// `sluice-bench scaling`: how time grows with each size, as the exponent of a fitted power.
struct ScalingBench: Bench {
  static let configuration = CommandConfiguration(
    commandName: "scaling",
    abstract:
      "Time against batch, steps, hidden units, replicates, jobs and threads, with the fitted exponent.",
    discussion: """
      Exponents are fitted by least squares on logarithms: 1 is proportional, 2 quadratic, −1 halves the time with every \
      doubling. Jobs and threads count time by the clock, all else that of the processor: on a busy machine they scale worse than \
      they could. Threads share a step of m 128 n 256 B 64 T 100.

      Example: sluice-bench scaling --seconds 1
      """)

  @Option(help: "How long to repeat each training step, in seconds.") var seconds = 0.5
  @Option(help: ArgumentHelp("Where sweeps are written for the time being.", valueName: "dir"))
  var folder = "/tmp"
  @OptionGroup var output: OutputArguments

  func measure(_ show: (Report) throws -> Void) async throws {
    var times = Report(
      "scaling", title: "Times: training steps (Bernoulli gates, m 64 n 128 B 32 T 100), and sweeps")
    var exponents = Report("scaling", title: "Exponents")
    func fit(_ axis: String, _ points: [(x: Double, y: Double)]) {
      for point in points { times.add("\(axis) \(Int(point.x))", "time", point.y * 1e3, "ms") }
      if let law = PowerLaw(points) { exponents.add(axis, "exponent", law.exponent, "") }
    }
    try fit("batch", steps([8, 16, 32, 64, 128, 256]) { LSTMShape(64, 128, $0, 100) })
    try fit("steps", steps([25, 50, 100, 200, 400, 800]) { LSTMShape(64, 128, 32, $0) })
    try fit("hidden", steps([32, 64, 128, 256, 512]) { LSTMShape($0 / 2, $0, 32, 100) })
    fit("replicates", try await sweeps([4, 8, 16, 32].map { ($0, 1) }).map { ($0.x, $0.span.processor) })
    let cores = Processors.available
    let counts = Array(sequence(first: 1) { $0 * 2 <= cores ? $0 * 2 : nil })
    func fitShared(_ axis: String, _ points: [(x: Double, y: Double)]) {
      fit(axis, points)
      for point in points.dropFirst() {
        times.add("\(axis) \(Int(point.x))", "times as fast", points[0].y / point.y, "")
      }
    }
    let spans = try await sweeps(counts.map { (32, $0) })
    fitShared("jobs", zip(counts, spans).map { (Double($0), $1.span.wall) })
    fitShared("threads", try shared(counts))
    try show(times)
    try show(exponents)
  }

  /// The shortest training steps at several sizes, interleaved.
  private func steps(_ sizes: [Int], _ shape: (Int) -> LSTMShape) throws -> [(x: Double, y: Double)] {
    let loads = try sizes.map { try LSTMWorkload(shape($0), Defaults.gates("bernoulli")) }
    let times = Turns.measure(seconds: seconds, loads.map { load in { load.step(.train) } })
    return zip(sizes, times).map { (Double($0), $1.minimum) }
  }

  /// Training steps of a large network that as many threads share, interleaved.
  private func shared(_ threads: [Int]) throws -> [(x: Double, y: Double)] {
    let loads = try threads.map {
      try LSTMWorkload(LSTMShape(128, 256, 64, 100), Defaults.gates("bernoulli"), threads: $0)
    }
    let times = Turns.measure(
      seconds: 4 * seconds, by: Stopwatch.wall, loads.map { load in { load.step(.train) } })
    return zip(threads, times).map { (Double($0), $1.median) }
  }

  /// Sweeps of as many runs, as many at once.
  private func sweeps(_ sizes: [(runs: Int, jobs: Int)]) async throws -> [(x: Double, span: Stopwatch.Span)] {
    var spans: [(x: Double, span: Stopwatch.Span)] = []
    for (runs, jobs) in sizes {
      let home = try TemporaryFolder(in: folder)
      let sweep = try BenchSweep(BenchSweep.short, replicates: runs, in: home["results"])
      spans.append((Double(runs), try await Stopwatch.span { try await sweep.run(jobs: jobs) }))
    }
    return spans
  }
}
