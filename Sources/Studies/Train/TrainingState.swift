import Estimation
import Recurrence
import Snapshots

/// Everything that a training remembers from one update to the next, beside its parameters and the places of its noise.
struct TrainingState<Scalar: OptimizerScalar> {
  /// Updates made.
  var updates = 0
  /// What the optimizer remembers.
  var optimizer: OptimizerState<Scalar>
  /// What the gradient rule remembers.
  var estimation = EstimatorState()
  /// What the batches since the last measurement cost.
  var lossAverage = LossAverage()
  /// The best update so far; `nil` where the last one is final.
  var best: BestUpdate?
  /// The parameters of the best update so far, where they are saved.
  var bestWeights: TrainedWeights?
  /// The rows so far.
  var rows = TrainingRows()
}

extension TrainingState: Restorable {
  func write(to snapshot: inout SnapshotWriter) {
    snapshot.write(updates)
    snapshot.write("optimizer", optimizer)
    snapshot.write("estimator", estimation)
    snapshot.write("losses", lossAverage)
    if let best { snapshot.write("best", best) }
    snapshot.write(bestWeights?.update)
    if let bestWeights { snapshot.write(bestWeights.parameters) }
    snapshot.write("rows", rows)
  }

  mutating func restore(from snapshot: inout SnapshotReader) throws(SnapshotError) {
    updates = try snapshot.count()
    try snapshot.read("optimizer", &optimizer)
    try snapshot.read("estimator", &estimation)
    try snapshot.read("losses", &lossAverage)
    if var best {
      try snapshot.read("best", &best)
      self.best = best
    }
    if let update = try snapshot.optionalInteger() {
      bestWeights = TrainedWeights(update: update, parameters: try snapshot.numbers())
    }
    try snapshot.read("rows", &rows)
  }
}
