package import Planning

/// How many runs of a plan go on at once, and how many threads share each.
///
/// Nothing of it shows in a result. More threads than processors would only wait for each other.
package struct Concurrency: Sendable, Hashable {
  /// Runs at once.
  package let jobs: Int
  /// Threads inside each.
  package let threads: Int
  /// What a person should know who asked for something else.
  package let remarks: [String]

  /// What fits.
  ///
  /// - Parameters:
  ///   - plan: the runs.
  ///   - jobs: runs at once that were asked for; `nil` for as many as keep all processors busy.
  ///   - threads: threads that were asked for.
  ///   - processors: what there is of them.
  ///   - budget: the memory that there is.
  /// - Throws: ``MemoryBudget/TooLarge`` where not even one run fits.
  package init(
    for plan: ExperimentPlan, jobs: Int?, threads: Int, processors: Int = Processors.available,
    budget: MemoryBudget = .machine
  ) throws(MemoryBudget.TooLarge) {
    var remarks: [String] = []
    let canShare = plan.workCells.contains { $0.specification.runsOnThreads }
    let useful = canShare ? min(threads, max(processors, 1)) : 1
    if !canShare, threads > 1 {
      remarks.append(
        "--threads is of no use here: runs of precision float64 take one thread each")
    } else if useful < threads {
      remarks.append("--threads \(useful) instead of \(threads): there are no more processors")
    }
    let wanted = jobs ?? max(1, processors / useful)
    let fitting = try budget.jobs(wanted, of: plan)
    if fitting < wanted {
      let idle = canShare ? processors / fitting : 1
      let advice = idle > useful ? "; --threads \(idle) would use the processors left over" : ""
      remarks.append("there is memory for \(fitting) of these runs at once, not for \(wanted)\(advice)")
    }
    (self.jobs, self.threads, self.remarks) = (fitting, useful, remarks)
  }
}
