internal import CGSL
internal import RandomStreams

/// Student's t distribution and what is built on its quantiles.
public enum StudentT {
  /// The quantile t_{p,ν}, by GSL.
  ///
  /// - Parameters:
  ///   - probability: p, strictly between 0 and 1.
  ///   - degreesOfFreedom: ν > 0.
  public static func quantile(_ probability: Double, degreesOfFreedom: Double) -> Double {
    precondition(probability > 0 && probability < 1 && degreesOfFreedom > 0)
    GSLErrorHandler.turnOff()
    return gsl_cdf_tdist_Pinv(probability, degreesOfFreedom)
  }

  /// The 95 % interval of a mean, m ± t_{.975,n−1}·s/√n; `nil` below two values.
  ///
  /// Its coverage is 95 % for normal data and less for skewed or two-valued data: see <doc:HonestFigures>.
  public static func interval(_ moments: Moments) -> Interval? {
    guard let mean = moments.mean, let error = moments.standardError else { return nil }
    let half = quantile(upperTail, degreesOfFreedom: Double(moments.count - 1)) * error
    return Interval(mean - half, mean + half)
  }

  /// The smallest true difference that n pairs would detect four times in five, (t_{.975,n−1} + t_{.80,n−1})·s_d/√n.
  ///
  /// The two-sided 5 % test with 80 % power, under normal differences of the observed spread (Bloom 1995, "Minimum
  /// detectable effects").
  ///
  /// - Returns: `nil` below two pairs.
  public static func detectableDifference(_ differences: Moments) -> Double? {
    differences.standardError.map { detectableDifference(pairs: differences.count, standardError: $0) }
  }

  /// The same of n > 1 pairs whose mean difference has this standard error.
  static func detectableDifference(pairs: Int, standardError: Double) -> Double {
    let freedom = Double(pairs - 1)
    return
      (quantile(upperTail, degreesOfFreedom: freedom)
      + quantile(SignificanceLevel.power, degreesOfFreedom: freedom)) * standardError
  }

  /// 1 − α/2.
  static let upperTail = 1 - SignificanceLevel.alpha / 2
}
