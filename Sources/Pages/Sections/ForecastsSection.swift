import Drawing
import Running

/// What the final networks said of single targets, and scores by group of targets.
enum ForecastsSection: ReportSection {
  static let name = "forecasts"
  static let title = "Forecasts and groups"

  /// Curves of forecasts that have room.
  private static let room = 8

  static func passages(of folder: ResultsFolder) throws -> [Passage] {
    guard let design = folder.design else { return [] }
    var passages: [Passage] = []
    if let source = folder.comparison, let score = source.headline {
      // A metric that compares classes has no groups of them: then another one of the same reading is shown.
      let alike = source.scores.filter {
        $0.split == score.split && $0.mode == score.mode && !$0.metric.contains("[")
      }
      let figures = ([score] + alike).lazy.map { score in
        design.groups.indices.prefix(Design.Room.groups).compactMap { group in
          GroupsFigure(source, design, score, group: group)?.figure
        }
      }
      passages += (figures.first { !$0.isEmpty } ?? []).map { .figure($0) }
    }
    guard let predictions = try Predictions(folder, design) else { return passages }
    let cells = GatesSection.cells(design)
    if !predictions.classes.isEmpty {
      if let figure = ConfusionFigure(predictions, design, cells)?.figure { passages.append(.figure(figure)) }
      return passages + predictions.passages
    }
    let keys = predictions.keys.filter { cells.contains($0.cell) }
    // Of each series all cells stand together.
    var kinds: [String] = []
    for key in keys where !kinds.contains(key.series + "\n" + key.horizon) {
      kinds.append(key.series + "\n" + key.horizon)
    }
    let perKind = max(1, cells.count)
    let shown = kinds.prefix(max(1, room / perKind)).flatMap { kind in
      keys.filter { $0.series + "\n" + $0.horizon == kind }
    }
    for (place, key) in shown.enumerated() {
      passages.append(.figure(ForecastFigure(predictions, design, key, number: place).figure))
    }
    let left = keys.count - shown.count
    let rest: [Passage] =
      left > 0
      ? [
        .omission("\(left) of \(keys.count) curves of forecasts are left out here; predictions.csv has all.")
      ] : []
    return passages + rest + predictions.passages
  }
}
