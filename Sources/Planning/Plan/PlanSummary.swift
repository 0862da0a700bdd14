/// What `sluice plan` prints: cells, runs, the arithmetic of the work, and what the comparison can show.
public struct PlanSummary: Sendable, CustomStringConvertible {
  /// Cells listed before the rest is only counted.
  static let listed = 50

  private let plan: ExperimentPlan

  /// The summary of a plan.
  public init(_ plan: ExperimentPlan) { self.plan = plan }

  /// The text, ending in a newline.
  public var description: String {
    var lines = [heading] + axes + [""]
    var (work, memory) = (0.0, 0.0)
    var rows = [["cell", "values", "work per run", "memory"]]
    for cell in plan.cells {
      let cost = RunCost(cell.specification)
      work += cost.flop * Double(plan.replicates)
      memory = max(memory, cost.bytes)
      if cell.index < Self.listed {
        rows.append([cell.id, cell.name, RunCost.text(flop: cost.flop), RunCost.text(bytes: cost.bytes)])
      }
    }
    lines += Self.table(rows)
    if plan.cells.count > Self.listed { lines.append("… and \(plan.cells.count - Self.listed) cells more") }
    lines += [
      "",
      "total      \(RunCost.text(flop: work)) in matrix products; at most \(RunCost.text(bytes: memory)) for each job",
    ]
    for file in plan.dataFiles { lines.append("data       \(file.path)  sha256 \(file.sha256)") }
    lines += warnings.map { "warning    \($0)" }
    return lines.joined(separator: "\n") + "\n"
  }

  private var heading: String {
    let (cells, replicates) = (plan.cells.count, plan.replicates)
    return "\(plan.experiment.name): \(Self.count(cells, "cell")) × \(Self.count(replicates, "replicate")) = "
      + Self.count(plan.runs.count, "run")
  }

  private var axes: [String] {
    plan.experiment.axes.map { axis in
      "axis       \(axis.path): \(axis.values.map(\.label).joined(separator: " · "))"
    }
  }

  /// What the plan's size rules out.
  public var warnings: [String] {
    guard plan.comparison != nil else { return [] }
    let n = plan.replicates
    guard n > 1 else {
      return ["with 1 replicate there is nothing to compare; two policies differ by chance alone"]
    }
    guard let needed = Self.replicatesNeeded(comparisons: comparisons, level: 0.05), n < needed else {
      return []
    }
    let floor = Self.smallestP(replicates: n)
    let holm =
      comparisons > 1
      ? ", and Holm's correction multiplies the smallest of \(comparisons) by \(comparisons)" : ""
    return [
      "no difference can be significant at 0.05: with \(n) replicates the smallest p is 2/2^\(n) = \(floor)\(holm); "
        + "\(needed) replicates would do"
    ]
  }

  /// Candidates × values of the other axes: how many differences are tested together.
  var comparisons: Int {
    guard let comparison = plan.comparison else { return 0 }
    let values = plan.experiment.axes[comparison.axis].values.count
    return plan.cells.count / values * (values - 1)
  }

  /// The smallest two-sided p of a sign-flip test on n pairs: 2/2ⁿ.
  package static func smallestP(replicates n: Int) -> Double {
    n < 1000 ? 2 / (0..<n).reduce(1.0) { x, _ in x * 2 } : 0
  }

  /// The fewest replicates whose smallest p, times the number of comparisons, is at most `level`.
  package static func replicatesNeeded(comparisons: Int, level: Double) -> Int? {
    guard comparisons > 0 else { return nil }
    return (1..<1000).first { smallestP(replicates: $0) * Double(comparisons) <= level }
  }

  private static func count(_ number: Int, _ noun: String) -> String {
    "\(number) \(noun)\(number == 1 ? "" : "s")"
  }

  private static func table(_ rows: [[String]]) -> [String] {
    let widths = (0..<4).map { column in rows.map { $0[column].count }.max() ?? 0 }
    return rows.map { row in
      row.enumerated().map { column, text in
        let padding = String(repeating: " ", count: widths[column] - text.count)
        return column < 2 ? text + padding : padding + text
      }.joined(separator: "  ")
    }
  }
}
