package import Planning
import Recurrence
package import Snapshots
import Statistics

/// A training is its parameters, the places of the training noise, and a ``TrainingState``; order and batches follow from the number of
/// the update, and evaluation noise begins anew with each measurement.
extension Trainer: Restorable {
  package func write(to snapshot: inout SnapshotWriter) {
    snapshot.write(engine.parameters)
    snapshot.write("noise", noise)
    snapshot.write("training", state)
  }

  package mutating func restore(from snapshot: inout SnapshotReader) throws(SnapshotError) {
    engine.parameters = try snapshot.numbers(engine.parameters.count)
    var noise = noise
    try snapshot.read("noise", &noise)
    try snapshot.read("training", &state)
    guard (state.bestWeights?.parameters.count ?? engine.parameters.count) == engine.parameters.count else {
      throw SnapshotError("the best parameters are those of another network")
    }
    try snapshot.end()
  }

  /// A training that goes on from where a checkpoint was taken.
  ///
  /// - Throws: `SnapshotError` where it is not that of such a training.
  package init(
    _ study: TrainStudy, _ context: RunContext, from checkpoint: Checkpoint
  ) throws(SnapshotError) {
    self.init(study, context)
    var reader = SnapshotReader(checkpoint.state)
    try restore(from: &reader)
    guard state.updates == checkpoint.update, state.updates <= study.training.updates else {
      throw SnapshotError("it is of update \(state.updates), not \(checkpoint.update)")
    }
  }

  /// The state as it is, between two updates.
  var checkpoint: Checkpoint {
    var writer = SnapshotWriter()
    write(to: &writer)
    return Checkpoint(update: state.updates, state: writer.bytes)
  }
}
