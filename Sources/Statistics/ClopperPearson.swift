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
    successes == 0 ? 0 : betaQuantile(tail, hits, misses + 1),
    successes == trials ? 1 : betaQuantile(1 - tail, hits + 1, misses))
}

/// The x with I_x(a, b) = p.
///
/// GSL's inverse does not converge for some counts, such as 59 of 1,000: there the interval is halved until nothing lies between its ends.
private func betaQuantile(_ p: Double, _ a: Double, _ b: Double) -> Double {
  let found = gsl_cdf_beta_Pinv(p, a, b)
  if abs(gsl_cdf_beta_P(found, a, b) - p) < 1e-10 { return found }
  var (low, high) = (0.0, 1.0)
  while true {
    let middle = low + (high - low) / 2
    guard low < middle, middle < high else { return middle }
    if gsl_cdf_beta_P(middle, a, b) < p { low = middle } else { high = middle }
  }
}
