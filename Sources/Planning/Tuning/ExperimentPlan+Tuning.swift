import RandomStreams

extension ExperimentPlan {
  /// Whether the cells of the comparison are known: there is nothing to tune, or all settings are chosen.
  public var isChosen: Bool { tuning == nil || !cells.isEmpty }

  /// Cells of the comparison, whether they are known or not.
  public var candidates: Int { tuning?.candidates ?? cells.count }

  /// Runs of the comparison, whether its cells are known or not.
  public var comparedRuns: Int { candidates * replicates }

  /// All cells that are known, those of the trials first.
  public var allCells: [SweepCell] { (tuning?.cells ?? []) + cells }

  /// The cells that the comparison has, or may come to have.
  public var possibleCells: [SweepCell] { isChosen ? cells : tuning?.outcomes ?? [] }

  /// The cells whose runs are next: those of the trials until settings are chosen, then those of the comparison.
  public var stageCells: [SweepCell] { isChosen ? cells : tuning?.cells ?? [] }

  /// All cells whose runs may be done.
  public var workCells: [SweepCell] { (tuning?.cells ?? []) + possibleCells }

  /// How many runs are left of each cell of ``stageCells``; of cells that try settings with their share of the comparison's, whose
  /// settings are one of them.
  package var stageRuns: [Double] {
    guard let tuning, !isChosen else { return cells.map { _ in Double(replicates) } }
    return tuning.cells.indices.map { place in
      let compared = tuning.replicates(of: tuning.round(of: place), all: replicates).count
      return Double(tuning.replicates) + Double(compared) / Double(tuning.trials)
    }
  }

  /// The mean, for each cell of the comparison, of what there is for each of ``stageCells``.
  package func perCandidate(_ values: [Double]) -> [Double] {
    guard let tuning, !isChosen else { return values }
    var sums = [Double](repeating: 0, count: candidates)
    for (place, value) in values.enumerated() { sums[tuning.candidate(of: place)] += value }
    return sums.map { $0 / Double(values.count / candidates) }
  }

  /// Of each cell of the comparison the first of ``stageCells``.
  var firstCells: [SweepCell] {
    guard let tuning, !isChosen else { return cells }
    return (0..<candidates).map { tuning.cells[tuning.places(round: 0, candidate: $0).lowerBound] }
  }

  /// The memory that a run of a cell of the comparison takes at most, whatever its settings.
  func largestMemory(_ candidate: Int) -> Double {
    guard let tuning, !isChosen else { return cells[candidate].memory.bytes }
    return tuning.rounds.indices.flatMap { tuning.outcomes[tuning.places(round: $0, candidate: candidate)] }
      .map(\.memory.bytes).max() ?? 0
  }

  /// The place of a run's cell in ``allCells``.
  public func place(of run: RunSpecification) -> Int {
    run.cell.index + (run.isTrial ? 0 : tuning?.cells.count ?? 0)
  }

  /// The ids of all runs that the experiment may come to have: those of the trials, and those of the comparison under every trial's
  /// settings.
  ///
  /// They are hashed as they are asked for.
  public var possibleRuns: some Sequence<String> {
    let replicates = replicates
    let others = (tuning?.cells.indices ?? 0..<0).lazy.flatMap { [tuning] place -> [String] in
      guard let tuning else { return [] }
      let range = tuning.replicates(of: tuning.round(of: place), all: replicates)
      let cell = tuning.outcomes[place]
      // What stands for a setting where all trials failed is made of the first.
      let failed = place % tuning.trials == 0 ? SweepCell(untuned: cell) : nil
      return range.flatMap { replicate in
        [cell.run(replicate: replicate).id] + (failed.map { [$0.run(replicate: replicate).id] } ?? [])
      }
    }
    let known = runs.lazy.map(\.id)
    return [AnySequence(known), AnySequence(others)].joined()
  }

  /// The plan with the cells that these trials lead to.
  ///
  /// - Parameter chosen: the place in ``TuningStage/cells`` for each cell of the sweep in each round, `nil` where all trials failed.
  package func choosing(_ chosen: [[Int?]]) -> ExperimentPlan {
    guard let tuning else { preconditionFailure("there is something to choose") }
    return ExperimentPlan(self, cells: tuning.cells(choosing: chosen))
  }

  /// The plan before any setting is chosen.
  package var unchosen: ExperimentPlan { tuning == nil ? self : ExperimentPlan(self, cells: []) }
}
