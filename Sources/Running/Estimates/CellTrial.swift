import Glibc
import Planning

/// A run of a cell that is begun to see how long it takes, and is left once that is seen; nothing of it is kept.
struct CellTrial {
  let cell: SweepCell
  /// Seconds of the processor after which the run is left, once it has shown both kinds of pass.
  let share: Double
  /// When it is left in any case.
  let deadline: ContinuousClock.Instant

  /// What the trial found; `nil` where the run was left before it reported anything.
  ///
  /// The run is stopped by cancelling the task that this is called in.
  ///
  /// - Throws: what the study throws.
  func pace() throws -> RunPace? {
    let start = ProcessorTime.seconds
    var clock = TrialClock()
    let demand = cell.specification.study.demand(cell.specification)
    func now() -> Double { ProcessorTime.seconds - start }
    func leaveIfEnough() {
      let isSeen = clock.total >= share && clock.hasSeen(demand)
      if isSeen || ContinuousClock.now > deadline { withUnsafeCurrentTask { $0?.cancel() } }
    }
    let context = RunContext(
      cell.run(replicate: 0),
      didAdvance: {
        clock.advance()
        // A study that reports no passes is known by its progress alone.
        if clock.differentiated.sequences == 0, clock.read.sequences == 0 { clock.end(at: now()) }
        leaveIfEnough()
      },
      didPass: { pass, count in
        clock.pass(pass, count, at: now())
        leaveIfEnough()
      })
    clock.prepare(at: now())
    do {
      _ = try cell.specification.study.run(context)
      clock.end(at: now())
      return RunPace(clock, of: cell.specification, isWhole: true)
    } catch is CancellationError {
      return RunPace(clock, of: cell.specification, isWhole: false)
    }
  }
}
