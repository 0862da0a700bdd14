public import Catalog

/// The continuous ranked probability score, the mean of ∫(F(x) − 1[x ≥ t])² dx, in the units of the targets.
///
/// Where a distribution is forecast, F is its distribution function, of K rollouts that of their equal mixture, and the integral is
/// a sum over counts. Where rollouts give numbers x₁ … x_K, the fair form (Ferro 2014)
///
///     (1/K)Σ|x_k − t| − Σ_{j<k}|x_j − x_k|/(K(K − 1))
///
/// is what infinitely many would score on average. Their spread is then the noise of the gates alone: it says nothing about
/// what the network does not know, and views call it "gate noise only".
public struct RankedProbabilityScore: MeanMetric, EnsembleMetric {
  /// The catalog entry of `crps`.
  public static let description = KindDescription(
    "crps",
    summary:
      "The continuous ranked probability score: of a distribution, or of rollouts that give numbers, whose spread is gate noise only.",
    formula: "∫(F(x) − 1[x ≥ t])² dx; of K numbers Σ|x_k − t|/K − Σ_{j<k}|x_j − x_k|/(K(K − 1))",
    source: "Gneiting and Raftery 2007; Ferro 2014")
  /// True.
  public static let lowerIsBetter = true
  /// Counts and numbers.
  public static let targets: [TargetKind] = [.count, .real]
  /// The spread is that of all rollouts.
  public static let readsRollouts = true

  var mean = TermMean()

  /// No rows yet.
  public init() {}

  /// Distributions, and numbers where there are several rollouts.
  public static func isDefined(for forecast: Forecast, _ reading: RolloutReading) -> Bool {
    switch forecast {
    case .counts: true
    case .number: reading == .together
    case .classes, .quantiles: false
    }
  }

  /// The score of all rollouts, and without each part.
  public static func terms(_ members: [Double], of target: Double, _ forecast: Forecast, parts: Int)
    -> [Double]
  {
    if case .counts(let distribution) = forecast { return terms(distribution, members, target, parts) }
    return [fair(members, target)]
      + (0..<parts).map { part in
        fair(members.indices.filter { $0 % parts != part }.map { members[$0] }, target)
      }
  }

  private static func terms<D: CountDistribution>(
    _: D.Type, _ members: [Double], _ target: Double, _ parts: Int
  ) -> [Double] {
    D.rankedProbabilityScores(of: target, mixture: D.mixture(members), parts: parts)
  }

  static func add(_ rows: ScoredRows, to sum: inout Double) {
    rows.forEachMember { sum += terms($0, of: $1, rows.forecast, parts: 0)[0] }
  }

  /// The fair score of some numbers; of one number, its absolute error.
  ///
  /// With the numbers in order, Σ_{j<k}(x_k − x_j) = Σ_k (2k + 1 − K)·x_k, taken as deviations from the first.
  static func fair(_ numbers: [Double], _ target: Double) -> Double {
    let (sorted, count) = (numbers.sorted(), Double(numbers.count))
    var (distance, spread) = (0.0, 0.0)
    for (index, number) in sorted.enumerated() {
      distance += abs(number - target)
      spread += (Double(2 * index + 1) - count) * (number - sorted[0])
    }
    return distance / count - (numbers.count > 1 ? spread / (count * (count - 1)) : 0)
  }
}
