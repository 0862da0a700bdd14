public import Planning

extension StudyResults {
  /// The finished runs of a results folder.
  public init(_ plan: ExperimentPlan, records: RunRecords) {
    self.init(plan) { run in try records.record(of: run.id)?.outcome }
  }
}
