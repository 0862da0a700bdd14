import RandomStreams
import SequenceTasks

/// Makes the cells that try settings, and those that the comparison may come to have, and checks all of them.
struct TuningMaker {
  let settings: TuningSettings
  let experiment: Experiment
  let study: any SweptStudy.Type
  let tasks: TaskCache
  let numerics: String

  /// - Throws: ``ExperimentErrors``.
  func stage() throws(ExperimentErrors) -> TuningStage {
    guard let seed = experiment.text(at: "seed").flatMap({ UInt64($0) }) else {
      preconditionFailure("the seed has been checked, and is not swept")
    }
    let proposals = TuningProposals(settings: settings, seed: seed)
    let befores: [Int?] = settings.repetition == .once ? [nil] : (0..<experiment.replicates).map { $0 }
    try checkSize(rounds: befores.count)
    let rounds = befores.map { proposals.trials(before: $0) }
    try check(rounds)
    var (cells, outcomes): ([SweepCell], [SweepCell]) = ([], [])
    for (before, trials) in zip(befores, rounds) {
      cells += try self.cells(trials, .tuning(before: before), replicates: settings.replicates)
      outcomes += try self.cells(trials, .comparison, replicates: experiment.replicates)
    }
    let candidates = outcomes.count / rounds.reduce(0) { $0 + $1.count }
    return TuningStage(
      settings: settings, rounds: rounds, candidates: candidates,
      cells: cells.enumerated().map { $1.placed(at: $0) }, outcomes: outcomes)
  }

  private func cells(
    _ trials: [TuningTrial], _ series: ReplicateSeries, replicates: Int
  ) throws(ExperimentErrors) -> [SweepCell] {
    let maker = CellMaker(
      experiment: experiment, study: study, tasks: tasks, numerics: numerics, trials: trials, series: series)
    return try PlanChecker(experiment: experiment, maker: maker, replicates: replicates).check()
  }

  /// Refuses more cells than there may be, before any setting is drawn.
  private func checkSize(rounds: Int) throws(ExperimentErrors) {
    let limit = ExperimentFormat.Limit.cells
    var cells = 1
    let trials = settings.samples.map { [$0] } ?? settings.axes.map(\.gridCount)
    for factor in experiment.axes.map(\.values.count) + trials + [rounds] where cells <= limit {
      cells *= factor
    }
    guard cells > limit else { return }
    throw experiment.failure(
      at: TuningSettings.key,
      "more than \(limit) settings would be tried in all cells together, which is the limit")
  }

  /// Refuses more samples than there are settings.
  private func check(_ rounds: [[TuningTrial]]) throws(ExperimentErrors) {
    guard let samples = settings.samples, let few = rounds.map(\.count).min(), few < samples else { return }
    throw experiment.failure(
      at: "\(TuningSettings.key).samples",
      "found \(samples), and so many proposals have only \(few) different settings; ask for fewer, or for all of them with search: grid"
    )
  }
}

extension SweepCell {
  /// The same cell at another place.
  fileprivate func placed(at index: Int) -> SweepCell {
    SweepCell(
      index: index, coordinates: coordinates, trial: trial, specification: specification, memory: memory,
      identity: identity, id: id)
  }
}
