internal import CGSL
internal import RandomStreams

/// The 95 % interval of a success rate that covers at least 95 % whatever the true rate (Clopper and Pearson 1934).
///
/// The ends are beta quantiles, B_{.025}(x, n − x + 1) and B_{.975}(x + 1, n − x); the lower one is 0 for x = 0 and
/// the upper one 1 for x = n.
///
/// - Parameters:
///   - successes: x, from 0 to `trials`.
///   - trials: n.
/// - Returns: `nil` without trials.
public func clopperPearson(successes: Int, of trials: Int) -> Interval? {
  precondition((0...max(trials, 0)).contains(successes), "there are as many successes as trials at most")
  guard trials > 0 else { return nil }
  GSLErrorHandler.turnOff()
  let tail = SignificanceLevel.alpha / 2
  let (hits, misses) = (Double(successes), Double(trials - successes))
  return Interval(
    successes == 0 ? 0 : gsl_cdf_beta_Pinv(tail, hits, misses + 1),
    successes == trials ? 1 : gsl_cdf_beta_Pinv(1 - tail, hits + 1, misses))
}
