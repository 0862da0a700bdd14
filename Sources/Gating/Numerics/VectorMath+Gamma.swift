// ln Γ and its derivative, for likelihoods of counts: not for gates, so in double precision and one value at a time.

extension VectorMath {
  /// ln Γ(x) for x > 0: relative error ≤ 2·10⁻¹⁵ everywhere, also beside its zeros at 1 and 2. ∞ at 0, NaN below.
  ///
  /// Polynomials for ln Γ(x)/((x − 1)(x − 2)) on 0.5…1.5 and 1.5…2.5, Γ(x + 1) = xΓ(x) between them and 10, Stirling's
  /// series from there on. + − × / and Sluice's own logarithm: the same bits on every processor.
  public static func logGamma(_ x: Double) -> Double {
    guard x > 0 else { return x == 0 ? .infinity : .nan }
    if x < 0.5 { return x * (x - 1) * polynomial(nearOne, x) - log(x) }
    if x < 1.5 { return (x - 1) * (x - 2) * polynomial(nearOne, x - 1) }
    if x < 2.5 { return (x - 2) * (x - 1) * polynomial(nearTwo, x - 2) }
    if x < asymptotic {
      var (y, product) = (x, 1.0)
      while y >= 2.5 {
        y -= 1
        product *= y
      }
      return log(product) + logGamma(y)
    }
    return (x - 0.5) * (log(x) - 1) + (halfLogTwoPi - 0.5) + stirlingSeries(x)
  }

  /// ln Γ(x + d) − ln Γ(x) for x, x + d > 0, without the cancellation of two large logarithms.
  ///
  /// Absolute error ≤ 4·10⁻¹⁵·max(1, |d|·(1 + |ln x|), the result).
  public static func logGammaDifference(_ x: Double, plus d: Double) -> Double {
    guard x >= asymptotic, x + d >= asymptotic else { return logGamma(x + d) - logGamma(x) }
    return (x + d - 0.5) * log1p(d / x) + d * (log(x) - 1) + (stirlingSeries(x + d) - stirlingSeries(x))
  }

  /// ψ(x) = Γ′(x)/Γ(x) for x > 0: error ≤ 2·10⁻¹⁵·max(1, |ψ(x)|), and relative to ψ beside its zero at 1.4616.
  /// −∞ at 0, NaN below.
  public static func digamma(_ x: Double) -> Double {
    guard x > 0 else { return x == 0 ? -.infinity : .nan }
    if x < 1 { return digamma(x + 1) - 1 / x }
    if x < 2 { return ((x - digammaZero.high) - digammaZero.low) * polynomial(digammaSlope, x - 1.5) }
    if x < asymptotic {
      var (y, sum) = (x, 0.0)
      while y >= 2 {
        y -= 1
        sum += 1 / y
      }
      return sum + digamma(y)
    }
    return log(x) - 0.5 / x - digammaSeries(x)
  }

  /// Σ B₂ₖ/(2k·x²ᵏ), k = 1…8: what ln x − 1/(2x) exceeds ψ(x) by, for x ≥ 10.
  public static func digammaSeries(_ x: Double) -> Double {
    let square = 1 / (x * x)
    return square * polynomial(digammaTerms, square)
  }

  /// Where the asymptotic series are good to the last digit.
  public static var asymptotic: Double { 10 }

  /// Σ B₂ₖ/(2k(2k − 1)·x²ᵏ⁻¹), k = 1…8: ln Γ(x) − (x − ½)ln x + x − ½ln 2π, for x ≥ 10.
  private static func stirlingSeries(_ x: Double) -> Double {
    let inverse = 1 / x
    return inverse * polynomial(stirlingTerms, inverse * inverse)
  }

  /// c₀ + c₁w + c₂w² + …
  private static func polynomial<let n: Int>(_ coefficients: InlineArray<n, Double>, _ w: Double) -> Double {
    var sum = coefficients[n - 1]
    for k in (0..<n - 1).reversed() { sum = sum * w + coefficients[k] }
    return sum
  }

  private static var halfLogTwoPi: Double { 0.9189385332046728 }

  /// The positive zero of ψ, in two parts.
  private static var digammaZero: (high: Double, low: Double) { (1.4616321449683622, 9.549995429965697e-17) }

  private static let stirlingTerms: InlineArray<8, Double> = [
    1.0 / 12, -1.0 / 360, 1.0 / 1260, -1.0 / 1680, 1.0 / 1188, -691.0 / 360_360, 1.0 / 156, -3617.0 / 122_400,
  ]

  private static let digammaTerms: InlineArray<8, Double> = [
    1.0 / 12, -1.0 / 120, 1.0 / 252, -1.0 / 240, 1.0 / 132, -691.0 / 32_760, 1.0 / 12, -3617.0 / 8160,
  ]

  // Chebyshev interpolation at 60 digits by Tests/Vectors/gamma.py; errors below 2·10⁻¹⁷.

  /// ln Γ(1 + w)/(w(w − 1)) on |w| ≤ ½.
  private static let nearOne: InlineArray<28, Double> = [
    0.5772156649015329, -0.24525136852258037, 0.1554342658639556, -0.11514654256383787, 0.09223900846366932,
    -0.07731816853143067, 0.06673172835553974, -0.05877794140424497, 0.05255631826261005,
    -0.04754312679769891, 0.043411084045754875, -0.039943150324446376, 0.03698548306742434,
    -0.03443942843923471, 0.03228147253279034, -0.03033014421461396, 0.028013319311536597,
    -0.026488089711827638, 0.02917794270102698, -0.027825057395512564, 0.0069437273107903555,
    -0.006392049327941565, 0.07123157860759115, -0.06888571735061609, -0.07533096837257305,
    0.07324164062349006, 0.11052782198365534, -0.10710035441656564,
  ]

  /// ln Γ(2 + w)/(w(w + 1)) on |w| ≤ ½.
  private static let nearTwo: InlineArray<19, Double> = [
    0.42278433509846713, -0.10031730167435393, 0.032965000621155836, -0.012384192193367468,
    0.004998641164695469, -0.002108130834223415, 0.0009153769223805991, -0.00040570738897825623,
    0.00018255263497305119, -8.309527325533694e-05, 3.816895987618124e-05, -1.7660194017271152e-05,
    8.221478918059622e-06, -3.856313609317478e-06, 1.8124087986144874e-06, -8.208987442720822e-07,
    3.8837480981603403e-07, -2.525485342958651e-07, 1.203490776346864e-07,
  ]

  /// ψ(1.5 + w)/(1.5 + w − its zero) on |w| ≤ ½.
  private static let digammaSlope: InlineArray<22, Double> = [
    0.951055876031833, -0.4236274212814605, 0.2405424842407742, -0.14840492305390884, 0.09498872445494122,
    -0.061922133273064534, 0.04076083381242074, -0.02697579675613825, 0.0179072524394512,
    -0.011908218001568644, 0.007926944646403797, -0.005279964873257405, 0.003519006401502276,
    -0.002345267632540769, 0.0015566317474486838, -0.0010376374098418604, 0.0007233266279287554,
    -0.0004821990530566789, 0.0002272331660987376, -0.00015148586836773365, 0.00025968482126430747,
    -0.00017312261802727394,
  ]
}
