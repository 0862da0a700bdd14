import Estimation
import Gating
import RandomStreams
import Recurrence
import Sequences

/// A network of a combination whose every outcome can be visited: one unit a layer, and one sequence of a step or two.
struct EnumeratedCell {
  let configuration: NetworkConfiguration
  let gates: GateAssignment
  let steps: Int
  private let combination: CellCombination

  /// Outcomes of a sequence that are visited in a moment.
  private static let leaves = 4096.0

  init(_ combination: CellCombination) {
    self.combination = combination
    configuration = NetworkConfiguration(
      inputWidth: 1, embedding: combination.embedding, hidden: 1, layers: combination.layers, outputWidth: 1,
      cell: combination.kind, placement: combination.placement)
    gates = GateAssignment(all: combination.gatePolicy, stateNoise: combination.stateNoise)
    var two = Self.batch(configuration, steps: 2, count: 1)
    two.sequences = [0]
    let size = ExactProblem(two, gates: gates, loss: .squared).leafCount(configuration)
    // The rule for a single draw has no second step.
    steps = combination.rule == "muprop" || size > Self.leaves ? 1 : 2
  }

  /// The same sequence so many times, each with draws of its own.
  static func batch(_ configuration: NetworkConfiguration, steps: Int, count: Int) -> TaskBatch {
    var batch = TaskBatch(inputWidth: 1, targetWidth: 1, placement: configuration.placement)
    batch.reset(steps: steps, count: count)
    for place in batch.inputs.indices { batch.inputs[place] = 0.8 - 0.7 * Float(place / count) }
    if let embedding = configuration.embedding {
      batch.symbols = (0..<steps * count).map { Int32(($0 / count + 1) % embedding.symbols) }
    }
    for row in batch.targets.indices { batch.targets[row] = 0.9 - 0.2 * Float(row / count) }
    batch.sequences = (0..<count).map { UInt32($0) }
    return batch
  }

  private func batch(_ count: Int) -> TaskBatch { Self.batch(configuration, steps: steps, count: count) }

  private func engine<Engine: RecurrentEngine>(_: Engine.Type = ReferenceEngine.self) -> Engine {
    let engine = Engine(configuration)
    var stream = RandomStream(StreamKey(seed: 11, path: [.label("cells")]))
    // Gates are open in most steps, and never almost surely, so that every path through the network is walked often.
    for block in configuration.layout.blocks {
      for place in block.range {
        let u = stream.nextUniform()
        let size = 0.2 + 0.3 * u
        let value = block.name.hasSuffix(".bias") ? size + 0.2 : place % 3 == 0 ? -size : size
        engine.parameters[place] = Engine.Scalar(value)
      }
    }
    return engine
  }

  private var field: NoiseField {
    NoiseField(
      generator: .philox, seed: 5, replicate: 0, purpose: .trainingNoise, sharing: combination.sharing,
      scope: combination.scope)
  }

  /// The certificate of `samples` estimates, each of 32 independent copies of the sequence.
  func certificate(samples: Int) -> Certificate {
    let exact = ExactGradient(
      engine(), ExactProblem(batch(1), gates: gates, loss: .squared), .slopesChecked
    ) {}
    var sampler = GradientSampler(
      combination.gradientRule, engine(), batch(32), gates: gates, loss: .squared, field: field)
    for _ in 0..<samples { sampler.sample() }
    return sampler.certificate(exact)
  }

  /// One estimate in both precisions.
  func bothPrecisions() -> (single: [Float], double: [Double]) {
    let (fast, reference): (VectorEngine, ReferenceEngine) = (
      engine(VectorEngine.self), engine()
    )
    func estimate<Engine: RecurrentEngine>(_ engine: Engine) {
      var state = EstimatorState()
      let pass = EstimationPass(
        batch(5), gates: gates, loss: .squared, field: field, time: 1, configuration)
      _ = combination.gradientRule.estimate(engine, pass, state: &state)
    }
    estimate(fast)
    estimate(reference)
    return (fast.gradient, reference.gradient)
  }
}
