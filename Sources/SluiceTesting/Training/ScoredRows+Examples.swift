package import Sequences

extension ScoredRows {
  /// Rows that every metric of a kind of target is defined for: values that look like chance, the same every time.
  package static func examples(_ target: TargetKind) -> ScoredRows {
    var state: UInt64 = 7
    func next() -> Double {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return (Double(state >> 40) + 0.5) / 0x1p24
    }
    switch target {
    case .real:
      return ScoredRows(
        target: target, outputs: (0..<48).map { _ in next() },
        targets: (0..<48).map { _ in 3 * next() })
    case .bits:
      return ScoredRows(
        target: target, outputs: (0..<48).map { _ in next() },
        targets: (0..<48).map { _ in next() < 0.5 ? 0 : 1 })
    case .count:
      return ScoredRows(
        target: target, outputs: (0..<48).map { _ in 4 * next() },
        targets: (0..<48).map { _ in (6 * next()).rounded(.down) })
    case .classIndex:
      let rows = (0..<16).map { _ in [next(), next(), next()] }
      return ScoredRows(
        target: target, outputsPerTarget: 3,
        outputs: rows.flatMap { row in row.map { $0 / row.reduce(0, +) } },
        targets: (0..<16).map { _ in (3 * next()).rounded(.down) })
    }
  }

  /// Some of the rows, as rows of their own.
  package func part(_ rows: Range<Int>) -> ScoredRows {
    ScoredRows(
      target: target, outputsPerTarget: outputsPerTarget,
      outputs: Array(outputs[rows.lowerBound * outputsPerTarget..<rows.upperBound * outputsPerTarget]),
      targets: Array(targets[rows]))
  }
}
