import ArgumentParser
import CKernels
import Catalog
import Gating
import RandomStreams
import Recurrence
import SequenceTasks

/// `sluice-bench lstm`: a forward pass, or a whole training step with Adam, of the fast engine.
struct LSTMBench: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lstm", abstract: "A forward pass or a training step of the Float32 engine.",
    discussion: """
      The last line has the shortest time and what it means in multiply-adds: 8·T·B·n·(m + n) operations for the
      products of a forward pass, three times as many for a training step.

      Example: sluice-bench lstm --policy bernoulli --mode train --input 64 --hidden 128 --batch 32 --steps 100
      """)

  enum Mode: String, ExpressibleByArgument, CaseIterable { case forward, train }
  enum Targets: String, ExpressibleByArgument, CaseIterable { case last, every }

  @Option(help: "The gates' policy, by its kind.") var policy = "bernoulli"
  @Option(help: "The backward rule, by its kind.") var gradient = "auto"
  @Option(help: "What is measured.") var mode = Mode.train
  @Option(help: "Input width m.") var input = 64
  @Option(help: "Hidden width n.") var hidden = 128
  @Option(help: "Sequences B.") var batch = 32
  @Option(help: "Time steps T.") var steps = 100
  @Option(help: "Stacked layers.") var layers = 1
  @Option(help: "Output width of the linear read-out.") var outputs = 1
  @Option(help: "Where targets stand.") var targets = Targets.every
  @Option(help: "How long to repeat, in seconds.") var seconds = 3.0
  @Option(help: "Kernel path: auto, portable, avx2, avx512, neon; else what SLUICE_KERNELS says.")
  var kernels: String?

  func validate() throws {
    if let kernels, ckernels_select(kernels) != CKERNELS_OK {
      throw ValidationError("kernel path \(kernels) is unknown, or this processor cannot run it")
    }
    guard min(input, hidden, batch, steps, layers, outputs) > 0 else {
      throw ValidationError("all sizes must be positive")
    }
  }

  func run() throws {
    let type = try PolicyCatalog().type(named: policy)
    let rule = try GradientCatalog().type(named: gradient)
    let gates = try GateAssignment(
      all: type.init(Parameters(type.description)), gradient: rule.init(Parameters(rule.description)))
    var workload = try LSTMWorkload(self, gates)
    let peak = FusedPeak.measure()
    var times: [Double] = []
    while times.reduce(0, +) < seconds || times.count < 3 {
      times.append(Stopwatch.seconds { workload.step(mode) })
    }
    times.sort()
    let terms = (0..<layers).reduce(0) { $0 + ($1 == 0 ? input : hidden) + hidden }
    let operations = 8.0 * Double(steps * batch * hidden * terms) * (mode == .train ? 3 : 1)
    let rate = operations / times[0]
    let path = String(cString: ckernels().pointee.name)
    print(
      "peak \(Self.digits(peak / 1e9)) GF/s on \(path); \(times.count) repetitions, median \(Self.digits(times[times.count / 2] * 1e3)) ms"
    )
    print(
      """
      lstm \(policy) \(mode) m \(input) n \(hidden) B \(batch) T \(steps) L \(layers): \(Self.digits(times[0] * 1e3)) ms  \
      \(Self.digits(rate / 1e9)) GF/s  \(Self.digits(rate / peak * 100)) % of peak
      """)
  }

  /// Three decimals below 10, one above.
  private static func digits(_ value: Double) -> String {
    let scale = value < 10 ? 1000.0 : 10.0
    return "\((value * scale).rounded() / scale)"
  }
}
