import Catalog
import Planning
import Recurrence
import SequenceTasks
import Sequences

/// What `training` says.
extension CellBuilder {
  mutating func training(_ task: any SequenceTask) -> TrainingSpecification? {
    let values = Settings(settings)["training"]
    let optimizer = schedule(
      "training.optimizer", values["optimizer"], from: experiment.catalogs.optimizers)
    let batch = values.integer("batch")
    if let count = task.count(.train), batch > count {
      fail(
        "training.batch",
        "a batch of \(batch) is more than the \(count) examples of the training split")
    }
    guard let optimizer else { return nil }
    return TrainingSpecification(
      optimizer: optimizer, batch: batch, updates: values.integer("updates"),
      clipNorm: values.optionalNumber("clip_norm"),
      gatePenalty: gatePenalty,
      updatesPerEpoch: updatesPerEpoch(task, values))
  }

  /// Only what is saved is written down: files from before weights could be saved keep their ids.
  mutating func savedWeights() -> SavedWeights {
    let word = Settings(settings)["training"].optionalText("save_weights")
    let saves = word.flatMap(SavedWeights.init) ?? .none
    if saves == .none { resolve("training", "save_weights", nil) }
    if saves == .none, isGiven(WeightsPacking.key) {
      fail(
        WeightsPacking.key, "is for saved weights, and none are; add save_weights: selected, or leave it out")
    }
    return saves
  }

  /// By the clock where the file does not say: a run of less than the usual time keeps nothing.
  mutating func checkpoints() -> CheckpointRule {
    let values = Settings(settings)["training"]
    let checkpoint = values["checkpoint"]
    let (updates, seconds) = (checkpoint.optionalInteger("every"), checkpoint.optionalNumber("seconds"))
    if updates != nil, seconds != nil {
      fail("training.checkpoint", "has both every, in updates, and seconds; expected one of the two")
    }
    return CheckpointRule(
      updates.map { .updates($0) } ?? .seconds(seconds ?? CheckpointRule.usualSeconds),
      isKept: values.flag("keep_checkpoints"))
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
    let updates = given ?? TrainingSpecification.usualUpdatesPerEpoch
    resolve("training", "updates_per_epoch", .number(Double(updates)))
    return updates
  }
}
