public import Tables

/// A table to which every run contributes rows, with the columns before its own by which they are told apart.
public struct RunTable: Sendable {
  /// What names the run in each row.
  public enum Head: Sendable {
    /// The run, its cell and its replicate.
    case run
    /// The cell and the values of its axes.
    case cell
  }

  /// The table as a record keeps it.
  public let body: TableSchema
  /// What names the run in each row.
  public let head: Head

  /// A table of a record, with the columns before its own.
  public init<Row>(_ table: Table<Row>, head: Head = .run) {
    body = table.schema
    self.head = head
  }

  /// The columns before the table's own, for a sweep with these axes.
  package func head(axes: [String]) -> [Column<RunSpecification>] {
    switch head {
    case .run: RunColumns.run
    case .cell: RunColumns.cell(axes: axes)
    }
  }
}

/// The columns that name a run.
package enum RunColumns {
  package static let cell = Column<RunSpecification>.text(
    "cell_id", "The cell of the sweep: the run but for its replicate."
  ) { $0.cellID }

  /// The run, its cell and its replicate.
  package static let run: [Column<RunSpecification>] = [
    .text("run_id", "The run: a hash of everything that can change its result.") { $0.id }, cell,
    .integer("replicate", "The replicate, from 0.") { $0.replicate },
  ]

  /// The cell and the values of its axes.
  package static func cell(axes: [String]) -> [Column<RunSpecification>] { [cell] + self.axes(axes) }

  /// The values of the axes.
  package static func axes(_ paths: [String]) -> [Column<RunSpecification>] {
    paths.enumerated().map { index, path in
      .text(path, axisSummary) { $0.cell.coordinates[index].label }
    }
  }

  package static let axisSummary = "Axis of the sweep: the value of this key of the experiment."
}
