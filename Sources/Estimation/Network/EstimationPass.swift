import Gating
public import RandomStreams
public import Recurrence
public import Sequences

/// What one gradient is estimated of: the loss of a batch under gates, and where its noise comes from.
public struct EstimationPass {
  /// The sequences.
  public let batch: TaskBatch
  /// The gates' policies; their backward rule is the estimator's business.
  public let gates: GateAssignment
  /// What is minimized.
  public let loss: any Loss
  /// The charge for open gates that is added to it.
  public let penalty: GatePenalty?
  /// Passes over the training data so far, for annealed rules.
  public let epoch: Int
  /// Begins the noise of so many independent copies of the batch, one below the other.
  public let noise: (_ copies: Int) -> any NoiseSource

  /// A pass with noise of any kind.
  public init(
    _ batch: TaskBatch, gates: GateAssignment, loss: any Loss, penalty: GatePenalty? = nil, epoch: Int = 0,
    noise: @escaping (_ copies: Int) -> any NoiseSource
  ) {
    self.batch = batch
    self.gates = gates
    self.loss = loss
    self.penalty = penalty
    self.epoch = epoch
    self.noise = noise
  }

  /// A pass with the noise of a field at a time: the update in training, the sample in a certificate.
  public init(
    _ batch: TaskBatch, gates: GateAssignment, loss: any Loss, penalty: GatePenalty? = nil, epoch: Int = 0,
    field: NoiseField, time: UInt32, _ configuration: NetworkConfiguration
  ) {
    self.init(batch, gates: gates, loss: loss, penalty: penalty, epoch: epoch) { copies in
      field.begin(time: time, batch, configuration, copies: copies)
      return field
    }
  }

  /// What an engine's last forward pass cost: every estimator looks at losses through this alone.
  ///
  /// Between the forward pass and its `backward`, into which the slopes of a penalty are injected.
  ///
  /// - Parameters:
  ///   - engine: the engine.
  ///   - batch: the batch that went through it: the pass's, or copies of it.
  public func costs<Engine: RecurrentEngine>(_ engine: Engine, _ batch: TaskBatch) -> PassCosts {
    let loss = engine.loss(self.loss, batch)
    guard let penalty else { return PassCosts(loss: loss, penalty: nil, sequences: engine.sequenceLosses) }
    let charges = penalty.charges(engine, batch, gates)
    return PassCosts(
      loss: loss, penalty: charges.total, sequences: zip(engine.sequenceLosses, charges.sequences).map(+))
  }
}

/// What a forward pass cost.
public struct PassCosts: Sendable, Hashable {
  /// The loss.
  public let loss: Double
  /// The charge for open gates, where there is one.
  public let penalty: Double?
  /// What each sequence adds to both, [B].
  public let sequences: [Double]

  /// Loss and penalty.
  public var total: Double { loss + (penalty ?? 0) }

  /// The sequences' shares of each copy of a batch, as if it had been alone.
  func copies(_ count: Int) -> [[Double]] {
    let rows = sequences.count / count
    return (0..<count).map { copy in
      sequences[copy * rows..<(copy + 1) * rows].map { $0 * Double(count) }
    }
  }
}

/// What an estimate came with, beside the gradient.
public struct Estimate: Sendable, Hashable {
  /// The loss of the batch on the estimate's own draws.
  public let loss: Double
  /// The charge for open gates, where there is one.
  public let penalty: Double?
  /// How often the loss of the batch was worked out, the first time included.
  public let evaluations: Int

  /// The costs of the estimate's own draws, and the cost of the estimate.
  public init(_ costs: PassCosts, evaluations: Int) {
    loss = costs.loss
    penalty = costs.penalty
    self.evaluations = evaluations
  }
}
