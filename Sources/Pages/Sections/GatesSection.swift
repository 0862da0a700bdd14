import Drawing

/// What gates did while networks learned.
enum GatesSection: ReportSection {
  static let name = "gates"
  static let title = "Gates"

  static func passages(of folder: ResultsFolder) throws -> [Passage] {
    var figures = [GateLawFigure(folder.experiment?.laws ?? [])?.figure].compactMap { $0 }
    guard let design = folder.design, folder.comparison != nil, let table = try GateTable(folder, design)
    else { return figures.map { .figure($0) } }
    for quantity in table.quantities where table.histograms[quantity] != nil {
      figures += [HistogramFigure(table, design, quantity)?.figure].compactMap { $0 }
    }
    figures += [SaturationFigure(table, design)?.figure, SpellsFigure(table, design)?.figure].compactMap {
      $0
    }
    for quantity in table.quantities {
      figures += updates(table, design, quantity)
    }
    if let reach = reach(table, design) { figures.append(reach) }
    let shown = "The gates of the cells of the first group are shown"
    let groups: [Passage] =
      design.groups.count > 1 && !figures.isEmpty
      ? [.omission("\(shown), \(design.groups[0]); gates.csv has all.")] : []
    return figures.isEmpty ? [] : figures.map { .figure($0) } + groups + table.passages
  }

  /// The cells of the first group, of series that have room.
  static func cells(_ design: Design) -> [Int] {
    (design.seriesParts.first ?? []).compactMap { series in
      design.cells.firstIndex { $0.group == 0 && $0.series == series }
    }
  }

  private static func updates(_ table: GateTable, _ design: Design, _ quantity: String) -> [Figure] {
    let followed = [
      (
        "absolute_gap", "gap", "Training against evaluation",
        "How far, on average and without sign, the gate's mean under its training law lies from what evaluation reads at the same pre-activations."
      ),
      (
        "half_life", "half-life", "Memory",
        "Steps after which half of a cell's content is forgotten, by the mean logarithm of retention."
      ),
    ]
    return followed.compactMap { statistic, name, title, words in
      guard let curves = table.overUpdates[.init(quantity: quantity, statistic: statistic)], curves.areLines,
        !curves.areConstant
      else { return nil }
      return CurveFigure(
        name: "\(name)-\(slug(quantity))", title: "\(title): \(quantity)", description: words,
        file: "gates.csv",
        quantity: "update", label: statistic, curves: curves, design: design, cells: cells(design)
      ).figure
    }
  }

  /// How far back gradients reach, at the last update.
  private static func reach(_ table: GateTable, _ design: Design) -> Figure? {
    for quantity in ["cell_gradient", "hidden_gradient"] {
      guard let curves = table.overSteps[.init(quantity: quantity, statistic: "norm")], curves.areLines else {
        continue
      }
      return CurveFigure(
        name: "gradient-reach", title: "Gradient reach",
        description:
          "The norm of the loss's gradient with respect to the \(quantity.hasPrefix("cell") ? "cell" : "hidden") state at each step of the last training batch that was recorded.",
        file: "gates.csv", quantity: "step", label: "norm", curves: curves, design: design,
        cells: cells(design)
      ).figure
    }
    return nil
  }

  /// A name for addresses.
  static func slug(_ text: String) -> String {
    var slug = ""
    for scalar in text.lowercased().unicodeScalars {
      let isPlain = ("a"..."z").contains(scalar) || ("0"..."9").contains(scalar)
      if isPlain {
        slug.unicodeScalars.append(scalar)
      } else if !slug.hasSuffix("-"), !slug.isEmpty {
        slug += "-"
      }
    }
    return slug.hasSuffix("-") ? String(slug.dropLast()) : slug
  }
}
