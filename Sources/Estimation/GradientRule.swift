public import Gating
public import Recurrence

/// How a network's gradient is found: a surrogate for derivatives that are 0, or an estimator that looks at losses.
public enum GradientRule: Sendable {
  /// One forward and one backward pass, with another slope at hard gates.
  case surrogate(any SurrogateGradient)
  /// An estimate without bias.
  case estimator(any GradientEstimator)

  /// The surrogate, where the rule is one.
  public var surrogate: (any SurrogateGradient)? {
    if case .surrogate(let rule) = self { rule } else { nil }
  }

  /// Why the rule would be wrong in a setting; `nil` where it is sound. Surrogates can be used everywhere.
  public func refusal(_ setting: EstimationSetting) -> String? {
    switch self {
    case .surrogate: nil
    case .estimator(let estimator):
      setting.configuration.skips
        ? "steps may be skipped, and what an update gate decides is no gate of the cell; take a surrogate"
        : estimator.refusal(setting)
    }
  }

  /// Whether the mean of its estimates is the exact gradient; a surrogate's is not.
  public var isUnbiased: Bool {
    switch self {
    case .surrogate: false
    case .estimator(let estimator): estimator.isUnbiased
    }
  }

  /// How often one estimate works out the loss of the batch.
  public func lossEvaluations(_ setting: EstimationSetting) -> Int {
    switch self {
    case .surrogate: 1
    case .estimator(let estimator): estimator.lossEvaluations(setting)
    }
  }

  /// Uniforms that one estimate takes for each sequence of the batch.
  public func draws(_ setting: EstimationSetting) -> Int {
    switch self {
    case .surrogate: setting.policyDraws
    case .estimator(let estimator): estimator.draws(setting)
    }
  }

  /// Copies of the batch that one estimate takes through the network at once: its samples.
  public var copies: Int {
    switch self {
    case .surrogate: 1
    case .estimator(let estimator): estimator.samples
    }
  }

  /// Copies of the batch that the noise of one estimate is begun for, each at a time of its own.
  public var noiseCopies: Int {
    switch self {
    case .surrogate: 1
    case .estimator(let estimator): estimator.noiseCopies
    }
  }

  /// The most rows that go through the network at once for a batch of `batch` sequences.
  public func rows(batch: Int) -> Int {
    switch self {
    case .surrogate: batch
    case .estimator(let estimator): estimator.rows(batch: batch)
    }
  }

  /// Estimates until what the rule remembers of earlier ones has settled.
  public var settling: Int {
    switch self {
    case .surrogate: 0
    case .estimator(let estimator): estimator.settling
    }
  }

  /// Leaves a gradient of the loss in the engine.
  public func estimate<Engine: RecurrentEngine>(
    _ engine: Engine, _ pass: EstimationPass, state: inout EstimatorState
  ) -> Estimate {
    switch self {
    case .surrogate(let rule):
      var gates = pass.gates
      gates.gradient = rule
      engine.forward(pass.batch, gates: gates, mode: .training(epoch: pass.epoch), noise: pass.noise(1))
      let costs = pass.costs(engine, pass.batch)
      engine.backward(pass.batch)
      return Estimate(costs, evaluations: 1)
    case .estimator(let estimator):
      return estimator.estimate(engine, pass, state: &state)
    }
  }
}
