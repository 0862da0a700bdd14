import Sequences

/// Rows of numbers, one in each.
func pairs(_ outputs: [Double], _ targets: [Double], _ target: TargetKind = .real) -> ScoredRows {
  ScoredRows(target: target, width: 1, outputs: outputs, targets: targets)
}

/// Rows of class probabilities.
func classes(_ outputs: [[Double]], _ targets: [Double]) -> ScoredRows {
  ScoredRows(target: .classIndex, width: outputs[0].count, outputs: outputs.flatMap { $0 }, targets: targets)
}

/// A metric's value of these rows.
func value(_ type: any Metric.Type, _ rows: ScoredRows...) -> Double? {
  var metric = type.init()
  for rows in rows { metric.add(rows) }
  return metric.value
}

/// Rows that every metric of a kind of target is defined for: 48 values that look like chance, the same every time.
func examples(_ target: TargetKind) -> ScoredRows {
  var state: UInt64 = 7
  func next() -> Double {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return (Double(state >> 40) + 0.5) / 0x1p24
  }
  switch target {
  case .real: return pairs((0..<48).map { _ in next() }, (0..<48).map { _ in 3 * next() })
  case .bits: return pairs((0..<48).map { _ in next() }, (0..<48).map { _ in next() < 0.5 ? 0 : 1 }, .bits)
  case .classIndex:
    let rows = (0..<16).map { _ in [next(), next(), next()] }
    return classes(
      rows.map { row in row.map { $0 / row.reduce(0, +) } }, (0..<16).map { _ in (3 * next()).rounded(.down) }
    )
  }
}

extension ScoredRows {
  /// Some of the rows, as rows of their own.
  func part(_ rows: Range<Int>) -> ScoredRows {
    ScoredRows(
      target: target, width: width,
      outputs: Array(outputs[rows.lowerBound * width..<rows.upperBound * width]),
      targets: Array(targets[rows.lowerBound * targetWidth..<rows.upperBound * targetWidth]))
  }
}
