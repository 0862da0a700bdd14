public import Catalog
public import RandomStreams
public import Recurrence
public import SequenceTasks
public import Sequences

/// Everything that one cell of a sweep is: the experiment with all defaults resolved, but for the replicate.
public struct CellSpecification: Sendable, Hashable {
  /// The root of every random draw.
  public let seed: UInt64
  /// Which replicates its runs are.
  public let series: ReplicateSeries
  /// The generator of the gates' noise.
  public let generator: Generator
  /// Which engine computes.
  public let precision: Precision
  /// The task, loaded; replicates of generated tasks make their own instance of it.
  public let task: KindSpecification<any SequenceTask>
  /// The network.
  public let network: NetworkSpecification
  /// What is minimized; `nil` where nothing is.
  public let loss: KindSpecification<any Loss>?
  /// What each class of the targets weighs in the loss; `nil` where all weigh 1.
  public let classWeights: [Double]?
  /// Policies and backward rule.
  public let gates: GateSpecification
  /// Which gates share a draw.
  public let noise: NoiseSpecification
  private let comparableStudy: AnySweptStudy
  /// The kinds that are not part of Sluice and have a part in it.
  public let ownKinds: [NamedKind]
  /// Whether there are any.
  public var usesOwnKinds: Bool { !ownKinds.isEmpty }

  init(
    seed: UInt64, series: ReplicateSeries, generator: Generator, precision: Precision,
    task: KindSpecification<any SequenceTask>,
    network: NetworkSpecification, loss: KindSpecification<any Loss>?, classWeights: [Double]?,
    gates: GateSpecification, noise: NoiseSpecification,
    study: any SweptStudy, ownKinds: [NamedKind]
  ) {
    self.seed = seed
    self.series = series
    self.generator = generator
    self.precision = precision
    self.task = task
    self.network = network
    self.loss = loss
    self.classWeights = classWeights
    self.gates = gates
    self.noise = noise
    comparableStudy = AnySweptStudy(value: study)
    self.ownKinds = ownKinds
  }

  /// A batch of the task that has what the loss reads.
  package var emptyBatch: TaskBatch {
    var batch = task.value.emptyBatch
    batch.keepsSeries = network.constants > 0
    batch.keepsPrecision = precision == .float64
    return batch
  }

  /// What the outputs for a target value say.
  public var forecast: Forecast {
    loss?.value.forecast ?? (task.value.target == .classIndex ? .classes : .number)
  }

  /// Numbers that are scored for a target value.
  package var scoredPerTarget: Int { forecast.scored(outputs: network.outputsPerTarget) }

  /// What is minimized, of a cell that minimizes something.
  package var minimizedLoss: any Loss {
    guard let loss else { preconditionFailure("nothing is minimized in this cell") }
    return classWeights.map { loss.value.weighted(byClass: $0) } ?? loss.value
  }

  /// What is done with the network.
  public var study: any SweptStudy { comparableStudy.value }

  /// The same with the automatic gradient rule: what all cells have that differ in that alone.
  package var withoutGradientRule: CellSpecification {
    CellSpecification(
      seed: seed, series: series, generator: generator, precision: precision, task: task, network: network,
      loss: loss, classWeights: classWeights, gates: gates.withoutGradientRule, noise: noise, study: study,
      ownKinds: ownKinds)
  }

  /// Whether several threads can share a run: in Float32, whose engine splits its work.
  public var runsOnThreads: Bool { precision == .float32 }

  /// The parameters before the first update, in the order of `ParameterLayout`.
  ///
  /// - Parameter replicate: whose weights are drawn.
  public func initialParameters(replicate: Int) -> [Float] {
    network.initialWeights.draw(
      configuration, maximumSteps: task.value.maximumSteps, seed: seed, replicate: replicate, series: series)
  }

  /// The key of a replicate's stream for one purpose.
  public func streamKey(_ purpose: StreamPurpose, replicate: Int) -> StreamKey {
    StreamKey(seed: seed, replicate: replicate, purpose: purpose, series: series)
  }

  /// Whether a reading with draws differs from another under these gates.
  public func draws(_ gates: GateAssignment) -> Bool { gates.draws || network.skip.value.draws }

  /// The noise of a replicate for one purpose.
  public func noiseField(_ purpose: StreamPurpose, replicate: Int) -> NoiseField {
    NoiseField(
      generator: generator, seed: seed, replicate: replicate, purpose: purpose, sharing: noise.sharing,
      scope: noise.scope, series: series)
  }

  /// The network's shape for the task; some studies need no read-out.
  public var configuration: NetworkConfiguration {
    var configuration = network.configuration(task.value)
    if !study.hasReadout { (configuration.outputWidth, configuration.constants) = (0, 0) }
    return configuration
  }
}

/// A network's size, conventions and initial laws.
public struct NetworkSpecification: Sendable, Hashable {
  /// Numbers in a symbol's row of the embedding; `nil` for a task without symbols.
  public let embedding: Int?
  /// Units of each layer.
  public let hidden: Int
  /// Stacked layers.
  public let layers: Int
  /// The cell.
  public let cell: CellKind
  /// Which steps are taken.
  public let skip: SkipKind
  /// Which LSTM.
  public let variant: LSTMVariant
  /// Whether gates see the cell.
  public let peepholes: Bool
  /// The order of explicit weight matrices; without effect on a trained network.
  public let concatenation: Concatenation
  /// What an open forget gate does to the cell.
  public let forgetConvention: ForgetConvention
  /// The read-out's activation.
  public let readout: ReadoutKind
  /// Outputs for one target value: its classes, its quantiles, or 1.
  public let outputsPerTarget: Int
  /// Learned constants of the read-out, one for each series where the loss has them.
  public let constants: Int
  /// The law of weights and biases.
  public let initializer: KindSpecification<any WeightInitializer>
  /// What sets the biases of retention; `nil` leaves them as drawn.
  public let forgetBias: KindSpecification<any BiasInitializer>?

  /// The network's shape for a task.
  package func configuration(_ task: any SequenceTask) -> NetworkConfiguration {
    NetworkConfiguration(
      inputWidth: task.inputWidth,
      embedding: embedding.map { Embedding(symbols: task.symbols, width: $0) }, hidden: hidden,
      layers: layers,
      outputWidth: task.targetWidth * outputsPerTarget, constants: constants, cell: cell, skip: skip,
      concatenation: concatenation,
      forgetConvention: forgetConvention, readout: readout,
      placement: task.placement, variant: variant, peepholes: peepholes)
  }

  /// The laws that the first parameters are drawn from.
  public var initialWeights: InitialWeights {
    InitialWeights(weights: initializer.value, retention: forgetBias?.value)
  }
}
