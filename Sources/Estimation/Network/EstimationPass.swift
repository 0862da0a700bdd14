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
  public let loss: LossKind
  /// Passes over the training data so far, for annealed rules.
  public let epoch: Int
  /// Begins the noise of so many independent copies of the batch, one below the other.
  public let noise: (_ copies: Int) -> any NoiseSource

  /// A pass with noise of any kind.
  public init(
    _ batch: TaskBatch, gates: GateAssignment, loss: LossKind, epoch: Int = 0,
    noise: @escaping (_ copies: Int) -> any NoiseSource
  ) {
    self.batch = batch
    self.gates = gates
    self.loss = loss
    self.epoch = epoch
    self.noise = noise
  }

  /// A pass with the noise of a field at a time: the update in training, the sample in a certificate.
  public init(
    _ batch: TaskBatch, gates: GateAssignment, loss: LossKind, epoch: Int = 0, field: NoiseField,
    time: UInt32, _ configuration: NetworkConfiguration
  ) {
    self.init(batch, gates: gates, loss: loss, epoch: epoch) { copies in
      field.begin(time: time, batch, configuration, copies: copies)
      return field
    }
  }
}

/// What an estimate came with, beside the gradient.
public struct Estimate: Sendable, Hashable {
  /// The loss of the batch on the estimate's own draws.
  public let loss: Double
  /// How often the loss of the batch was worked out, the first time included.
  public let evaluations: Int

  /// The cost of a gradient.
  public init(loss: Double, evaluations: Int) {
    self.loss = loss
    self.evaluations = evaluations
  }
}
