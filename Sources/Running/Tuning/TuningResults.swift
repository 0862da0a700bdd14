public import Planning
import Statistics

/// What the runs that try settings have come to.
struct TuningResults {
  /// A finished run.
  struct Finished {
    let run: RunSpecification
    let status: RunOutcome.Status
    let updates: Int
    let selectedUpdate: Int?
    /// The final score that settings are chosen by.
    let score: Outcome
  }

  let stage: TuningStage
  /// Whether smaller scores are better.
  let lowerIsBetter: Bool
  /// The finished runs of each cell in `TuningStage.cells`, by replicate.
  private(set) var runs: [[Finished?]]

  /// Of no run so far.
  init(_ stage: TuningStage) {
    self.stage = stage
    let columns = ScoreColumn.all(stage.cells[0].specification)
    guard let column = columns.first(where: { $0.name == stage.settings.score }) else {
      preconditionFailure("the score has been found among those that are measured")
    }
    lowerIsBetter = column.lowerIsBetter
    runs = Array(repeating: Array(repeating: nil, count: stage.replicates), count: stage.cells.count)
  }

  /// Of all that are finished.
  init(_ stage: TuningStage, records: RunRecords) throws(IOError) {
    self.init(stage)
    for cell in stage.cells {
      for replicate in 0..<stage.replicates {
        let run = cell.run(replicate: replicate)
        if let record = try records.record(of: run.id) { take(RunResult(run: run, record: record)) }
      }
    }
  }

  /// Takes in a finished run.
  mutating func take(_ result: RunResult) {
    let outcome = result.record.outcome
    let score = outcome.selectedUpdate == nil ? .diverged : Outcome(result.finals[stage.settings.score])
    runs[result.run.cell.index][result.run.replicate] = Finished(
      run: result.run, status: outcome.status, updates: outcome.updates,
      selectedUpdate: outcome.selectedUpdate, score: score)
  }

  /// How the trials of a cell of the sweep compare in a round; `nil` while one of their runs is not finished.
  func scores(round: Int, candidate: Int) -> TrialScores? {
    let trials = runs[stage.places(round: round, candidate: candidate)]
    guard trials.allSatisfy({ $0.allSatisfy { $0 != nil } }) else { return nil }
    let means = trials.map { trial in
      Summary(trial.compactMap { $0?.score }, lowerIsBetter: lowerIsBetter).moments?.mean
    }
    return TrialScores(means: means, lowerIsBetter: lowerIsBetter)
  }

  /// The places of the trials that are chosen, for each cell of the sweep in each round, `nil` where all failed; `nil` while a run is not
  /// finished.
  var chosen: [[Int?]]? {
    var chosen: [[Int?]] = []
    for round in stage.rounds.indices {
      var places: [Int?] = []
      for candidate in 0..<stage.candidates {
        guard let scores = scores(round: round, candidate: candidate) else { return nil }
        places.append(scores.best.map { stage.places(round: round, candidate: candidate).lowerBound + $0 })
      }
      chosen.append(places)
    }
    return chosen
  }
}

extension ExperimentPlan {
  /// The plan with the settings that the finished runs of a folder choose; without them while a run is not finished that tries one.
  ///
  /// Nothing changes where nothing is tuned.
  public func chosen(by records: RunRecords) throws(IOError) -> ExperimentPlan {
    guard let tuning else { return self }
    return try TuningResults(tuning, records: records).chosen.map(choosing) ?? unchosen
  }
}
