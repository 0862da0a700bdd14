import ArgumentParser
import CKernels
import Catalog
import Gating
import Recurrence
import SequenceTasks

/// `sluice-bench lstm`: a forward pass, or a whole training step with Adam, of the fast engine.
struct LSTMBench: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lstm", abstract: "A forward pass or a training step of the Float32 engine.",
    discussion: """
      The last line has the shortest time and what it means in multiply-adds: 2·T·B operations for every weight that a \
      forward pass meets in a product, three times as many for a training step.

      With --ratio, steps take turns with those of a plain network with sigmoid gates, and the line before it has the \
      ratio of the medians: on a busy machine it says more than either time.

      Example: sluice-bench lstm --policy bernoulli --mode train --input 64 --hidden 128 --batch 32 --steps 100
      """)

  enum Mode: String, ExpressibleByArgument, CaseIterable { case forward, train }
  enum Targets: String, ExpressibleByArgument, CaseIterable { case last, every }

  @Option(help: "The gates' policy, by its kind.") var policy = "bernoulli"
  @Option(help: "The backward rule, by its kind.") var gradient = "auto"
  @Option(help: "The variant: \(LSTMVariant.allCases.map(\.rawValue).joined(separator: ", ")).")
  var variant = "vanilla"
  @Flag(help: "Gates see the cell.") var peepholes = false
  @Option(help: "The noise on states, by its kind.") var stateNoise = "none"
  @Option(help: "What is measured.") var mode = Mode.train
  @Option(help: "Input width m.") var input = 64
  @Option(help: "Hidden width n.") var hidden = 128
  @Option(help: "Sequences B.") var batch = 32
  @Option(help: "Time steps T.") var steps = 100
  @Option(help: "Stacked layers.") var layers = 1
  @Option(help: "Output width of the linear read-out.") var outputs = 1
  @Option(help: "Where targets stand.") var targets = Targets.every
  @Flag(help: "Compare with a plain network with sigmoid gates, in turns.") var ratio = false
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
    guard LSTMVariant(rawValue: variant) != nil else {
      throw ValidationError("no variant is named \(variant)")
    }
  }

  func run() throws {
    var workload = try LSTMWorkload(self, network, try gates)
    var plain =
      try ratio ? LSTMWorkload(self, plainNetwork, GateAssignment(all: made(SigmoidGate.self))) : nil
    let peak = FusedPeak.measure()
    var (times, plainTimes) = ([Double](), [Double]())
    while (times + plainTimes).reduce(0, +) < seconds || times.count < 3 {
      times.append(Stopwatch.seconds { workload.step(mode) })
      if ratio { plainTimes.append(Stopwatch.seconds { plain?.step(mode) }) }
    }
    times.sort()
    plainTimes.sort()
    let rate = operations / times[0]
    let path = String(cString: ckernels().pointee.name)
    print(
      "peak \(Figure.digits(peak / 1e9)) GF/s on \(path); \(times.count) repetitions, median \(Figure.digits(median(times) * 1e3)) ms"
    )
    if ratio {
      print(
        """
        \(Figure.digits(median(times) / median(plainTimes))) × a plain network with sigmoid gates, which takes \
        \(Figure.digits(median(plainTimes) * 1e3)) ms
        """)
    }
    print(
      """
      lstm \(label) \(mode) m \(input) n \(hidden) B \(batch) T \(steps) L \(layers): \(Figure.digits(times[0] * 1e3)) ms  \
      \(Figure.digits(rate / 1e9)) GF/s  \(Figure.digits(rate / peak * 100)) % of peak
      """)
  }

  private func median(_ sorted: [Double]) -> Double { sorted[sorted.count / 2] }

  /// What is unlike the plain network, in words.
  private var label: String {
    [
      policy, variant == "vanilla" ? nil : variant, peepholes ? "peepholes" : nil,
      stateNoise == "none" ? nil : stateNoise,
    ]
    .compactMap { $0 }.joined(separator: " ")
  }

  private var gates: GateAssignment {
    get throws {
      let policy = try PolicyCatalog().type(named: policy)
      let rule = try GradientCatalog().type(named: gradient)
      let noise = try StateNoiseCatalog().type(named: stateNoise)
      return try GateAssignment(
        all: policy.init(Parameters(policy.description)), gradient: rule.init(Parameters(rule.description)),
        stateNoise: noise.init(Parameters(noise.description)))
    }
  }

  private func made(_ policy: any GatePolicy.Type) throws -> any GatePolicy {
    try policy.init(Parameters(policy.description))
  }

  private var plainNetwork: NetworkConfiguration {
    NetworkConfiguration(
      inputWidth: input, hidden: hidden, layers: layers, outputWidth: outputs,
      placement: targets == .last ? .last : .every)
  }

  private var network: NetworkConfiguration {
    var network = plainNetwork
    network.variant = LSTMVariant(rawValue: variant) ?? .vanilla
    network.peepholes = peepholes
    return network
  }

  /// Operations in the products of a pass, two for each multiply-add.
  private var operations: Double {
    let (variant, n) = (network.variant, hidden)
    let weights = (0..<layers).reduce(0) { sum, layer in
      let seen = network.inputWidth(layer: layer) + n
      return sum + (variant.gates.count + 1) * n * seen + (variant.seesGates ? 9 * n * n : 0)
    }
    return 2 * Double(steps * batch * weights) * (mode == .train ? 3 : 1)
  }
}
