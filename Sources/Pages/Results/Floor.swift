import Running
import Statistics

/// What a forecast or a guess without learning scores, to compare with.
struct Floor {
  /// What it is, such as `persistence`.
  let name: String
  /// The mean over replicates.
  let value: Double
  /// The row of `summary.csv`.
  let row: Int

  /// Where the value stands.
  var source: String { "summary.csv, row \(row)" }
}

extension ComparisonSource {
  /// The floors of a metric on a split, each once: of these cells, or of all.
  func floors(split: String, metric: String, cells: Set<String>? = nil) -> [Floor] {
    var floors: [Floor] = []
    for (place, row) in summaries.enumerated()
    where row.isFloor && row.column.split == split && row.column.metric == metric
      && cells?.contains(row.cellID) != false
    {
      guard let mean = row.summary.moments?.mean, !floors.contains(where: { $0.name == row.column.mode })
      else { continue }
      floors.append(Floor(name: row.column.mode, value: mean, row: place + 1))
    }
    return floors
  }
}
