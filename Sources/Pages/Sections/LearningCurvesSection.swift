import Drawing
import Running
import Statistics

/// Scores and losses over updates.
enum LearningCurvesSection: ReportSection {
  static let name = "learning-curves"
  static let title = "Learning curves"

  /// A curve of every run: a split, a mode and a metric.
  private struct Key: Hashable {
    let split: String
    let mode: String
    let metric: String

    var name: String { "\(split).\(mode).\(metric)" }
  }

  static func passages(of folder: ResultsFolder) throws -> [Passage] {
    guard let source = folder.comparison, let design = folder.design, let score = source.headline,
      var rows = try folder.rows(
        of: "measurements", ["cell_id", "replicate", "update", "split", "mode", "metric", "value"])
    else { return [] }
    let wanted = ["train", "validation", "test"].map { split in
      split == "train"
        ? Key(split: split, mode: "training", metric: "loss")
        : Key(split: split, mode: score.mode, metric: score.metric)
    }
    let texts = wanted.map { [Array($0.split.utf8), Array($0.mode.utf8), Array($0.metric.utf8)] }
    var curves = wanted.map { _ in Curves() }
    while try rows.next() {
      guard
        let place = texts.firstIndex(where: {
          rows.holds($0[2], 5) && rows.holds($0[1], 4) && rows.holds($0[0], 3)
        }),
        let update = rows.number(2), let cell = design.place(of: rows.text(0)),
        let replicate = rows.integer(1)
      else { continue }
      curves[place].add(cell: cell, replicate: replicate, x: update, y: rows.number(6) ?? .nan, row: rows.row)
    }
    var passages: [Passage] = []
    for (key, curves) in zip(wanted, curves) where curves.areLines {
      passages += figures(key, curves, design, source).map { .figure($0) }
    }
    return passages.isEmpty
      ? [] : passages + design.omissions + left(design) + crowded(design) + ResultsFolder.cut(rows)
  }

  /// Figures of one score that have room.
  private static let room = 6

  private static func figures(
    _ key: Key, _ curves: Curves, _ design: Design, _ source: ComparisonSource
  ) -> [Figure] {
    var figures: [Figure] = []
    for (group, title) in design.groups.enumerated().prefix(Design.Room.groups) {
      let ids = Set(design.cells.filter { $0.group == group }.map(\.id))
      let floors = source.floors(split: key.split, metric: key.metric, cells: ids)
      for part in design.seriesParts {
        let cells = part.compactMap { series in
          design.cells.firstIndex { $0.group == group && $0.series == series }
        }
        guard !cells.isEmpty, figures.count < room else { continue }
        let number = figures.isEmpty ? "" : "-\(figures.count + 1)"
        figures.append(
          CurveFigure(
            name: "curve-\(key.split)\(number)",
            title: (key.split == "train" ? "Training loss" : "\(key.name) over updates")
              + (title.isEmpty ? "" : ", \(title)"),
            description:
              "Thin lines are runs, thick ones means over replicates with the band of their 95 % t interval\(words(floors)).",
            file: "measurements.csv", quantity: "update", label: key.metric, floors: floors, curves: curves,
            design: design, cells: cells
          ).figure)
      }
    }
    return figures
  }

  /// What is said where groups and parts of series together are more than have room.
  private static func left(_ design: Design) -> [Passage] {
    let all = min(design.groups.count, Design.Room.groups) * design.seriesParts.count
    return all > room
      ? [
        .omission("Of each score \(room) of up to \(all) figures are shown; measurements.csv has all curves.")
      ]
      : []
  }

  /// What dashed lines are, from below.
  private static func words(_ floors: [Floor]) -> String {
    let names = floors.sorted { $0.value < $1.value }.map { "\($0.name) \(Scale.brief($0.value))" }
    return names.isEmpty ? "" : "; dashed lines, from below: \(names.joined(separator: ", "))"
  }

  private static func crowded(_ design: Design) -> [Passage] {
    let most = design.cells.map(\.runs).max() ?? 0
    return most > Design.Room.runs
      ? [
        .omission(
          "Of each cell the first \(Design.Room.runs) of up to \(most) runs are drawn; means and intervals are of all."
        )
      ]
      : []
  }
}
