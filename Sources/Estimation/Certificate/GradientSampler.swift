import Gating
public import RandomStreams
public import Recurrence
public import Sequences

/// Takes samples of a rule's gradient at fixed parameters, each with its own noise.
public struct GradientSampler {
  private let rule: GradientRule
  private let engine: ReferenceEngine
  private let batch: TaskBatch
  private let gates: GateAssignment
  private let loss: any Loss
  private let penalty: GatePenalty?
  private let field: NoiseField
  private var state = EstimatorState()
  private var time: UInt32 = 0
  private var spent = (evaluations: 0, draws: 0)

  /// The moments of the samples so far.
  public private(set) var moments: GradientMoments

  /// A sampler; a moving average is settled at once.
  public init(
    _ rule: GradientRule, _ engine: ReferenceEngine, _ batch: TaskBatch, gates: GateAssignment,
    loss: any Loss, penalty: GatePenalty? = nil, field: NoiseField
  ) {
    self.rule = rule
    self.engine = engine
    self.batch = batch
    self.gates = gates
    self.loss = loss
    self.penalty = penalty
    self.field = field
    moments = GradientMoments(count: engine.parameters.count)
    settle()
  }

  /// Takes one sample.
  public mutating func sample() {
    let (estimate, draws) = estimate()
    spent.evaluations += estimate.evaluations
    spent.draws += draws
    moments.add(engine.gradient)
  }

  /// The certificate of the samples so far.
  public func certificate(_ exact: ExactGradient) -> Certificate {
    let n = Double(max(1, moments.count))
    return Certificate(
      exact, names: engine.configuration.layout.parameterNames, moments: moments,
      evaluations: Double(spent.evaluations) / n, draws: Double(spent.draws) / n)
  }

  private mutating func settle() {
    for _ in 0..<rule.settling { _ = estimate() }
    state.isFrozen = true
  }

  private mutating func estimate() -> (Estimate, draws: Int) {
    var counted: CountedNoise?
    let (field, batch, configuration, time) = (field, batch, engine.configuration, time)
    let pass = EstimationPass(batch, gates: gates, loss: loss, penalty: penalty) { copies in
      field.begin(time: time, batch, configuration, copies: copies)
      let noise = CountedNoise(field)
      counted = noise
      return noise
    }
    let estimate = rule.estimate(engine, pass, state: &state)
    self.time += 1
    return (estimate, counted?.count ?? 0)
  }
}

extension ParameterLayout {
  /// A name for each parameter: its block, row and, in a matrix, column, such as `layer0.input_weights[3][0]`.
  public var parameterNames: [String] {
    blocks.flatMap { block in
      (0..<block.rows).flatMap { row in
        (0..<block.columns).map { column in
          block.columns == 1 && block.isVector
            ? "\(block.name)[\(row)]" : "\(block.name)[\(row)][\(column)]"
        }
      }
    }
  }
}

extension ParameterLayout.Block {
  /// Whether the block is a bias, the peepholes or constants, one number for each row.
  fileprivate var isVector: Bool { ["bias", "peepholes", "constants"].contains { name.hasSuffix($0) } }
}
