/// The paired effect size d_z with Hedges' correction: J(n − 1)·m_d/s_d.
///
/// d_z is the mean difference in units of the differences' own standard deviation, so it grows with the correlation of
/// the pairs. It is not Cohen's d of two independent groups and must not be compared with one.
///
/// - Returns: `nil` below three pairs, or where the differences have no spread.
public func pairedEffectSize(_ differences: Moments) -> Double? {
  guard differences.count > 2, let mean = differences.mean, let deviation = differences.standardDeviation,
    deviation > 0
  else { return nil }
  return hedgesCorrection(degreesOfFreedom: differences.count - 1) * mean / deviation
}

/// The factor that makes a standardized mean of normal data unbiased (Hedges 1981), in its exact form.
///
/// J(ν) = Γ(ν/2) / (√(ν/2)·Γ((ν − 1)/2)), not the usual approximation 1 − 3/(4ν − 1). The ratio of gammas
/// r(ν) = Γ(ν/2)/Γ((ν − 1)/2) follows from r(2) = 1/√π, r(3) = √π/2 and r(ν + 2) = r(ν)·ν/(ν − 1), so that the
/// result has the same bits on every CPU.
///
/// - Parameter degreesOfFreedom: ν, at least 2: J(1) is 0, as no unbiased form exists.
package func hedgesCorrection(degreesOfFreedom: Int) -> Double {
  precondition(degreesOfFreedom >= 2)
  let rootOfPi = Double.pi.squareRoot()
  var freedom = 2 + degreesOfFreedom % 2
  var ratio = freedom == 2 ? 1 / rootOfPi : rootOfPi / 2
  while freedom < degreesOfFreedom {
    ratio *= Double(freedom) / Double(freedom - 1)
    freedom += 2
  }
  return ratio / (Double(degreesOfFreedom) / 2).squareRoot()
}
