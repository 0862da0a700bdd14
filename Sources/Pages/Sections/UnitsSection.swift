/// What single units did, step by step, in an example.
enum UnitsSection: ReportSection {
  static let name = "units"
  static let title = "Single units"

  static func passages(of folder: ResultsFolder) throws -> [Passage] {
    guard let design = folder.design, let table = try UnitTable(folder, design) else { return [] }
    let figures = table.quantities.compactMap { layer, quantity in
      UnitsFigure(table, design, quantity, layer: layer)?.figure
    }
    guard !figures.isEmpty else { return [] }
    let words =
      "Example \(table.example) of \(table.split), read in the mode \(table.mode), in the first replicate of each cell: a row for each unit, a column for each step."
    return [.words(words)] + figures.map { .figure($0) } + omissions(table, design) + table.passages
  }

  private static func omissions(_ table: UnitTable, _ design: Design) -> [Passage] {
    var left: [String] = []
    if table.hasMore { left.append("other examples, readings and replicates") }
    let shown = GatesSection.cells(design).count
    if shown < design.cells.count {
      left.append("\(design.cells.count - shown) of \(design.cells.count) cells")
    }
    if table.isWider {
      left.append("units beyond \(UnitTable.most.units) and steps beyond \(UnitTable.most.steps)")
    }
    return left.isEmpty
      ? [] : [.omission("Left out here are \(left.joined(separator: ", ")); units.csv has all.")]
  }
}
