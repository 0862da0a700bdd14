import Planning
import Reports

/// A simulation's results as a table that a person reads at once: one row for each cell, theory in parentheses.
///
/// Without a wish it shows what tells most about memory in layer 0, all steps together; of a wished statistic it shows all
/// steps together and up to ten single ones.
struct SimulationReport: Sendable {
  /// One column: a quantity's statistic, over all steps or at one.
  private struct Column: Sendable, Hashable {
    let quantity: String
    let statistic: String
    var step: Int?

    /// The heading; steps are counted from 1, as "after so many steps".
    func title(withName: Bool) -> String {
      let name = "\(quantity).\(statistic)"
      return step.map { withName ? "\(name) after \($0 + 1)" : "after \($0 + 1)" }
        ?? (withName ? name : "all")
    }
  }

  private static let usual: [Column] = [
    Column(quantity: "forget", statistic: "mean"), Column(quantity: "forget", statistic: "half_life"),
    Column(quantity: "forget", statistic: "median_lifetime"),
    Column(quantity: "forget", statistic: "dwell_on"),
    Column(quantity: "cell", statistic: "mean"), Column(quantity: "cell", statistic: "deviation"),
  ]
  /// Single steps that are shown at most.
  private static let steps = 10

  private let name: String
  private let total: Int
  private let heading: String
  private let columns: [Column]
  private let isOneStatistic: Bool
  private let cells: [(name: String, values: [String])]

  /// Reads the finished runs of a simulation.
  ///
  /// - Parameters:
  ///   - results: the runs.
  ///   - statistic: `quantity.statistic`, such as `forget.survival`; `nil` for the usual ones.
  /// - Throws: `UnknownStatistic` where no run has such a statistic.
  init(_ results: StudyResults, statistic: String?) throws {
    let records = try results.cells().map { cell, outcome in
      (name: cell.name, rows: outcome.gates.filter { $0.layer == 0 })
    }
    let found = Self.columns(statistic, records.flatMap(\.rows))
    if let statistic, found.isEmpty {
      throw UnknownStatistic(
        "there is no statistic '\(statistic)'; expected quantity.statistic of gates.csv, such as forget.survival"
      )
    }
    name = results.plan.experiment.name
    total = results.plan.cells.count
    columns = found
    isOneStatistic = statistic != nil
    heading = statistic ?? "layer 0"
    cells = records.map { name, rows in
      (name, found.map { column in Self.text(rows.first { Self.column(of: $0) == column }) })
    }
  }

  /// What is shown.
  var report: Report {
    var report = Report([.line("\(name): \(heading), theory in parentheses")])
    if cells.count < total { report.add("\(cells.count) of \(total) runs are finished") }
    report.addGap()
    report.add(
      ReportTable(
        [.init("", .left)] + columns.map { .init($0.title(withName: !isOneStatistic)) },
        rows: cells.map { [.text($0.name)] + $0.values.map { .text($0) } }))
    return report
  }

  private static func columns(_ wish: String?, _ rows: [GateStatistic]) -> [Column] {
    let there = Set(rows.map { column(of: $0) })
    guard let wish else { return usual.filter(there.contains) }
    let wished = there.filter { "\($0.quantity).\($0.statistic)" == wish }
    let steps = wished.compactMap(\.step).sorted()
    let stride = max(1, (steps.count + self.steps - 1) / self.steps)
    let shown = steps.enumerated().filter { ($0.offset + 1) % stride == 0 }.map(\.element)
    let all = wished.filter { $0.step == nil }
    return Array(all) + shown.compactMap { step in wished.first { $0.step == step } }
  }

  private static func column(of row: GateStatistic) -> Column {
    Column(quantity: row.quantity, statistic: row.statistic, step: row.step)
  }

  private static func text(_ row: GateStatistic?) -> String {
    guard let row else { return "" }
    let theory = row.theory.map { " (\(DecimalText.text($0, decimals: 4)))" } ?? ""
    return DecimalText.text(row.value, decimals: 4) + theory
  }
}
