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
    let groups = groups(folder, design).map { Passage.figure($0) }
    guard let predictions = try Predictions(folder, design) else { return groups }
    let cells = GatesSection.cells(design)
    let shown =
      predictions.classes.isEmpty
      ? forecasts(predictions, design, cells)
      : [ConfusionFigure(predictions, design, cells)?.figure].compactMap { $0 }.map { .figure($0) }
    return groups + shown + predictions.passages
  }

  /// Scores by group of targets.
  private static func groups(_ folder: ResultsFolder, _ design: Design) -> [Figure] {
    guard let source = folder.comparison, let score = source.headline else { return [] }
    // A metric that compares classes has no groups of them: then another one of the same reading is shown.
    let alike = source.scores.filter {
      $0.split == score.split && $0.mode == score.mode && !$0.metric.contains("[")
    }
    for score in [score] + alike {
      let figures = design.groups.indices.prefix(Design.Room.groups).compactMap { group in
        GroupsFigure(source, design, score, group: group)?.figure
      }
      if !figures.isEmpty { return figures }
    }
    return []
  }

  /// Curves of forecasts: of each series and horizon all cells stand together.
  private static func forecasts(_ predictions: Predictions, _ design: Design, _ cells: [Int]) -> [Passage] {
    let keys = predictions.keys.filter { cells.contains($0.cell) }
    var kinds: [String] = []
    for key in keys where !kinds.contains(key.series + "\n" + key.horizon) {
      kinds.append(key.series + "\n" + key.horizon)
    }
    let shown = kinds.prefix(max(1, room / max(1, cells.count))).flatMap { kind in
      keys.filter { $0.series + "\n" + $0.horizon == kind }
    }
    let figures = shown.enumerated().map { place, key in
      Passage.figure(ForecastFigure(predictions, design, key, number: place).figure)
    }
    let left = keys.count - shown.count
    let words = "\(left) of \(keys.count) curves of forecasts are left out here; predictions.csv has all."
    return figures + (left > 0 ? [.omission(words)] : [])
  }
}
