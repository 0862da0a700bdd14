import Recurrence
import Sequences

/// What an evaluation says of a network that skips steps, beside the scores of its outputs.
struct SkipScores {
  /// What is scored, in order.
  static let metrics: [any Metric.Type] = [StepsTaken.self, Multiplications.self]

  private var steps = StepsTaken()
  private var multiplications = Multiplications()

  /// Takes in the last pass of an engine.
  mutating func take(_ engine: some RecurrentEngine, _ batch: TaskBatch) {
    let taken = engine.stepsTaken
    steps.add(taken, of: batch.lengths)
    multiplications.add(taken, of: batch.lengths, engine.configuration)
  }

  /// The scores, in the order of ``metrics``.
  var scores: [RolloutScores.Score] {
    [steps.value, multiplications.value].map { RolloutScores.Score(value: $0, standardError: nil) }
  }
}
