import Catalog
import Sequences
import Testing

/// Metrics of quantiles, of distributions and of rollouts.
@Suite struct ForecastMetricTests {
  private static func quantiles(_ levels: [Double], _ outputs: [[Double]], _ targets: [Double]) -> ScoredRows
  {
    ScoredRows(
      target: .real, forecast: .quantiles(levels), outputsPerTarget: levels.count,
      outputs: outputs.flatMap { $0 }, targets: targets)
  }

  /// τ = .25, .5, .75 around 2: (1·¼ + 0 + 1·¼)/3 for a target in the middle, and (4·¼ + 3·½ + 2·¾)/3 above.
  @Test func pinball() {
    let rows = Self.quantiles([0.25, 0.5, 0.75], [[1, 2, 3], [1, 2, 3]], [2, 5])
    #expect(abs(value(PinballScore.self, rows)! - (0.5 / 3 + 4 / 3) / 2) < 1e-15)
    #expect(value(WeightedIntervalScore.self, rows)! == 2 * value(PinballScore.self, rows)!)
    // The median is the one number.
    #expect(value(MeanAbsoluteError.self, rows)! == 1.5)
  }

  /// The score of Bracher et al. 2021, written as they write it: ½|y − m| and (α/2)·IS_α of one interval, over K + ½.
  @Test func weightedIntervalScore() {
    let (low, median, high, alpha) = (1.0, 2.5, 3.0, 0.5)
    for target in [0.5, 2, 4] {
      let interval =
        (high - low) + 2 / alpha * max(0, low - target) + 2 / alpha * max(0, target - high)
      let expected = (0.5 * abs(target - median) + alpha / 2 * interval) / 1.5
      let rows = Self.quantiles([0.25, 0.5, 0.75], [[low, median, high]], [target])
      #expect(abs(value(WeightedIntervalScore.self, rows)! - expected) < 1e-14)
    }
  }

  @Test func coverage() {
    let rows = Self.quantiles(
      [0.05, 0.5, 0.95], [[1, 2, 3], [1, 2, 3], [1, 2, 3], [1, 2, 3]], [1, 3, 3.01, 0.99])
    #expect(value(IntervalCoverage.self, rows) == 0.5)
    #expect(!IntervalCoverage.isDefined(for: .quantiles([0.1, 0.5]), .once))
    #expect(IntervalCoverage.isDefined(for: .quantiles([0.1, 0.2, 0.8]), .once))
  }

  /// −ln of the mean probability of three Poisson distributions, by SciPy.
  @Test func logScoreOfAMixture() {
    var rows = ScoredRows(
      target: .count, forecast: .counts(PoissonDistribution.self), outputs: [14.2], targets: [7])
    rows.rollouts = [[2.5], [40], [0.1]]
    #expect(abs(value(LogScore.self, rows)! - 5.709738510915376) < 1e-12)
    rows.rollouts = []
    #expect(abs(value(LogScore.self, rows)! - 4.152467608814909) < 1e-12)
  }

  /// The fair score of an ensemble against its double sum.
  @Test func fairRankedProbabilityScore() {
    let members = [0.5, -2, 3.25, 0.5, 7]
    var rows = ScoredRows(target: .real, outputs: [0], targets: [1])
    rows.rollouts = members.map { [$0] }
    let distance = members.reduce(0) { $0 + abs($1 - 1) } / 5
    var spread = 0.0
    for j in 0..<5 { for k in 0..<j { spread += abs(members[j] - members[k]) } }
    #expect(abs(value(RankedProbabilityScore.self, rows)! - (distance - spread / 20)) < 1e-14)
    rows.rollouts = []
    #expect(value(RankedProbabilityScore.self, rows)! == 1)
  }

  @Test func forms() {
    let number = Forecast.number
    #expect(!RankedProbabilityScore.isDefined(for: number, .once))
    #expect(RankedProbabilityScore.isDefined(for: number, .together))
    #expect(!RankedProbabilityScore.isDefined(for: number, .each))
    #expect(!MeanSquaredError.isDefined(for: .quantiles([0.1, 0.9]), .once))
    #expect(!MeanSquaredError.isDefined(for: .classes, .once) && Accuracy.isDefined(for: .classes, .once))
    #expect(LogScore.isDefined(for: .counts(PoissonDistribution.self), .each))
  }
}
