public import Catalog

/// The mean over targets and levels τ of (t − q)(τ − 1[t < q]), in the units of the targets.
///
/// Outputs are sorted before they are scored: crossed quantiles are read as the set of numbers that they are.
public struct PinballScore: MeanMetric {
  /// The catalog entry of `pinball`.
  public static let description = KindDescription(
    "pinball", summary: "The mean quantile loss over targets and levels, of sorted outputs.",
    formula: "Σ(t − q)(τ − 1[t < q])/(N·L)", source: "Koenker and Bassett 1978")
  /// True.
  public static let lowerIsBetter = true
  /// Numbers and counts.
  public static let targets: [TargetKind] = [.real, .count]

  var mean = TermMean()

  /// No rows yet.
  public init() {}

  /// Quantiles.
  public static func isDefined(for forecast: Forecast, _ reading: RolloutReading) -> Bool {
    if case .quantiles = forecast { true } else { false }
  }

  static func add(_ rows: ScoredRows, to sum: inout Double) {
    rows.forEachQuantiles { quantiles, levels, target in
      var row = 0.0
      for index in quantiles.indices { row += PinballLoss.loss(target - quantiles[index], levels[index]) }
      sum += row / Double(levels.count)
    }
  }
}
