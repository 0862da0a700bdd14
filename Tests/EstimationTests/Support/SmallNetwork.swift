import Estimation
import Gating
import RandomStreams
import Recurrence
import Sequences

/// A network whose every outcome can be visited, with drawn parameters, and one sequence for it, whose steps hold symbols or none.
struct SmallNetwork: CustomStringConvertible {
  let configuration: NetworkConfiguration
  let steps: Int
  var parameters: [Double]
  let description: String

  init(
    _ description: String, hidden: Int, layers: Int, steps: Int, variant: LSTMVariant = .vanilla,
    peepholes: Bool = false, placement: TargetPlacement = .last, symbols: Int = 0
  ) {
    configuration = NetworkConfiguration(
      inputWidth: 1, embedding: symbols > 0 ? Embedding(symbols: symbols, width: 1) : nil, hidden: hidden,
      layers: layers, outputWidth: 1, placement: placement, variant: variant,
      peepholes: peepholes)
    self.steps = steps
    self.description = description
    var stream = RandomStream(StreamKey(seed: 11, path: [.label(description)]))
    parameters = (0..<configuration.layout.count).map { _ in 3 * (Double(stream.nextUniform()) - 0.5) }
  }

  /// The three of the issue: 1 unit × 4 steps, 2 units × 3 steps, 2 layers × 2 steps.
  static let three = [
    SmallNetwork("1 unit × 4 steps", hidden: 1, layers: 1, steps: 4),
    SmallNetwork("2 units × 3 steps", hidden: 2, layers: 1, steps: 3),
    SmallNetwork("2 layers × 2 steps", hidden: 1, layers: 2, steps: 2),
  ]

  /// The exact gradients of the three under Bernoulli gates, found once.
  static let exact = three.map { network in
    network.exact(GateAssignment(all: try! bernoulli()))
  }

  func engine<Engine: RecurrentEngine>(_: Engine.Type = ReferenceEngine.self) -> Engine {
    let engine = Engine(configuration)
    engine.parameters = parameters.map { Engine.Scalar($0) }
    return engine
  }

  /// The same sequence so many times, each row with its own noise.
  func batch(_ count: Int = 1, lengths: [Int]? = nil) -> TaskBatch {
    var batch = TaskBatch(inputWidth: 1, targetWidth: 1, placement: configuration.placement)
    batch.reset(steps: steps, count: count)
    for t in 0..<steps {
      for b in 0..<count { batch.inputs[t * count + b] = 0.8 - 0.7 * Float(t) }
    }
    if let embedding = configuration.embedding {
      batch.symbols = (0..<steps * count).map { Int32(($0 / count + 1) % embedding.symbols) }
    }
    for row in batch.targets.indices { batch.targets[row] = 0.9 - 0.2 * Float(row / count) }
    batch.sequences = (0..<count).map { UInt32($0) }
    if let lengths { batch.lengths = lengths }
    return batch
  }

  func exact(_ gates: GateAssignment, loss: any Loss = .squared, nodes: Int = 16) -> ExactGradient {
    ExactGradient(engine(), batch(), gates: gates, loss: loss, nodes: nodes)
  }

  /// ∂E[ℓ]/∂θ by central differences of the loss, with one visit of all outcomes for each value.
  func differences(_ gates: GateAssignment, _ batch: TaskBatch, nodes: Int) -> [Double] {
    let (engine, step) = (engine(), 1e-5)
    let problem = ExactProblem(batch, gates: gates, loss: .squared, nodes: nodes)
    func loss(_ index: Int, _ shift: Double) -> Double {
      engine.parameters = parameters
      engine.parameters[index] += shift
      return ExactGradient(engine, problem, .slopesChecked) {}.loss
    }
    return parameters.indices.map { (loss($0, step) - loss($0, -step)) / (2 * step) }
  }

  /// A certificate from so many batches of `rows` independent copies of the sequence.
  func certificate(
    _ rule: GradientRule, gates: GateAssignment, penalty: GatePenalty? = nil, exact: ExactGradient,
    batches: Int, rows: Int = 64
  ) -> Certificate {
    var sampler = sampler(rule, gates: gates, penalty: penalty, rows: rows)
    for _ in 0..<batches { sampler.sample() }
    return sampler.certificate(exact)
  }

  /// Samples of a rule, each from `rows` independent copies of the sequence.
  func sampler(
    _ rule: GradientRule, gates: GateAssignment, penalty: GatePenalty? = nil, rows: Int
  ) -> GradientSampler {
    let field = NoiseField(
      generator: .philox, seed: 5, replicate: 0, purpose: .trainingNoise, sharing: .perStep, scope: .unit)
    return GradientSampler(
      rule, engine(), batch(rows), gates: gates, loss: .squared, penalty: penalty, field: field)
  }
}

extension Certificate {
  /// The largest |bias| in units of its standard error, over single parameters that vary.
  var largestDeviation: Double {
    rows.dropLast().map { $0.biasStandardError > 0 ? $0.bias.magnitude / $0.biasStandardError : 0 }.max() ?? 0
  }

  /// The standard error of the whole vector, relative to the exact gradient.
  var relativeError: Double { whole.biasStandardError / whole.exact }

  /// Whether parameters that do not vary are right to rounding.
  var isExactWhereConstant: Bool {
    rows.dropLast().allSatisfy { $0.biasStandardError > 0 || $0.bias.magnitude < 1e-12 }
  }
}
