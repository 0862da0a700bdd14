import CKernels
import Catalog
import Gating
import RandomStreams
import Recurrence
import Sequences

/// What must hold of a network, whichever cell, policy, noise or skip rule it has: its bits do not depend on who else is in the batch, on
/// the kernels, nor on threads.
enum EngineLaws {
  /// A small network's gates with the kind in question, assigned anew for every pass as for every update of a training.
  struct Problem {
    private let assign: () -> GateAssignment
    let cell: CellKind
    let skip: SkipKind
    var gates: GateAssignment { assign() }

    private init(_ cell: CellKind, skip: SkipKind = .none, _ assign: @escaping () -> GateAssignment) {
      (self.cell, self.skip, self.assign) = (cell, skip, assign)
    }

    init(policy: any GatePolicy) { self.init(.lstm) { GateAssignment(all: policy) } }
    init(stateNoise: any StateNoise) {
      self.init(.lstm) { GateAssignment(all: plainSigmoid, stateNoise: stateNoise) }
    }
    init(surrogate: any SurrogateGradient) {
      self.init(.lstm) { GateAssignment(all: fairBernoulli, gradient: surrogate) }
    }
    init(cell: CellKind) { self.init(cell) { GateAssignment(all: fairBernoulli) } }
    init(skip: SkipKind) { self.init(.lstm, skip: skip) { GateAssignment(all: fairBernoulli) } }
  }

  /// A network that reads numbers, and one that reads a symbol beside them.
  private static func networks(
    _ problem: Problem
  ) -> [(name: String, configuration: NetworkConfiguration)] {
    let numbers = NetworkConfiguration(
      inputWidth: 2, hidden: 19, layers: 2, outputWidth: 2, cell: problem.cell, skip: problem.skip)
    var symbols = numbers
    symbols.embedding = Embedding(symbols: 5, width: 3)
    return [("numbers", numbers), ("symbols", symbols)]
  }

  /// Sequences `rows` of a fixed set of 9, of unequal lengths.
  private static func batch(_ rows: Range<Int>, _ embedding: Embedding?) -> TaskBatch {
    var batch = TaskBatch(inputWidth: 2, targetWidth: 2, placement: .last)
    batch.reset(steps: 4, count: rows.count)
    for (b, row) in rows.enumerated() {
      batch.lengths[b] = 4 - row % 3
      batch.sequences[b] = UInt32(31 * row + 7)
      for value in 0..<2 {
        for step in 0..<4 {
          batch.inputs[(step * rows.count + b) * 2 + value] =
            Float((row * 13 + step * 7 + value * 5) % 17) / 8 - 1
        }
        batch.targets[b * 2 + value] = Float((row * 5 + value) % 7) / 3 - 1
      }
    }
    if let embedding {
      batch.symbols = (0..<4).flatMap { step in
        rows.map { Int32(($0 * 3 + step * $0 + step) % embedding.symbols) }
      }
    }
    return batch
  }

  /// Outputs and the gradient of a training pass.
  private static func pass(
    _ problem: Problem, _ configuration: NetworkConfiguration, _ rows: Range<Int>, threads: Int = 1
  ) -> (outputs: [Float], gradient: [Float]) {
    let (engine, batch) = (VectorEngine(configuration), batch(rows, configuration.embedding))
    engine.team = threads > 1 ? ThreadTeam(threads) : .alone
    engine.parameters = (0..<configuration.layout.count).map { Float(($0 * 37 + 11) % 101) / 100 - 0.5 }
    let noise = NoiseField(
      generator: .philox, seed: 5, replicate: 0, purpose: .trainingNoise, sharing: .perStep, scope: .unit)
    noise.begin(time: 3, batch, configuration)
    engine.forward(batch, gates: problem.gates, mode: .training(epoch: 2), noise: noise)
    _ = engine.loss(.squared, batch)
    engine.backward(batch)
    return (engine.outputs, engine.gradient)
  }

  /// A sequence's outputs do not depend on its batch.
  static func batches(_ problem: Problem, _ findings: inout Findings) {
    for (name, network) in networks(problem) {
      let whole = pass(problem, network, 0..<9).outputs
      for size in [1, 2, 4] {
        for start in stride(from: 0, to: 9, by: size) {
          let rows = start..<min(start + size, 9)
          let found = pass(problem, network, rows).outputs
          findings.expect(
            sameBits(found, Array(whole[2 * rows.lowerBound..<2 * rows.upperBound])),
            at: "sequences \(rows) of 9 in a batch of their own, of \(name)", found: "other outputs",
            expected: "those of the whole batch")
        }
      }
    }
  }

  /// Outputs and gradients have the same bits on every kernel path that the processor can run, and with several threads.
  static func kernelsAndThreads(_ problem: Problem, _ findings: inout Findings) {
    let networks = networks(problem)
    let expected = networks.map { pass(problem, $0.configuration, 0..<9) }
    func compare(_ place: String, threads: Int = 1) {
      for ((name, network), expected) in zip(networks, expected) {
        let found = pass(problem, network, 0..<9, threads: threads)
        findings.expect(
          sameBits(found.outputs, expected.outputs) && sameBits(found.gradient, expected.gradient),
          at: "\(place), \(name)", found: "other bits",
          expected: "those of one thread on the processor's own path")
      }
    }
    compare("3 threads", threads: 3)
    let before = ckernels().pointee.name
    defer { _ = ckernels_select(before) }
    for index in 0..<ckernels_path_count() {
      let name = ckernels_path_name(index)
      guard ckernels_select(name) == CKERNELS_OK else { continue }
      compare("kernels \(String(cString: name))")
    }
  }

  private static func made<Value>(_ make: () throws -> Value) -> Value {
    do { return try make() } catch { preconditionFailure("\(error)") }
  }
  /// Gates without draws.
  static let sigmoidGates = GateAssignment(all: plainSigmoid)

  static let plainSigmoid: any GatePolicy = made { try SigmoidGate(settings: [:]) }
  static let fairBernoulli: any GatePolicy = made { try BernoulliGate(settings: [:]) }
}
