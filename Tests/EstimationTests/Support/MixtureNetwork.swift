import Catalog
import Estimation
import Gating
import RandomStreams
import Recurrence
import Sequences

/// A network whose gates see the input alone, with drawn parameters, and sequences of drawn inputs and targets for it.
struct MixtureNetwork: Sendable, CustomStringConvertible {
  let configuration: NetworkConfiguration
  var batch: TaskBatch
  let parameters: [Double]
  let description: String

  /// A sequence for each length.
  init(
    _ cell: some RecurrentCell & KindWithoutSettings, hidden: Int = 2, layers: Int = 1, outputs: Int = 1,
    lengths: [Int], placement: TargetPlacement = .last, symbols: Int = 0
  ) throws {
    let description = "\(type(of: cell).description.kind) \(layers) × \(hidden), \(lengths), \(placement)"
    configuration = NetworkConfiguration(
      inputWidth: 2, embedding: symbols > 0 ? Embedding(symbols: symbols, width: 2) : nil, hidden: hidden,
      layers: layers, outputWidth: outputs,
      cell: CellKind(try Parameters(type(of: cell).description), cell), placement: placement)
    self.description = description
    var stream = RandomStream(StreamKey(seed: 12, path: [.label(description)]))
    parameters = (0..<configuration.layout.count).map { _ in 3 * (Double(stream.nextUniform()) - 0.5) }
    batch = TaskBatch(inputWidth: 2, targetWidth: outputs, placement: placement)
    batch.reset(steps: lengths.max()!, count: lengths.count)
    batch.lengths = lengths
    for place in batch.inputs.indices { batch.inputs[place] = 2 * stream.nextUniform() - 1 }
    for place in batch.targets.indices { batch.targets[place] = 2 * stream.nextUniform() - 1 }
    // A value that does not count, where others do.
    if batch.targets.count > 2 { batch.mask[1] = false }
    if symbols > 0 {
      batch.symbols = (0..<batch.steps * batch.count).map { Int32($0 % symbols) }
    }
    batch.sequences = lengths.indices.map { UInt32($0) }
  }

  func engine() -> ReferenceEngine {
    let engine = ReferenceEngine(configuration)
    engine.parameters = parameters
    return engine
  }

  func problem(_ policy: any GatePolicy, loss: any Loss = .squared) -> ExactProblem {
    ExactProblem(batch, gates: GateAssignment(all: policy), loss: loss)
  }

  func exact(_ policy: any GatePolicy, _ method: ExactGradient.Method) -> ExactGradient {
    ExactGradient(engine(), problem(policy), method) {}
  }

  /// A certificate from so many samples, each of the batch `copies` times with draws of their own.
  func certificate(
    _ rule: GradientRule, _ policy: any GatePolicy, exact: ExactGradient, samples: Int, copies: Int = 1
  ) -> Certificate {
    let field = NoiseField(
      generator: .philox, seed: 5, replicate: 0, purpose: .trainingNoise, sharing: .perStep, scope: .unit)
    var many = batch.copies(copies)
    many.sequences = (0..<many.count).map { UInt32($0) }
    var sampler = GradientSampler(
      rule, engine(), many, gates: GateAssignment(all: policy), loss: .squared, field: field)
    for _ in 0..<samples { sampler.sample() }
    return sampler.certificate(exact)
  }
}

/// A cell whose one gate keeps, and whose candidate is a tanh of the input.
struct KeepingCell: MixingCell, KindWithoutSettings {
  static let description = KindDescription(
    "keeping", summary: "A gate that keeps, and a bounded candidate, of the input alone.",
    formula: "h_t = z∘h_{t−1} + (1 − z)∘tanh(W x + b)")

  private static let keep = CellGate("keep", index: 0, block: CellBlock("keep", index: 0, hidden: .nothing))
  private static let candidate = CellBlock("candidate", index: 1, hidden: .nothing)

  var structure: CellStructure {
    CellStructure(
      blocks: [Self.keep.block, Self.candidate], gates: [Self.keep], candidate: Self.candidate,
      retention: .init(Self.keep, keeps: true, isMixture: true))
  }
  var mixture: Mixture { Mixture(Self.keep, candidate: Self.candidate) }
}
