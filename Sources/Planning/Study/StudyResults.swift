/// The finished runs of a plan, as a study's report reads them.
public struct StudyResults {
  /// The plan.
  public let plan: ExperimentPlan
  private let outcome: (RunSpecification) throws -> RunOutcome?

  /// - Parameters:
  ///   - plan: the plan.
  ///   - outcome: what a run left behind; `nil` where it is not finished.
  public init(_ plan: ExperimentPlan, outcome: @escaping (RunSpecification) throws -> RunOutcome?) {
    self.plan = plan
    self.outcome = outcome
  }

  /// What a run left behind; `nil` where it is not finished.
  public func outcome(of run: RunSpecification) throws -> RunOutcome? { try outcome(run) }

  /// The finished cells of a study without replicates, in plan order.
  public func cells() throws -> [(cell: SweepCell, outcome: RunOutcome)] {
    try plan.cells.compactMap { cell in
      try outcome(of: cell.run(replicate: 0)).map { (cell, $0) }
    }
  }
}

/// `--metric` asks for something that a results folder does not have.
public struct UnknownStatistic: Error, Sendable, Hashable, CustomStringConvertible {
  /// What was asked for, and what there is.
  public let description: String

  /// - Parameter description: what was asked for, and what there is.
  public init(_ description: String) { self.description = description }
}
