import ArgumentParser
import Benchmarks
import Catalog
import Recurrence
import Sequences

/// `sluice-bench lstm`: a forward pass, or a whole training step with Adam, of the fast engine.
struct LSTMBench: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lstm", abstract: "A forward pass or a training step of the Float32 engine.",
    discussion: """
      The last line has the shortest time and what it means in multiply-adds: 2·T·B operations for every weight that a \
      forward pass meets in a product, three times as many for a training step.

      With --ratio, steps take turns with those of a plain network with sigmoid gates, and the line before it has the \
      ratio of the medians: on a busy machine it says more than either time.

      With --threads, steps take turns with those of one thread, and a line has the ratio of the medians. Times are then \
      by the clock, otherwise of the processor.

      Example: sluice-bench lstm --policy bernoulli --mode train --input 64 --hidden 128 --batch 32 --steps 100
      """)

  enum Targets: String, ExpressibleByArgument, CaseIterable { case last, every }

  @Option(help: "The gates' policy, by its kind.") var policy = "bernoulli"
  @Option(help: "The backward rule, by its kind.") var gradient = "auto"
  @Option(help: "The recurrent cell, by its kind.") var cell = "lstm"
  @Option(help: "The variant: \(LSTMVariant.allCases.map(\.rawValue).joined(separator: ", ")).")
  var variant = "vanilla"
  @Flag(help: "Gates see the cell.") var peepholes = false
  @Option(help: "The noise on states, by its kind.") var stateNoise = "none"
  @Option(help: "What is measured.") var mode = LSTMMode.train
  @Option(help: "Input width m.") var input = 64
  @Option(help: "Hidden width n.") var hidden = 128
  @Option(help: "Sequences B.") var batch = 32
  @Option(help: "Time steps T.") var steps = 100
  @Option(help: "Stacked layers.") var layers = 1
  @Option(help: "Output width of the linear read-out.") var outputs = 1
  @Option(help: "Where targets stand.") var targets = Targets.every
  @Flag(help: "Compare with a plain network with sigmoid gates, interleaved.") var ratio = false
  @Option(help: "Threads that share a step.") var threads = 1
  @Option(help: "How long to repeat, in seconds.") var seconds = 3.0
  @OptionGroup var output: OutputArguments

  func validate() throws {
    guard min(input, hidden, batch, steps, layers, outputs, threads) > 0 else {
      throw ValidationError("all sizes must be positive")
    }
    guard LSTMVariant(rawValue: variant) != nil else {
      throw ValidationError("no variant is named \(variant)")
    }
  }

  func run() throws {
    var network = shape.network
    network.variant = LSTMVariant(rawValue: variant) ?? .vanilla
    network.peepholes = peepholes
    network.cell = try CellCatalog().row(named: cell).specification()
    let gates = try Defaults.gates(policy, rule: gradient, stateNoise: stateNoise)
    var workloads = [try LSTMWorkload(shape, gates, network: network, threads: threads)]
    if threads > 1 { workloads.append(try LSTMWorkload(shape, gates, network: network)) }
    if ratio { workloads.append(try LSTMWorkload(shape, Defaults.gates("sigmoid"), threads: threads)) }
    let peak = FusedPeak.measure()
    let times = Turns.measure(
      seconds: seconds / Double(workloads.count), by: threads > 1 ? Stopwatch.wall : Stopwatch.seconds,
      workloads.map { load in { load.step(mode) } })
    let (median, shortest) = (times[0].median, times[0].minimum)
    let rate = mode.operations(shape, network) / shortest
    print(
      "\(FusedPeak.text(peak)); \(times[0].count) repetitions, median \(Figure.digits(median * 1e3)) ms")
    if threads > 1 {
      print(
        """
        \(Figure.digits(times[1].median / median)) × as fast as one thread, which takes \
        \(Figure.digits(times[1].median * 1e3)) ms
        """)
    }
    let plain = times[times.count - 1].median
    if ratio {
      print(
        """
        \(Figure.digits(median / plain)) × a plain network with sigmoid gates, which takes \
        \(Figure.digits(plain * 1e3)) ms
        """)
    }
    print(
      """
      lstm \(label) \(mode) \(shape.name): \(Figure.digits(shortest * 1e3)) ms  \
      \(Figure.digits(rate / 1e9)) GF/s  \(Figure.digits(rate / peak * 100)) % of peak
      """)
    var report = Report("lstm", title: "")
    let name = "\(label) \(mode) \(shape.name)"
    report.add(name, "shortest", shortest * 1e3, "ms")
    report.add(name, "median", median * 1e3, "ms")
    report.add(name, "rate", rate / 1e9, "GF/s")
    report.add(name, "of peak", rate / peak * 100, "%")
    if threads > 1 { report.add(name, "speedup of \(threads) threads", times[1].median / median, "") }
    if ratio { report.add(name, "over sigmoid", median / plain, "") }
    try output.keep(report)
  }

  /// What is unlike the plain network, in words.
  private var label: String {
    [
      cell == "lstm" ? nil : cell, policy, variant == "vanilla" ? nil : variant,
      peepholes ? "peepholes" : nil,
      stateNoise == "none" ? nil : stateNoise, threads == 1 ? nil : "on \(threads) threads",
    ]
    .compactMap { $0 }.joined(separator: " ")
  }

  private var shape: LSTMShape {
    LSTMShape(
      input, hidden, batch, steps, layers: layers, outputs: outputs,
      placement: targets == .last ? .last : .every)
  }
}
