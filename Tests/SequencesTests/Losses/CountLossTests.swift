import Gating
import Sequences
import Testing

/// The likelihoods of counts against SciPy 1.17.1 (`-poisson.logpmf`, `-nbinom.logpmf`) and mpmath.
@Suite struct CountLossTests {
  @Test(arguments: [
    (0.0, 0.25, 0.25), (3, 2.5, 1.5428872736055896), (17, 2.5, 20.428131008276253),
    (1000, 987.5, 4.451681712886966),
  ])
  func poisson(count: Double, mean: Double, expected: Double) {
    let a = VectorMath.log(mean / 2)
    let cost = PoissonLoss().term(
      LossTerm(preActivation: a, output: VectorMath.exp(a), target: count, scale: 2))
    #expect(abs(cost.loss - expected) <= 1e-12 * max(1, count))
    #expect(abs(cost.slope - (mean - count)) <= 1e-12 * max(1, count))
    #expect(
      abs(PoissonDistribution(mean: mean).logProbability(of: count) + expected) <= 1e-12 * max(1, count))
  }

  @Test(arguments: [
    (0.0, 0.25, 2.0, 0.23556607131276702), (3, 2.5, 2, 1.9989260660191235),
    (17, 2.5, 0.5, 5.991669697225488), (1000, 987.5, 3.5, 7.226082808655597),
    (4, 7, 1e6, 2.394410734056514),
  ])
  func negativeBinomial(count: Double, mean: Double, size: Double, expected: Double) {
    let found = NegativeBinomialDistribution(mean: mean, size: size).logProbability(of: count)
    #expect(abs(found + expected) <= 1e-9)
  }

  /// Loss and ∂/∂ρ where the textbook formulas lose all digits: ρ from −20 to 40, by mpmath with 60 digits.
  @Test(arguments: [
    (3.0, 2.5, 0.0, 2.2621796783590068, -0.4377132219808225),
    (3, 2.5, 25, 1.5428872736246857, -1.9095922813682612e-11),
    (1000, 987.5, 1.25, 7.227524074681828, -0.521671758982075),
    (0, 2.5, -20, 4.311168841167979e-8, 4.1050534790940574e-8),
    (7, 2.5, 40, 4.611126237946329, 2.8145346941306777e-17),
    (7, 2.5, 2.302585092994046, 4.152629635247011, 0.31382812053470493),
  ])
  func slopesOfTheSize(count: Double, mean: Double, rho: Double, loss: Double, slope: Double) {
    let cost = NegativeBinomialLoss().term(
      LossTerm(
        preActivation: VectorMath.log(mean), output: mean, target: count, scale: 1, constant: rho))
    #expect(abs(cost.loss - loss) <= 4e-13 * max(1, count / 10), "\(cost.loss)")
    #expect(abs(cost.constantSlope - slope) <= 1e-12 * max(1, count / 10), "\(cost.constantSlope)")
  }

  /// The probabilities of all counts sum to 1, and the ratios are theirs.
  @Test func probabilities() {
    let laws: [any CountDistribution] = [
      PoissonDistribution(mean: 2.5), NegativeBinomialDistribution(mean: 2.5, size: 0.7),
    ]
    for law in laws {
      var sum = 0.0
      for count in 0..<400 {
        let p = VectorMath.exp(law.logProbability(of: Double(count)))
        let next = VectorMath.exp(law.logProbability(of: Double(count + 1)))
        sum += p
        #expect(abs(p * law.ratio(after: Double(count)) - next) <= 1e-13 * max(p, next))
      }
      #expect(abs(sum - 1) < 1e-12)
    }
  }

  /// Nothing expected and nothing seen costs nothing, and is not NaN.
  @Test func nothing() {
    let cost = PoissonLoss().term(LossTerm(preActivation: -.infinity, output: 0, target: 0, scale: 3))
    #expect(cost.loss == 0 && cost.slope == 0)
  }
}
