import Drawing

/// What simulations did step by step, and what probability theory says of it.
enum SimulationSection: ReportSection {
  static let name = "simulation"
  static let title = "Simulation and theory"

  static func passages(of folder: ResultsFolder) throws -> [Passage] {
    guard let design = folder.design, folder.comparison == nil, let table = try GateTable(folder, design)
    else {
      return []
    }
    var figures: [Figure] = []
    for quantity in table.quantities {
      for (statistic, words) in shown {
        let key = GateTable.Key(quantity: quantity, statistic: statistic)
        guard let curves = table.overSteps[key], curves.areLines, !curves.areConstant else { continue }
        for (part, cells) in parts(design).enumerated() {
          let group = design.groups[design.cells[cells[0]].group]
          var figure = CurveFigure(
            name:
              "\(GatesSection.slug(quantity))-\(statistic.replacing("_", with: "-"))\(part == 0 ? "" : "-\(part + 1)")",
            title: "\(quantity): \(statistic.replacing("_", with: " "))\(group.isEmpty ? "" : ", \(group)")",
            description: words + (table.theory[key] == nil ? "" : " Gray dashes are what theory gives."),
            file: "gates.csv", quantity: "step", label: statistic, curves: curves, design: design,
            cells: cells)
          figure.theory = table.theory[key]
          figures.append(figure.figure)
        }
      }
    }
    return figures.isEmpty ? [] : figures.map { .figure($0) } + design.omissions + table.passages
  }

  /// What is drawn of every quantity that has it.
  private static let shown = [
    ("survival", "The share of the cell's content before step 0 that is still there after each step."),
    ("deviation", "Root mean square distance of the states from the trajectory without draws."),
    ("mean", "The mean over sequences, units and rollouts at each step."),
    ("variance", "The variance over sequences, units and rollouts at each step."),
  ]

  /// The cells in figures of a few series each.
  private static func parts(_ design: Design) -> [[Int]] {
    design.groups.indices.prefix(Design.Room.groups).flatMap { group in
      design.seriesParts.map { part in
        part.compactMap { series in design.cells.firstIndex { $0.group == group && $0.series == series } }
      }
    }.filter { !$0.isEmpty }
  }
}
