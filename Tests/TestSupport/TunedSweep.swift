package import Planning
import Running

/// ``SmallSweep`` with two tuned keys, in milliseconds a run.
package enum TunedSweep {
  /// The text of the experiment file.
  ///
  /// - Parameters:
  ///   - tune: the section `tune`.
  ///   - replicates: those of the comparison.
  package static func text(_ tune: String = tune(), replicates: Int = 3) -> String {
    SmallTraining.text(replicates: replicates, hidden: 5, updates: 20, every: 10)
      .replacing("modes: [native, sample], samples: 3, ", with: "")
      .replacing(
        "[{kind: sigmoid}, {kind: bernoulli}, {kind: hard_threshold}]",
        with: "[{kind: sigmoid}, {kind: bernoulli}]")
      + tune + "\n"
  }

  /// A section `tune` on one line.
  package static func tune(
    rate: String = "{from: 1.0e-4, to: 1.0e-1, scale: log}", samples: Int = 4, replicates: Int = 2,
    repetition: String = "once"
  ) -> String {
    "tune: {axes: {training.optimizer.learning_rate: \(rate), network.hidden: [4, 6]}, samples: \(samples), "
      + "by: validation.native.mse, replicates: \(replicates), repeat: \(repetition)}"
  }

  /// Runs what is left of both stages, and writes the tables.
  ///
  /// - Returns: the plan with the settings that were chosen.
  @discardableResult
  package static func run(_ plan: ExperimentPlan, in folder: String, jobs: Int = 1) async throws
    -> ExperimentPlan
  {
    try await SmallSweep.run(plan.unchosen, in: folder, jobs: jobs)
    let chosen = try plan.chosen(by: RunStore(folder).records())
    precondition(chosen.isChosen, "all runs that try settings are finished")
    try await SmallSweep.run(chosen, in: folder, jobs: jobs)
    return chosen
  }

  /// The plan of a text.
  package static func plan(_ text: String = text(), _ overrides: [String] = []) throws -> ExperimentPlan {
    try SmallSweep.plan(overrides, text: text)
  }
}
