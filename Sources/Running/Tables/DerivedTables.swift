import Planning
import Tables

/// The tables that all runs give together: summary, comparisons where the experiment declares one, and those of a kind of experiment.
struct DerivedTables {
  let folder: String
  let plan: ExperimentPlan

  func write(_ cells: [CellScores]) throws(IOError) -> [TableWriter.Published] {
    var tables = [try writeSummary(cells)]
    if let comparison = plan.comparison {
      tables.append(try writeComparisons(cells, comparison))
    } else {
      // What an experiment file compares may change between two calls; an old answer must not outlive its question.
      try Files.remove(Files.join(folder, ComparisonRows.Row.table(otherAxes: []).schema.file))
    }
    return tables
  }

  /// Writes the tables of a kind of experiment.
  func write(_ tables: [DerivedTable]) throws(IOError) -> [TableWriter.Published] {
    var published: [TableWriter.Published] = []
    for table in tables {
      var writer = try TableWriter(table.schema, in: folder)
      for row in table.rows { try writer.write(CSVLine(row)) }
      published.append(try writer.publish())
    }
    return published
  }

  private func writeSummary(_ cells: [CellScores]) throws(IOError) -> TableWriter.Published {
    try write(cells.flatMap(\.summaries), SummaryRow.table(axes: plan.experiment.axes.map(\.path)))
  }

  private func writeComparisons(
    _ cells: [CellScores], _ comparison: Comparison
  ) throws(IOError) -> TableWriter.Published {
    var others = plan.experiment.axes.map(\.path)
    others.remove(at: comparison.axis)
    return try write(
      ComparisonRows(cells, plan.experiment.axes, comparison).rows,
      ComparisonRows.Row.table(otherAxes: others))
  }

  private func write<Row>(_ rows: [Row], _ table: Table<Row>) throws(IOError) -> TableWriter.Published {
    var writer = try TableWriter(table.schema, in: folder)
    for row in rows { try writer.write(CSVLine(table.cells(row))) }
    return try writer.publish()
  }
}
