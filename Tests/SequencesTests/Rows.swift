import Sequences

/// Rows of numbers, one in each.
func pairs(_ outputs: [Double], _ targets: [Double], _ target: TargetKind = .real) -> ScoredRows {
  ScoredRows(target: target, outputs: outputs, targets: targets)
}

/// Rows of class probabilities.
func classes(_ outputs: [[Double]], _ targets: [Double]) -> ScoredRows {
  ScoredRows(
    target: .classIndex, outputsPerTarget: outputs[0].count, outputs: outputs.flatMap { $0 }, targets: targets
  )
}

/// A metric's value of these rows.
func value(_ type: any Metric.Type, _ rows: ScoredRows...) -> Double? {
  var metric = type.init()
  for rows in rows { metric.add(rows) }
  return metric.value
}
