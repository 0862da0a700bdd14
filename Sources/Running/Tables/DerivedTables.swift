import Planning
import Statistics

/// The tables of statistics over replicates: summary, and comparisons where the experiment declares one.
struct DerivedTables {
  let folder: String
  let plan: ExperimentPlan

  func write(_ cells: [CellScores]) throws(IOError) -> [TableWriter.Published] {
    var tables = [try writeSummary(cells)]
    if let comparison = plan.comparison {
      tables.append(try writeComparisons(cells, comparison))
    } else {
      // What an experiment file compares may change between two calls; an old answer must not outlive its question.
      try Files.remove(Files.join(folder, TableSchemas.comparisons(otherAxes: []).file))
    }
    return tables
  }

  private func writeSummary(_ cells: [CellScores]) throws(IOError) -> TableWriter.Published {
    let axes = plan.experiment.axes.map(\.path)
    var table = try TableWriter(TableSchemas.summary(axes: axes), in: folder)
    for cell in cells {
      for (column, summary) in cell.summaries {
        var row = CSVRow()
        for text in [cell.id] + cell.labels + [column.split, column.mode, column.metric] + summary.fields {
          row.text(text)
        }
        try table.write(row)
      }
    }
    return try table.publish()
  }

  private func writeComparisons(
    _ cells: [CellScores], _ comparison: Comparison
  ) throws(IOError) -> TableWriter.Published {
    var others = plan.experiment.axes.map(\.path)
    others.remove(at: comparison.axis)
    var table = try TableWriter(TableSchemas.comparisons(otherAxes: others), in: folder)
    for line in ComparisonRows(cells, plan.experiment.axes, comparison).rows {
      var row = CSVRow()
      let score = [line.column.split, line.column.mode, line.column.metric]
      for text in line.otherLabels + score + [line.baseline, line.candidate] + line.comparison.fields {
        row.text(text)
      }
      try table.write(row)
    }
    return try table.publish()
  }
}
