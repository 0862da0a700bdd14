package import Planning

/// How long runs of a cell take for the work that `RunCost` reckons, as a trial has found.
package struct RunPace: Sendable, Hashable {
  /// Seconds of the processor for an operation in passes forward and back.
  package let differentiated: Double
  /// Seconds of the processor for an operation in passes forward only.
  package let read: Double
  /// Seconds of the processor that do not depend on that work.
  package let fixed: Double

  /// The pace of a run that was tried.
  ///
  /// Where the trial has seen one kind of pass alone, an operation of the other takes as long. A kind of experiment that reports
  /// no passes is taken by its signs of progress.
  ///
  /// - Parameters:
  ///   - clock: what was seen.
  ///   - cell: the cell of the run.
  ///   - isWhole: whether the run came to its end.
  /// - Returns: `nil` where nothing was seen.
  package init?(_ clock: TrialClock, of cell: CellSpecification, isWhole: Bool) {
    let (demand, cost) = (cell.study.demand(cell), RunCost(cell))
    func pace(_ tally: TrialClock.Tally, of sequences: Double, _ operations: Double) -> Double? {
      guard tally.sequences > 0, operations > 0 else { return nil }
      return tally.seconds / Double(tally.sequences) * sequences / operations
    }
    let differentiated = pace(clock.differentiated, of: demand.differentiated, cost.differentiatedFLOP)
    let read = pace(clock.read, of: demand.read, cost.readFLOP)
    if let known = differentiated ?? read {
      self.init(
        differentiated: differentiated ?? known, read: read ?? known,
        fixed: isWhole
          ? clock.total - clock.differentiated.seconds - clock.read.seconds : clock.once)
      return
    }
    let whole: Double
    if isWhole {
      whole = clock.total
    } else if clock.units > 0 {
      whole = clock.total / Double(clock.units) * Double(cell.study.progressUnits)
    } else {
      return nil
    }
    let perOperation = cost.flop > 0 ? whole / cost.flop : 0
    self.init(
      differentiated: perOperation, read: perOperation, fixed: cost.flop > 0 ? 0 : whole)
  }

  private init(differentiated: Double, read: Double, fixed: Double) {
    (self.differentiated, self.read, self.fixed) = (differentiated, read, fixed)
  }

  /// Seconds of the processor that a run of this cost takes.
  package func seconds(_ cost: RunCost) -> Double {
    fixed + differentiated * cost.differentiatedFLOP + read * cost.readFLOP
  }

  /// The mean of several paces; `nil` of none.
  package static func mean(_ paces: [RunPace]) -> RunPace? {
    guard !paces.isEmpty else { return nil }
    func mean(_ part: (RunPace) -> Double) -> Double {
      paces.reduce(0) { $0 + part($1) } / Double(paces.count)
    }
    return RunPace(differentiated: mean(\.differentiated), read: mean(\.read), fixed: mean(\.fixed))
  }
}
