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
  ///
  /// - Throws: ``DataError`` at a value that is then beyond Float32, far from all that the scaling was fitted to.
  func scaled(by scalings: [SeriesScaling]) throws(DataError) -> [Float] {
    var result: [Float] = []
    result.reserveCapacity(values.count)
    for (index, value) in values.enumerated() {
      let scaled = Float(scalings[index % scalings.count].scaled(value))
      guard scaled.isFinite else {
        throw tooLarge(
          index,
          "is \(scalings[index % scalings.count].scaled(value)) when scaled as the training rows are, beyond single precision "
            + "(±\(Float.greatestFiniteMagnitude))")
      }
      result.append(scaled)
    }
    return result
  }

  /// The largest magnitude of a value: the squared errors of 10⁷ such values still add up to a Float64.
  static var largestMagnitude: Double { 1e150 }

  /// Refuses values whose squared errors would overflow.
  func checkMagnitudes() throws(DataError) {
    for (index, value) in values.enumerated() where abs(value) > Self.largestMagnitude {
      throw tooLarge(
        index,
        "is too large for squared errors; expected numbers from -\(Self.largestMagnitude) to \(Self.largestMagnitude)"
      )
    }
  }

  private func tooLarge(_ index: Int, _ problem: String) -> DataError {
    let (row, column) = (index / names.count, index % names.count)
    return table.error(
      row: row, column: columns[column],
      "'\(table.text(row: row, column: columns[column]))' in '\(names[column])' \(problem)")
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
