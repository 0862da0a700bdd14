package import Sequences

extension ScoredRows {
  /// The forms of forecast that a metric is defined for, of a kind of target.
  package static func forecasts(_ metric: any Metric.Type, _ target: TargetKind) -> [Forecast] {
    let forms: [Forecast] =
      switch target {
      case .classIndex: [.classes]
      case .count:
        [
          .number, .quantiles([0.1, 0.5, 0.9]), .counts(PoissonDistribution.self),
          .counts(NegativeBinomialDistribution.self),
        ]
      case .real: [.number, .quantiles([0.1, 0.5, 0.9])]
      case .bits: [.number]
      }
    return forms.filter { form in
      [.once, .together, .each].contains { metric.isDefined(for: form, $0) }
    }
  }

  /// Rows that every metric of a kind of target and a form of forecast is defined for: values that look like chance, the same
  /// every time.
  package static func examples(_ target: TargetKind, _ forecast: Forecast? = nil) -> ScoredRows {
    var state: UInt64 = 7
    func next() -> Double {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return (Double(state >> 40) + 0.5) / 0x1p24
    }
    if target == .classIndex {
      let rows = (0..<16).map { _ in [next(), next(), next()] }
      return ScoredRows(
        target: target, outputsPerTarget: 3,
        outputs: rows.flatMap { row in row.map { $0 / row.reduce(0, +) } },
        targets: (0..<16).map { _ in (3 * next()).rounded(.down) })
    }
    let forecast = forecast ?? .number
    let width = forecast.scored(outputs: forecast.outputs)
    let outputs = (0..<48).flatMap { _ in
      (0..<width).map { _ in next() * (target == .count ? 4 : 1) }.sorted()
    }
    let targets = (0..<48).map { _ -> Double in
      switch target {
      case .bits: return next() < 0.5 ? 0 : 1
      case .count: return (6 * next()).rounded(.down)
      default: return 3 * next()
      }
    }
    return ScoredRows(
      target: target, forecast: forecast, outputsPerTarget: width, outputs: outputs, targets: targets)
  }

  /// The same rows, forecast as they happened.
  func perfect() -> ScoredRows {
    var rows = self
    rows.outputs = targets.flatMap { target -> [Double] in
      switch forecast {
      case .classes: (0..<outputsPerTarget).map { Double($0) == target ? 1 : 0 }
      // A distribution of nearly no spread for the small counts there are; its further parameter is a size.
      case .counts: [max(target, 1e-9)] + [Double](repeating: 1e9, count: outputsPerTarget - 1)
      case .number, .quantiles: [Double](repeating: target, count: outputsPerTarget)
      }
    }
    return rows
  }

  /// Some of the rows, as rows of their own.
  package func part(_ rows: Range<Int>) -> ScoredRows {
    ScoredRows(
      target: target, forecast: forecast, outputsPerTarget: outputsPerTarget,
      outputs: Array(outputs[rows.lowerBound * outputsPerTarget..<rows.upperBound * outputsPerTarget]),
      targets: Array(targets[rows]))
  }
}
