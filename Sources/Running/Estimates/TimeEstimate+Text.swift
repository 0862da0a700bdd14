public import Planning

extension TimeEstimate {
  /// The estimate in words, for `sluice plan`.
  ///
  /// - Parameters:
  ///   - seconds: how long the trial was allowed to take.
  ///   - finished: the runs of each cell that are finished already; `nil` where nobody has looked.
  public func times(trial seconds: Double, finished: [Int]? = nil) -> PlanSummary.Times {
    let cells = secondsPerRun.count
    let some =
      tried == cells ? (cells == 1 ? "the only cell" : "all \(cells) cells") : "\(tried) of \(cells) cells"
    let jobs = PlanSummary.count(jobs, "job")
    var total =
      "about \(RoughTime.text(seconds: wallSeconds)) at \(jobs)"
      + (self.jobs == 1 ? "" : ", \(RoughTime.text(seconds: processorSeconds)) of processor time")
      + ", estimated by trying \(some) for \(RoughTime.short(seconds: seconds)) on this machine (\(Processors.name))"
    if let finished, let left = secondsLeft(finished: finished), finished.contains(where: { $0 > 0 }) {
      total +=
        "; \(finished.reduce(0, +)) of \(cells * replicates) runs are finished, about "
        + "\(RoughTime.text(seconds: left)) left at \(jobs)"
    }
    return PlanSummary.Times(perCell: secondsPerRun.map(RoughTime.short), total: total)
  }
}
