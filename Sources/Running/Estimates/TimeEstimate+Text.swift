public import Planning

extension TimeEstimate {
  /// The estimate in words, for `sluice plan`.
  ///
  /// - Parameter seconds: how long the trial was allowed to take.
  public func times(trial seconds: Double) -> PlanSummary.Times {
    let cells = secondsPerRun.count
    let some =
      tried == cells ? (cells == 1 ? "the only cell" : "all \(cells) cells") : "\(tried) of \(cells) cells"
    let wall = jobs == 1 ? "" : ", \(RoughTime.text(seconds: wallSeconds)) with \(jobs) runs at once"
    return PlanSummary.Times(
      perCell: secondsPerRow.map(RoughTime.short),
      total:
        "about \(RoughTime.text(seconds: processorSeconds)) of processor time\(wall), estimated by trying "
        + "\(some) for \(RoughTime.short(seconds: seconds)) on this machine (\(Processors.name))")
  }
}
