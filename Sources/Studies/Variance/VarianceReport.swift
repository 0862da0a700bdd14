import Planning
import RandomStreams
import Reports
import Statistics

/// Shares of single purposes as a table that a person reads at once, a table for each score.
struct VarianceReport {
  private let name: String
  private let pairs: (finished: Int, all: Int)
  private let cells: [CellVariance]

  /// Reads the finished runs; of one score where one is asked for.
  init(_ results: StudyResults, metric: String?) throws {
    let all = try results.variances()
    let known = all.map { "\($0.metric)" }
    if let metric, !known.contains(metric) {
      var names: [String] = []
      for name in known where !names.contains(name) { names.append(name) }
      throw UnknownStatistic(
        "there are no shares of '\(metric)'; variance.metrics has \(names.joined(separator: " and "))")
    }
    name = results.plan.experiment.name
    cells = all.filter { metric ?? "\($0.metric)" == "\($0.metric)" }
    pairs = (all.map(\.shares.pairs).min() ?? 0, results.plan.experiment.replicates)
  }

  /// What is shown.
  var report: Report {
    var report = Report([.line("\(name): shares of the variance over seeds, \(pairs.all) base pairs")])
    if pairs.finished < pairs.all { report.add("\(pairs.finished) of \(pairs.all) base pairs are finished") }
    var metrics: [MetricPath] = []
    for cell in cells where !metrics.contains(cell.metric) { metrics.append(cell.metric) }
    for metric in metrics {
      report.addGap()
      report.add("\(metric)")
      report.add(table(cells.filter { $0.metric == metric }))
    }
    report.addGap()
    report.add(
      "alone: known from these draws by themselves; total: left if all other draws are known; interactions: 1 minus all shares alone"
    )
    return report
  }

  private func table(_ cells: [CellVariance]) -> ReportTable {
    var table = ReportTable([
      .init("", .left), .init("sd"), .init("draws for", .left), .init("alone"), .init("95 %"), .init("total"),
      .init("95 %"), .init("", .bar),
    ])
    for cell in cells {
      let shares = cell.shares
      let deviation = shares.variance.map { $0.squareRoot() }
      var head: [ReportTable.Cell] = [
        .text(cell.cell.name),
        .text(
          deviation.map { DecimalText.text($0, decimals: DecimalText.decimals(for: [$0])) } ?? problem(shares)
        ),
      ]
      for (place, purpose) in cell.purposes.enumerated() {
        let (alone, total) = (shares.closed(1 << place), shares.total(1 << place))
        table.add(
          head + [.text(purpose.rawValue.replacing("_", with: " "))] + figures(alone) + figures(total) + [
            .bar(mean: alone?.value, low: alone?.interval?.low, high: alone?.interval?.high)
          ])
        head = ["", ""]
      }
      let rest = shares.interactions
      table.add(
        head + ["interactions"] + figures(rest) + ["", ""] + [
          .bar(mean: rest?.value, low: rest?.interval?.low, high: rest?.interval?.high)
        ])
    }
    return table.withoutEmptyColumns
  }

  private func problem(_ shares: VarianceShares) -> String {
    if shares.diverged > 0 { return "\(shares.diverged) diverged" }
    return shares.undefined > 0 ? "\(shares.undefined) undefined" : ""
  }

  private func figures(_ share: VarianceShares.Share?) -> [ReportTable.Cell] {
    guard let share else { return ["", ""] }
    let interval = share.interval.map {
      "[\(DecimalText.text($0.low, decimals: 2)), \(DecimalText.text($0.high, decimals: 2))]"
    }
    return [.text(DecimalText.text(share.value, decimals: 2)), .text(interval ?? "")]
  }
}
