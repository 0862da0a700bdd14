public import Planning

extension StudyResults {
  /// The finished runs of a results folder.
  public init(_ plan: ExperimentPlan, store: RunStore) {
    self.init(plan) { run in try store.record(of: run.id)?.outcome }
  }
}
