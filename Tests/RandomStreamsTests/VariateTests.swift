import CGSL
import RandomStreams
import Testing

/// GSL's variates work on philox: their means agree with theory.
///
/// Every stream is fixed, so the outcome is too; the bound is 5.5 standard errors of the mean over 40,000
/// draws, which right code with other streams would miss with a chance of 4·10⁻⁸ a row, below 10⁻⁶ in all.
@Suite struct VariateTests {
  struct Row: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let mean: Double
    let variance: Double
    let draw: @Sendable (UnsafeMutablePointer<gsl_rng>) -> Double

    init(
      _ name: String, _ mean: Double, _ variance: Double,
      _ draw: @escaping @Sendable (UnsafeMutablePointer<gsl_rng>) -> Double
    ) {
      testDescription = name
      self.mean = mean
      self.variance = variance
      self.draw = draw
    }
  }

  static let rows = [
    Row("uniform", 0.5, 1 / 12.0) { gsl_rng_uniform($0) },
    Row("uniform square", 1 / 3.0, 4 / 45.0) { square(gsl_rng_uniform_pos($0)) },
    Row("die", 3.5, 35 / 12.0) { Double(1 + gsl_rng_uniform_int($0, 6)) },
    Row("gaussian", 0, 4) { gsl_ran_gaussian($0, 2) },
    Row("gaussian square", 1, 2) { square(gsl_ran_gaussian_ziggurat($0, 1)) },
    Row("exponential", 3, 9) { gsl_ran_exponential($0, 3) },
    Row("gamma", 5, 10) { gsl_ran_gamma($0, 2.5, 2) },
    Row("beta", 0.4, 0.04) { gsl_ran_beta($0, 2, 3) },
    Row("bernoulli", 0.3, 0.21) { Double(gsl_ran_bernoulli($0, 0.3)) },
    Row("binomial", 12, 4.8) { Double(gsl_ran_binomial($0, 0.6, 20)) },
    Row("poisson", 4, 4) { Double(gsl_ran_poisson($0, 4)) },
    Row("geometric", 4, 12) { Double(gsl_ran_geometric($0, 0.25)) },
  ]

  private static func square(_ x: Double) -> Double { x * x }

  @Test(arguments: rows)
  func meanOfVariate(row: Row) {
    let count = 40_000
    var stream = RandomStream(StreamKey(seed: 5, path: [.label(row.testDescription)]))
    let sum = stream.withGSL { rng in (0..<count).reduce(0.0) { sum, _ in sum + row.draw(rng) } }
    let error = (row.variance / Double(count)).squareRoot()
    #expect(abs(sum / Double(count) - row.mean) < 5.5 * error)
  }
}
