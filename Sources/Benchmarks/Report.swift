package import Running

/// Measurements that belong together: one printed table, and rows of `bench.csv`.
package struct Report: Sendable, Hashable {
  /// The columns of `bench.csv`.
  package static let columns = ["bench", "case", "quantity", "value", "unit"]

  /// The bench that measured, as its subcommand is called.
  package let bench: String
  /// What the table shows, in a line.
  package let title: String
  package private(set) var measurements: [Measurement] = []

  package init(_ bench: String, title: String) {
    self.bench = bench
    self.title = title
  }

  /// Adds a figure.
  package mutating func add(_ case: String, _ quantity: String, _ value: Double, _ unit: String) {
    measurements.append(Measurement(`case`, quantity, value, unit))
  }

  /// A row for each case, a column for each quantity and unit, both in the order in which they were first added.
  package var table: TextTable {
    let cases = Self.unique(measurements.map(\.case))
    let columns = Self.unique(measurements.map(Self.heading))
    let rows = cases.map { name in
      [name]
        + columns.map { column in
          measurements.first { $0.case == name && Self.heading($0) == column }
            .map { Figure.digits($0.value) } ?? ""
        }
    }
    return TextTable(columns: [.left] + columns.map { _ in .right }, rows: [[""] + columns] + rows)
  }

  /// The title, the table, and an empty line.
  package var text: String { ([title] + table.lines).joined(separator: "\n") + "\n\n" }

  /// The rows of `bench.csv`, without its header.
  package var csv: [UInt8] {
    measurements.flatMap { measurement in
      var row = CSVRow()
      row.text(bench)
      row.text(measurement.case)
      row.text(measurement.quantity)
      row.exact(measurement.value)
      row.text(measurement.unit)
      return row.finished()
    }
  }

  /// The header of `bench.csv`.
  package static var header: [UInt8] {
    var row = CSVRow()
    for column in columns { row.text(column) }
    return row.finished()
  }

  private static func heading(_ measurement: Measurement) -> String {
    measurement.unit.isEmpty ? measurement.quantity : "\(measurement.quantity), \(measurement.unit)"
  }

  private static func unique(_ texts: [String]) -> [String] {
    var seen = Set<String>()
    return texts.filter { seen.insert($0).inserted }
  }
}
