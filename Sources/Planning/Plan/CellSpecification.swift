public import Gating
public import RandomStreams
public import Recurrence
public import SequenceTasks

/// Everything that one cell of a sweep is: the experiment with all defaults resolved, but for the replicate.
public struct CellSpecification: Sendable, Hashable {
  /// The root of every random draw.
  public let seed: UInt64
  /// The generator of the gates' noise.
  public let generator: Generator
  /// Which engine computes.
  public let precision: Precision
  /// The task, loaded; replicates of generated tasks make their own instance of it.
  public let task: KindSpecification<any SequenceTask>
  /// The network.
  public let network: NetworkSpecification
  /// Policies and backward rule.
  public let gates: GateSpecification
  /// Which gates share a draw.
  public let noise: NoiseSpecification
  /// How the network learns.
  public let training: TrainingSpecification
  /// What is measured, and when.
  public let evaluation: EvaluationSpecification
  /// Whether gates.csv is written.
  public let recordsGates: Bool

  /// The network's shape for the task.
  public var configuration: NetworkConfiguration {
    NetworkConfiguration(
      inputWidth: task.value.inputWidth, hidden: network.hidden, layers: network.layers,
      outputWidth: task.value.outputWidth, concatenation: network.concatenation,
      forgetConvention: network.forgetConvention, readout: network.readout, placement: task.value.placement,
      variant: network.variant)
  }

  /// The epoch in which an update begins; both count from 0.
  public func epoch(update: Int) -> Int {
    if let updatesPerEpoch = training.updatesPerEpoch { return update / updatesPerEpoch }
    return task.value.count(.train).map { update * training.batch / $0 } ?? 0
  }
}

/// A network's size, conventions and initial laws.
public struct NetworkSpecification: Sendable, Hashable {
  /// Units of each layer.
  public let hidden: Int
  /// Stacked layers.
  public let layers: Int
  /// Which LSTM.
  public let variant: LSTMVariant
  /// The order of explicit weight matrices; without effect on a trained network.
  public let concatenation: Concatenation
  /// What an open forget gate does to the cell.
  public let forgetConvention: ForgetConvention
  /// The read-out's activation.
  public let readout: ReadoutActivation
  /// The law of weights and biases.
  public let initializer: KindSpecification<any WeightInitializer>
  /// What sets the biases of retention.
  public let forgetBias: KindSpecification<any BiasInitializer>

  /// The laws that the first parameters are drawn from.
  public var initialWeights: InitialWeights {
    InitialWeights(weights: initializer.value, retention: forgetBias.value)
  }
}

/// How a network learns.
public struct TrainingSpecification: Sendable, Hashable {
  /// The optimizer.
  public let optimizer: OptimizerSpecification
  /// What is minimized.
  public let loss: LossKind
  /// Sequences in an update.
  public let batch: Int
  /// Updates of the parameters.
  public let updates: Int
  /// The largest norm of the whole gradient; `nil` for no clipping.
  public let clipNorm: Double?
  /// Updates that count as an epoch of a generated task; `nil` for file data, whose epochs are passes.
  public let updatesPerEpoch: Int?
}

/// What is measured, and when.
public struct EvaluationSpecification: Sendable, Hashable {
  /// Updates from one measurement to the next.
  public let every: Int
  /// How gates are read, in the order of the file.
  public let modes: [EvaluationMode]
  /// Rollouts of the mode `sample`.
  public let samples: Int
  /// The score whose best update gives the final scores; `nil` for the last update.
  public let select: MetricPath?
}

/// A score's full name: `validation.native.rmse`.
public struct MetricPath: Sendable, Hashable, CustomStringConvertible {
  /// The part of the data.
  public let split: Split
  /// How gates are read.
  public let mode: EvaluationMode
  /// The task's name of the metric.
  public let metric: String

  /// `split.mode.metric`.
  public var description: String { "\(split.rawValue).\(mode.rawValue).\(metric)" }
}
