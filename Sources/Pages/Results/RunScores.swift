import Running

/// One final score of every run, by cell and replicate: a column of `runs.csv`.
struct RunScores {
  /// The score of a run.
  struct Score {
    let replicate: Int
    let value: Double
    /// The row of `runs.csv`.
    let row: Int
  }

  /// `split.mode.metric`.
  let name: String
  /// The scores of each cell, in the order of the table; diverged and undefined ones are not among them.
  private(set) var cells: [[Score]]

  /// The scores under a column; `nil` where `runs.csv` has none of this name.
  init?(_ name: String, in folder: ResultsFolder, _ design: Design) throws {
    guard var rows = try folder.rows(of: "runs", ["cell_id", "replicate", name]) else { return nil }
    self.name = name
    cells = Array(repeating: [], count: design.cells.count)
    while try rows.next() {
      guard let cell = design.place(of: rows.text(0)), let replicate = rows.integer(1),
        let value = rows.number(2), value.isFinite
      else { continue }
      cells[cell].append(Score(replicate: replicate, value: value, row: rows.row))
    }
  }

  /// The differences of a cell's runs to those of another with the same replicates.
  func differences(of cell: Int, to other: Int) -> [Score] {
    let base = Dictionary(
      cells[other].map { ($0.replicate, $0.value) }, uniquingKeysWith: { first, _ in first })
    return cells[cell].compactMap { score in
      base[score.replicate].map { Score(replicate: score.replicate, value: score.value - $0, row: score.row) }
    }
  }
}

extension ComparisonSource {
  /// The score that a page is about: the declared one, else the last split's first.
  var headline: ScoreColumn? {
    let scores = scores
    return scores.first { $0.name == declared } ?? scores.first { $0.split == scores.last?.split }
  }
}

/// Where a point stands beside the line of its row, so that points of one value do not hide each other: a fixed pattern over a row's
/// height, from −0.5 to 0.5.
func spread(_ place: Int) -> Double { Double(place * 7 % 13) / 12 - 0.5 }
