import Reports
import Tables

/// Measurements that belong together: one printed table, and rows of `bench.csv`.
package struct Report: Sendable, Hashable {
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
  private var table: ReportTable {
    let columns = Self.unique(measurements.map(Self.heading))
    return ReportTable(
      [.init("", .left)] + columns.map { .init($0) },
      rows: Self.unique(measurements.map(\.case)).map { name in
        [.text(name)]
          + columns.map { column in
            .text(
              measurements.first { $0.case == name && Self.heading($0) == column }
                .map { Figure.digits($0.value) } ?? "")
          }
      })
  }

  /// The title, the table, and an empty line.
  package var text: String { TextDrawing().text(Reports.Report([.line(title), .table(table), .gap])) }

  private static let csvTable = Table<(bench: String, measurement: Measurement)>(
    "bench", "One row for every figure.",
    [
      .text("bench", "The bench.") { $0.bench }, .text("case", "What was measured.") { $0.measurement.case },
      .text("quantity", "The quantity.") { $0.measurement.quantity },
      .exact("value", "The figure.") { $0.measurement.value },
      .text("unit", "Its unit; empty for a ratio.") { $0.measurement.unit },
    ])

  /// The rows of `bench.csv`, without its header.
  package var csv: [UInt8] {
    measurements.flatMap { CSVLine(Self.csvTable.cells((bench, $0))).finished() }
  }

  /// The header of `bench.csv`.
  package static var header: [UInt8] { CSVLine(csvTable.schema.columns.map { .text($0.name) }).finished() }

  private static func heading(_ measurement: Measurement) -> String {
    measurement.unit.isEmpty ? measurement.quantity : "\(measurement.quantity), \(measurement.unit)"
  }

  private static func unique(_ texts: [String]) -> [String] {
    var seen = Set<String>()
    return texts.filter { seen.insert($0).inserted }
  }
}
