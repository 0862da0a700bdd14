public import Planning

/// How long the runs of a plan take on this machine, as a trial of some of them has found.
public struct TimeEstimate: Sendable, Hashable {
  /// Seconds of the processor that a run takes, for each cell of `ExperimentPlan.stageCells`.
  public let secondsPerRun: [Double]
  /// Seconds of the processor that all runs take.
  public let processorSeconds: Double
  /// Runs at once.
  public let jobs: Int
  /// Seconds until the last run is finished.
  public let wallSeconds: Double
  /// Cells that were tried.
  public let tried: Int
  /// Seconds of the processor that a run takes, for each cell of the comparison.
  let secondsPerRow: [Double]
  /// Runs of each cell.
  let replicates: Int

  /// Tries some runs.
  ///
  /// - Parameters:
  ///   - plan: the plan.
  ///   - jobs: runs at once, from 1.
  ///   - seconds: how long the trial may take.
  /// - Returns: `nil` where no run could be tried in that time.
  /// - Throws: what a study throws.
  public static func trying(_ plan: ExperimentPlan, jobs: Int, seconds: Double) async throws -> TimeEstimate?
  {
    TimeEstimate(
      plan, jobs: jobs, paces: try await TimeTrial(plan, jobs: jobs, seconds: seconds).paces())
  }

  /// The estimate from the paces of some cells, by their place in the plan; `nil` of none.
  ///
  /// A cell that was not tried is reckoned at the pace of those that were whose work is nearest to its own.
  package init?(_ plan: ExperimentPlan, jobs: Int, paces: [Int: RunPace]) {
    guard !paces.isEmpty else { return nil }
    let costs = plan.stageCells.map { RunCost($0.specification) }
    let known = paces.keys.sorted().map { (work: costs[$0].flop, pace: paces[$0]!) }
    func nearest(_ work: Double) -> RunPace {
      func distance(_ other: Double) -> Double { max(work, other, 1) / max(1, min(work, other)) }
      let least = known.map { distance($0.work) }.min()
      return RunPace.mean(known.filter { distance($0.work) == least }.map(\.pace))!
    }
    secondsPerRun = costs.indices.map { (paces[$0] ?? nearest(costs[$0].flop)).seconds(costs[$0]) }
    processorSeconds = zip(secondsPerRun, plan.stageRuns).reduce(0) { $0 + $1.0 * $1.1 }
    self.jobs = jobs
    replicates = plan.replicates
    wallSeconds = max(processorSeconds / Double(jobs), secondsPerRun.max() ?? 0)
    tried = paces.count
    secondsPerRow = plan.perCandidate(secondsPerRun)
  }

  /// Seconds until the last run is finished where so many of each cell are; `nil` where all are.
  package func secondsLeft(finished: [Int]) -> Double? {
    let left = zip(secondsPerRun, finished).filter { $1 < replicates }
    guard let longest = left.map(\.0).max() else { return nil }
    return max(left.reduce(0) { $0 + $1.0 * Double(replicates - $1.1) } / Double(jobs), longest)
  }

  /// Seconds that the longest of so many shares of the runs takes, with so many runs at once.
  ///
  /// Where settings are tried before, it is the longer of the two stages.
  public func seconds(ofShares count: Int, of plan: ExperimentPlan, jobs: Int) -> Double {
    guard let tuning = plan.tuning, !plan.isChosen else {
      return seconds(ofShares: count, replicates: plan.replicates, jobs: jobs)
    }
    let trials = seconds(ofShares: count, replicates: tuning.replicates, jobs: jobs)
    let mean = secondsPerRun.reduce(0, +) / Double(secondsPerRun.count)
    let runs = (plan.comparedRuns + count - 1) / count
    return max(trials, Double((runs + jobs - 1) / jobs) * mean)
  }

  /// Seconds that the longest of so many shares of the runs takes, each cell having as many.
  public func seconds(ofShares count: Int, replicates: Int, jobs: Int) -> Double {
    var (sums, longest) = ([Double](repeating: 0, count: count), [Double](repeating: 0, count: count))
    for run in 0..<secondsPerRun.count * replicates {
      let (share, seconds) = (run % count, secondsPerRun[run / replicates])
      sums[share] += seconds
      longest[share] = max(longest[share], seconds)
    }
    return zip(sums, longest).map { max($0 / Double(jobs), $1) }.max() ?? 0
  }
}
