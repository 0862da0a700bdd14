import Catalog

/// Makes every cell of a plan, and checks what only shows across cells.
struct PlanChecker {
  let experiment: Experiment
  let maker: CellMaker

  /// The cells in order.
  ///
  /// - Throws: ``ExperimentErrors`` with what is wrong; the cells' own mistakes come first.
  func check() throws(ExperimentErrors) -> [SweepCell] {
    var cells: [SweepCell] = []
    cells.reserveCapacity(maker.count)
    var indexByID: [String: Int] = [:]
    var usedGradients: Set<String> = []
    var gradients: [(label: String, index: Int)] = []
    var problems: [ExperimentError] = []
    // A mistake that several cells share is reported once, in the first of them.
    var seen: Set<ExperimentError> = []
    cells: for wave in maker.waves {
      for (index, made) in zip(wave, maker.cells(wave)) {
        do throws(ExperimentErrors) {
          let cell = try made.get()
          cells.append(cell)
          if let twin = indexByID.updateValue(index, forKey: cell.id) {
            problems.append(twins(twin, index))
          }
          let gates = cell.specification.gates
          if gates.gradient.kind != "auto", !gradients.contains(where: { $0.label == gates.gradient.label }) {
            gradients.append((gates.gradient.label, index))
          }
          if gates.usesGradientRule { usedGradients.insert(gates.gradient.label) }
        } catch {
          for error in error.errors where seen.insert(error).inserted {
            problems.append(inCell(error, index))
          }
        }
        if problems.count >= ExperimentErrors.limit { break cells }
      }
    }
    // Stand-ins for missing kinds do not say whether they have a derivative.
    if problems.isEmpty, experiment.catalogs.missingKinds.isEmpty {
      problems = gradients.filter { !usedGradients.contains($0.label) }.map { unused($0.label, $0.index) }
    }
    if problems.isEmpty { problems = tooManyRows(cells) }
    if !problems.isEmpty { throw ExperimentErrors(problems) }
    return cells
  }

  /// Tables that are kept beside records and would grow beyond what a folder may hold.
  private func tooManyRows(_ cells: [SweepCell]) -> [ExperimentError] {
    ExperimentPlan.storedRows(cells, replicates: experiment.replicates).filter { $0.rows > StoredRows.limit }
      .map { stored in
        ExperimentError(
          experiment.root.node(at: stored.key)?.position, stored.key,
          "\(stored.table).csv would have up to \(ScaledNumber.whole(stored.rows)) rows over all runs; at most \(ScaledNumber.whole(StoredRows.limit)) are written: ask for fewer \(stored.factors)"
        )
      }
  }

  /// The same mistake with the cell's name, where there is more than one cell; a file is missing from all that name it.
  private func inCell(_ error: ExperimentError, _ index: Int) -> ExperimentError {
    guard maker.count > 1, error.reason != .missingInput else { return error }
    return ExperimentError(
      error.position, error.keyPath,
      "\(error.message) (in the cell \(SweepCell.name(maker.coordinates(index))))",
      reason: error.reason)
  }

  private func twins(_ first: Int, _ second: Int) -> ExperimentError {
    ExperimentError(
      experiment.root["sweep"]?.position, "sweep",
      "two cells are the same experiment: \(SweepCell.name(maker.coordinates(first))) and "
        + "\(SweepCell.name(maker.coordinates(second))); leave one of them out")
  }

  private func unused(_ label: String, _ index: Int) -> ExperimentError {
    let node = maker.node(index).node(at: "training.gradient")
    return ExperimentError(
      node?.position, node?.path ?? "training.gradient",
      "\(label) is used by no gate: every policy has a derivative of its own; use {kind: auto}, or a gate that is 0 or 1"
    )
  }
}
