import Catalog
import Gating
import Recurrence
import SequenceTasks
import Sequences

extension CellBuilder {
  mutating func trainingWork(_ task: any SequenceTask, readout: ReadoutActivation) -> TrainingWork? {
    let evaluation = evaluation(task)
    guard let training = training(task, readout: readout), let evaluation else { return nil }
    let telemetry = Settings(settings)["telemetry"]
    let gradientSamples = telemetry.optionalInteger("gradient_samples")
    if gradientSamples != nil, !telemetry.flag("gates") {
      fail("telemetry.gradient_samples", "needs `gates: true`, without which gates.csv is not written")
    }
    return TrainingWork(
      training: training, evaluation: evaluation, recordsGates: telemetry.flag("gates"),
      gradientSamples: gradientSamples)
  }

  mutating func training(_ task: any SequenceTask, readout: ReadoutActivation)
    -> TrainingSpecification?
  {
    let values = Settings(settings)["training"]
    let optimizer = schedule(
      "training.optimizer", values["optimizer"], from: experiment.catalogs.optimizers)
    let loss = loss(task, readout: readout)
    let batch = values.integer("batch")
    if let count = task.count(.train), batch > count {
      fail(
        "training.batch",
        "a batch of \(batch) is more than the \(count) examples of the training split")
    }
    guard let optimizer else { return nil }
    return TrainingSpecification(
      optimizer: optimizer, loss: loss, batch: batch, updates: values.integer("updates"),
      clipNorm: values.optionalNumber("clip_norm"),
      gatePenalty: gatePenalty,
      updatesPerEpoch: updatesPerEpoch(task, values))
  }

  /// What open gates are charged with; `nil` for nothing.
  var gatePenalty: GatePenalty? {
    Settings(settings)["training"].optionalNumber("gate_penalty").flatMap {
      $0 > 0 ? GatePenalty(weight: $0) : nil
    }
  }

  /// A penalty needs a gate that can close.
  mutating func checkPenalty(_ cell: CellSpecification) {
    guard cell.work.gatePenalty != nil else { return }
    let variant = cell.network.variant
    guard !GatePenalty.applies(to: cell.gates.assignment(update: 0, epoch: 0), variant: variant) else {
      return
    }
    let policies = experiment.catalogs.policies
    let kinds = policies.kinds.filter { (try? policies.make($0)) is any PenalizedGatePolicy }
    fail(
      "training.gate_penalty",
      "penalizes the probability that a gate is not exactly 0, and no gate here can be; only "
        + "\(kinds.joined(separator: " and ")) can")
  }

  /// What is minimized: what the file says, or what fits the task.
  mutating func loss(_ task: any SequenceTask, readout: ReadoutActivation) -> LossKind {
    let fitting = LossKind.allCases.filter {
      $0.targets.contains(task.target) && $0.readouts.contains(readout)
    }
    let usual: LossKind =
      switch task.target {
      case .real: .squared
      case .classIndex: .crossEntropy
      case .bits: .binaryCrossEntropy
      }
    let loss = Settings(settings)["training"].optionalText("loss").flatMap(LossKind.init) ?? usual
    if !fitting.contains(loss) {
      fail(
        "training.loss",
        "\(loss.rawValue) does not fit the task, whose targets are \(Self.words(task.target)), behind a \(readout.rawValue) "
          + "read-out; allowed is \(fitting.map(\.rawValue).joined(separator: " or "))")
    }
    resolve("training", "loss", .text(loss.rawValue))
    return loss
  }

  mutating func updatesPerEpoch(_ task: any SequenceTask, _ values: Settings) -> Int? {
    let given = values.optionalInteger("updates_per_epoch")
    if let count = task.count(.train), !task.isGenerated {
      if given != nil {
        fail(
          "training.updates_per_epoch",
          "is for generated tasks; an epoch here is one pass over the \(count) training examples")
      }
      return nil
    }
    resolve("training", "updates_per_epoch", .number(Double(given ?? 100)))
    return given ?? 100
  }
}
