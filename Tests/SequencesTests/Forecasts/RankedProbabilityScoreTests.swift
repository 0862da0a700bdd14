import Sequences
import Testing

/// The ranked probability score of distributions of counts against sums with 40 digits (mpmath) and SciPy's distribution
/// functions.
@Suite struct RankedProbabilityScoreTests {
  private static func poisson(_ means: Double..., count: Double) -> Double {
    PoissonDistribution.rankedProbabilityScores(
      of: count, mixture: means.map { PoissonDistribution(mean: $0) }, parts: 0)[0]
  }

  private static func negativeBinomial(_ laws: (Double, Double)..., count: Double) -> Double {
    NegativeBinomialDistribution.rankedProbabilityScores(
      of: count, mixture: laws.map { NegativeBinomialDistribution(mean: $0.0, size: $0.1) }, parts: 0)[0]
  }

  @Test func golden() {
    #expect(abs(Self.poisson(2.5, count: 3) - 0.45760852049707142) < 1e-12)
    #expect(abs(Self.negativeBinomial((2.5, 2), count: 3) - 0.6907420571599206) < 1e-12)
  }

  @Test func mixtures() {
    #expect(abs(Self.poisson(2.5, 40, 0.1, count: 7) - 5.4326220531249426) < 1e-11)
    #expect(abs(Self.negativeBinomial((2.5, 0.5), (40, 3), count: 7) - 6.2147267460080571) < 1e-10)
    // A mixture of equals is one of them.
    #expect(Self.poisson(2.5, 2.5, count: 3) == Self.poisson(2.5, count: 3))
  }

  /// Where exp(−μ) is no number of Float64, where the count is far outside, and where nothing is expected.
  @Test func edges() {
    #expect(abs(Self.poisson(900, count: 880) - 12.06954828889737) < 1e-9)
    #expect(abs(Self.poisson(2.5, count: 300) - 296.63121730111532) < 1e-10)
    #expect(abs(Self.poisson(2.5, count: 1e9) - (1e9 - 3.3687826988846799)) < 1e-5)
    #expect(abs(Self.poisson(1e6, count: 0) - (1e6 - 1e3 / Double.pi.squareRoot())) < 1)
    #expect(Self.poisson(0, count: 0) == 0 && Self.poisson(0, count: 3) == 3)
  }

  /// Without a part, the scores are those of the other members.
  @Test func parts() {
    let means = [2.5, 40, 0.1, 7, 3]
    let mixture = means.map { PoissonDistribution(mean: $0) }
    let scores = PoissonDistribution.rankedProbabilityScores(of: 4, mixture: mixture, parts: 2)
    let logs = PoissonDistribution.logProbabilities(of: 4, mixture: mixture, parts: 2)
    for part in 0..<2 {
      let others = means.indices.filter { $0 % 2 != part }.map { mixture[$0] }
      let alone = PoissonDistribution.rankedProbabilityScores(of: 4, mixture: others, parts: 0)[0]
      #expect(abs(scores[part + 1] - alone) < 1e-12)
      #expect(logs[part + 1] == PoissonDistribution.logProbabilities(of: 4, mixture: others, parts: 0)[0])
    }
  }

  /// Beyond 2¹⁴ terms, in steps: relative error below 10⁻⁵.
  @Test func largeCounts() {
    for (found, expected) in [
      (Self.poisson(1e5, count: 100_300), 179.71548408047482),
      (Self.negativeBinomial((3e4, 2), count: 50_000), 14457.860318073926),
      (Self.negativeBinomial((2e4, 0.1), count: 100), 2326.3490460115963),
    ] {
      #expect(abs(found - expected) <= 1e-5 * expected, "\(found), \(expected)")
    }
  }

  /// The score is proper: on average the law that counts come from scores best.
  @Test func proper() {
    let truth = PoissonDistribution(mean: 3)
    func expected(_ law: PoissonDistribution) -> Double {
      (0..<60).reduce(0) { sum, count in
        let weight = truth.ratioProduct(to: count)
        return sum + weight
          * PoissonDistribution.rankedProbabilityScores(
            of: Double(count), mixture: [law], parts: 0)[0]
      }
    }
    let best = expected(truth)
    for mean in [2.0, 2.7, 3.3, 4.5] { #expect(expected(PoissonDistribution(mean: mean)) > best) }
  }
}

extension PoissonDistribution {
  /// P(X = k)/P(X = 0).
  fileprivate func ratioProduct(to count: Int) -> Double {
    (0..<count).reduce(1) { $0 * ratio(after: Double($1)) }
  }
}
