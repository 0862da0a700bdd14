import Sequences

/// The laws of metrics.
enum MetricLaws {
  static let list = LawList<any Metric.Type>(
    family: "metrics",
    laws: [
      Law("targets", targets), Law("no rows", noRows), Law("batches", batches), Law("direction", direction),
      Law("value", value),
    ])

  /// Rows of every target and form of forecast that the metric is defined for.
  private static func examples(_ metric: any Metric.Type) -> [(name: String, rows: ScoredRows)] {
    metric.targets.flatMap { target in
      ScoredRows.forecasts(metric, target).map { ("\(target), \($0)", ScoredRows.examples(target, $0)) }
    }
  }

  /// There is a target that it is defined for, and none is listed twice.
  private static func targets(_ metric: any Metric.Type, _ findings: inout Findings) {
    findings.expect(
      !metric.targets.isEmpty && Set(metric.targets).count == metric.targets.count, at: "targets",
      found: "\(metric.targets)", expected: "each target that it is defined for, once")
  }

  /// Undefined on no rows.
  private static func noRows(_ metric: any Metric.Type, _ findings: inout Findings) {
    let value = metric.init().value
    findings.expect(value == nil, at: "no rows", found: "\(value ?? 0)", expected: "nil")
  }

  /// However the rows are cut, the value is the same, but for rounding where means are combined.
  private static func batches(_ metric: any Metric.Type, _ findings: inout Findings) {
    for (name, rows) in examples(metric) {
      let whole = value(metric, [rows]) ?? .nan
      for cut in [1, 5, rows.count - 1] {
        let parts = value(metric, [rows.part(0..<cut), rows.part(cut..<rows.count)]) ?? .nan
        findings.expect(
          parts, near: whole, within: 4e-15 * abs(whole), at: "\(rows.count) rows of \(name), cut at \(cut)"
        )
      }
    }
  }

  /// What is predicted as it happened scores better than what is not.
  private static func direction(_ metric: any Metric.Type, _ findings: inout Findings) {
    for (name, rows) in examples(metric) {
      let (usual, perfect) = (value(metric, [rows]) ?? .nan, value(metric, [rows.perfect()]) ?? .nan)
      findings.expect(
        metric.lowerIsBetter ? perfect < usual : perfect > usual,
        at: "predictions equal to their targets (\(name))",
        found: "\(perfect)",
        expected: "\(metric.lowerIsBetter ? "less" : "more") than \(usual), a guess's score")
    }
  }

  /// A metric is a value: adding to a copy leaves the first as it was.
  private static func value(_ metric: any Metric.Type, _ findings: inout Findings) {
    for (name, rows) in examples(metric) {
      var first = metric.init()
      first.add(rows)
      let before = first.value
      var copy = first
      copy.add(rows.part(0..<3))
      findings.expect(
        first.value == before, at: "rows of \(name), added to a copy", found: "the first has changed",
        expected: "a value that owns its sums")
    }
  }

  private static func value(_ type: any Metric.Type, _ parts: [ScoredRows]) -> Double? {
    var metric = type.init()
    for rows in parts { metric.add(rows) }
    return metric.value
  }
}
