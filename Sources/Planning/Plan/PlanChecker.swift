import Catalog

/// Checks every cell of a plan, and what only shows across cells.
struct PlanChecker {
  let experiment: Experiment
  let cells: ExperimentPlan.Cells

  /// Throws what is wrong; the cells' own mistakes come first.
  func check() throws(ExperimentErrors) {
    var indexByID: [String: Int] = [:]
    var usedGradients: Set<String> = []
    var gradients: [(label: String, index: Int)] = []
    var problems: [ExperimentError] = []
    // A mistake that several cells share is reported once, in the first of them.
    var seen: Set<ExperimentError> = []
    for index in cells.indices {
      switch cells.resolve(index) {
      case .failure(let errors):
        for error in errors.errors where seen.insert(error).inserted { problems.append(inCell(error, index)) }
      case .success(let cell):
        if let twin = indexByID.updateValue(index, forKey: cell.id) {
          problems.append(twins(twin, index))
        }
        let gates = cell.specification.gates
        if gates.gradient.kind != "auto", !gradients.contains(where: { $0.label == gates.gradient.label }) {
          gradients.append((gates.gradient.label, index))
        }
        if gates.usesGradientRule { usedGradients.insert(gates.gradient.label) }
      }
      if problems.count >= ExperimentErrors.limit { break }
    }
    if problems.isEmpty {
      problems = gradients.filter { !usedGradients.contains($0.label) }.map { unused($0.label, $0.index) }
    }
    if !problems.isEmpty { throw ExperimentErrors(problems) }
  }

  /// The same mistake with the cell's name, where there is more than one cell.
  private func inCell(_ error: ExperimentError, _ index: Int) -> ExperimentError {
    guard cells.count > 1 else { return error }
    return ExperimentError(
      error.position, error.keyPath,
      "\(error.message) (in the cell \(SweepCell.name(cells.coordinates(index))))",
      reason: error.reason)
  }

  private func twins(_ first: Int, _ second: Int) -> ExperimentError {
    ExperimentError(
      experiment.root["sweep"]?.position, "sweep",
      "two cells are the same experiment: \(SweepCell.name(cells.coordinates(first))) and "
        + "\(SweepCell.name(cells.coordinates(second))); leave one of them out")
  }

  private func unused(_ label: String, _ index: Int) -> ExperimentError {
    let node = experiment.node(Product(sizes: experiment.axes.map(\.values.count))[index]).node(
      at: "training.gradient")
    return ExperimentError(
      node?.position, node?.path ?? "training.gradient",
      "\(label) is used by no gate: every policy has a derivative of its own; use {kind: auto}, or a gate that is 0 or 1"
    )
  }
}
