import Sequences

extension ForecastTask {
  /// Checks that every split has a target.
  static func checkTargets(_ split: ChronologicalSplit, window: Int, horizon: Int, file: String)
    throws(DataError)
  {
    for part in Split.allCases where split.targets(part, reach: window + horizon - 1).isEmpty {
      let (rows, count) = (split.rows(part), split.rowCount)
      let sizes = Split.allCases.map { "\($0.rawValue) \(split.rows($0).count)" }.joined(separator: ", ")
      let problem =
        rows.isEmpty
        ? "\(part.rawValue) has no row"
        : "\(part.rawValue) ends at row \(rows.upperBound), before the first possible target, "
          + "row \(window + horizon) = window \(window) + horizon \(horizon)"
      throw DataError(
        file: file,
        "\(count) \(count == 1 ? "row is" : "rows are") too few: 'split' gives \(sizes), and \(problem); "
          + "needed are more rows, another 'split', or less 'window' and 'horizon'")
    }
  }

  /// Fits a scaling to the training rows of each series.
  static func scalings(_ rule: SeriesScaling.Rule, of series: SeriesTable, over rows: Range<Int>)
    throws(DataError) -> [SeriesScaling]
  {
    var scalings: [SeriesScaling] = []
    for index in series.names.indices {
      let values = series.values(ofSeries: index, rows: rows)
      guard let scaling = SeriesScaling(rule, fittedTo: values) else {
        throw series.noSpread(index, rows: rows)
      }
      scalings.append(scaling)
    }
    return scalings
  }
}

extension SeriesTable {
  /// One series over some rows.
  func values(ofSeries index: Int, rows: Range<Int>) -> [Double] {
    rows.map { values[$0 * names.count + index] }
  }

  /// All values scaled, each series by its own scaling, rounded once to Float32.
  func scaled(by scalings: [SeriesScaling]) -> [Float] {
    values.indices.map { Float(scalings[$0 % scalings.count].scaled(values[$0])) }
  }

  /// The error for a series that cannot be scaled.
  fileprivate func noSpread(_ index: Int, rows: Range<Int>) -> DataError {
    let values = values(ofSeries: index, rows: rows)
    let (first, last) = (table.line(ofRow: rows.lowerBound), table.line(ofRow: rows.upperBound - 1))
    let problem =
      values.allSatisfy { $0 == values[0] }
      ? "constant (always \(table.text(row: rows.lowerBound, column: columns[index])))"
      : "spread too little or too much for Float64"
    return table.error(
      row: -1, column: columns[index],
      "'\(names[index])' is \(problem) in the training range, lines \(first) to \(last), so it cannot be "
        + "scaled; leave it out with 'columns', or change 'split'"
    )
  }
}
