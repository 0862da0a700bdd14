import Planning

/// The runs of these places in a plan, in order; a cell is made once for its neighboring replicates.
struct RunSequence: Sendable, IteratorProtocol {
  private let plan: ExperimentPlan
  private let indices: [Int]
  private var position = 0
  private var cell: SweepCell?

  init(plan: ExperimentPlan, indices: [Int]) {
    self.plan = plan
    self.indices = indices
  }

  mutating func next() -> RunSpecification? {
    guard position < indices.count else { return nil }
    let (place, replicate) = indices[position].quotientAndRemainder(dividingBy: plan.replicates)
    position += 1
    let current = if let cell, cell.index == place { cell } else { plan.cells[place] }
    cell = current
    return current.run(replicate: replicate)
  }
}

extension RunSpecification {
  /// The run's place in its plan.
  func index(in plan: ExperimentPlan) -> Int { cell.index * plan.replicates + replicate }
}
