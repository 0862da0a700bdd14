import Running

/// The scores of all runs and their paired differences to the baseline.
enum ComparisonSection: ReportSection {
  static let name = "comparison"
  static let title = "Comparison"

  static func passages(of folder: ResultsFolder) throws -> [Passage] {
    guard let source = folder.comparison, let design = folder.design, let score = source.headline,
      let scores = try RunScores(score.name, in: folder, design)
    else { return [] }
    var passages: [Passage] = []
    if let forest = ForestFigure(source, design, score, scores) {
      passages.append(.figure(forest.figure))
      passages += forest.omissions
    }
    let groups = design.groups.indices.prefix(Design.Room.groups)
    let dots = groups.compactMap { ScoreFigure(source, design, score, scores, group: $0) }
    passages += dots.map { .figure($0.figure) } + dots.flatMap(\.omissions)
    if design.groups.count > groups.count {
      passages.append(
        .omission(
          "The scores of \(design.groups.count - groups.count) of \(design.groups.count) groups of cells are left out here; summary.csv has all."
        ))
    }
    return passages + source.scoreNotes[score.name].map { .words($0) }
  }
}
