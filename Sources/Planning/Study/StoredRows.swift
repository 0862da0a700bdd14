/// Rows of a table that are too many for records, and how many of them a run may leave.
public struct StoredRows: Sendable, Hashable {
  /// At most so many in a results folder.
  package static let limit = 1e7

  /// The table's name.
  public let table: String
  /// The key of the experiment file that asks for fewer.
  public let key: String
  /// At most so many in a run.
  public let rowsPerRun: Double
  /// What to ask for fewer of, in words.
  public let factors: String

  /// Rows of a table.
  ///
  /// - Parameters:
  ///   - table: the table's name.
  ///   - key: the key of the experiment file that asks for fewer.
  ///   - rowsPerRun: at most so many in a run.
  ///   - factors: what to ask for fewer of, in words.
  public init(
    table: String, key: String, rowsPerRun: Double,
    factors: String = "examples, modes, samples, replicates or cells"
  ) {
    (self.table, self.key, self.rowsPerRun, self.factors) = (table, key, rowsPerRun, factors)
  }
}

extension ExperimentPlan {
  /// At most so many rows in the tables that are kept beside records, of all runs, by table.
  var storedRows: [(table: String, rows: Double)] {
    Self.storedRows(cells, replicates: replicates).map { ($0.table, $0.rows) }
  }

  static func storedRows(_ cells: [SweepCell], replicates: Int) -> [(
    table: String, key: String, factors: String, rows: Double
  )] {
    var found: [(table: String, key: String, factors: String, rows: Double)] = []
    for cell in cells {
      for stored in cell.specification.study.storedRows(cell.specification) {
        let rows = stored.rowsPerRun * Double(replicates)
        if let index = found.firstIndex(where: { $0.table == stored.table }) {
          found[index].rows += rows
        } else {
          found.append((stored.table, stored.key, stored.factors, rows))
        }
      }
    }
    return found
  }
}
