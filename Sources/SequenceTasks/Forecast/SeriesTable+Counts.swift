extension SeriesTable {
  /// The mean of every series over some rows, where all values are counts.
  ///
  /// - Throws: ``DataError`` at a value that is no integer from 0.
  func countMeans(over rows: Range<Int>) throws(DataError) -> [Double] {
    for (index, value) in values.enumerated() where !(value >= 0 && value == value.rounded()) {
      let (row, column) = (index / names.count, columns[index % names.count])
      throw table.error(
        row: row, column: column,
        "'\(table.text(row: row, column: column))' in '\(names[index % names.count])' is no count; expected whole numbers from 0"
      )
    }
    var means: [Double] = []
    for index in names.indices {
      let mean = values(ofSeries: index, rows: rows).reduce(0, +) / Double(rows.count)
      precondition(mean > 0, "a series of zeros has been refused with all that are constant")
      means.append(mean)
    }
    return means
  }
}
