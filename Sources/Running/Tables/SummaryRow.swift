import Planning
package import Statistics
import Tables

/// A score or a floor of one cell over its replicates: a row of `summary.csv`.
package struct SummaryRow: Sendable {
  package let cellID: String
  /// The values of the axes.
  package let labels: [String]
  package let column: ScoreColumn
  package let summary: Summary
  /// Whether nothing was learned for it.
  package let isFloor: Bool

  /// `summary.csv`, for a sweep with these axes.
  static func table(axes: [String]) -> Table<SummaryRow> {
    Table(
      "summary", "One row for every cell and final score, and for every floor, over replicates.",
      [.text("cell_id", RunColumns.cell.schema.summary) { $0.cellID }]
        + axes.enumerated().map { index, path in .text(path, RunColumns.axisSummary) { $0.labels[index] } }
        + ScoreColumn.columns(\.column) + Summary.columns.map { .statistic($0, \.summary) })
  }
}

extension Column {
  /// A column of derived figures about a part of the row.
  static func statistic<Part>(
    _ column: StatisticColumn<Part>, _ part: any KeyPath<Row, Part> & Sendable
  ) -> Column {
    let type: ColumnSchema.ValueType =
      switch column.content {
      case .figure: .number
      case .count: .integer
      case .text: .string
      }
    return Column(column.name, type, isOptional: true, column.description) {
      .text(column.text($0[keyPath: part]))
    }
  }
}
