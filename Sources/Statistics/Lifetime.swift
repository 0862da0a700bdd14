import CKernels

/// How long half of what was kept at first lasts, read off a survival curve.
///
/// `survival[n − 1]` is the share S(n) that is kept after n steps, with S(0) = 1. The median lifetime is the n with
/// S(n) = ½, on a curve that between whole steps is geometric: where S(n) > ½ ≥ S(n + 1) it is
/// n + ln(S(n)/½) / ln(S(n)/S(n + 1)). A constant retention r, S(n) = rⁿ, gives ln ½ / ln r exactly. A curve that falls to 0
/// at once falls at n.
///
/// - Returns: steps; `nil` where more than half is kept to the end.
public func medianLifetime(survival: [Double]) -> Double? {
  var before = 1.0
  for (steps, after) in survival.enumerated() {
    if after <= 0.5 {
      return Double(steps) + ckernels_log_f64(2 * before) / ckernels_log_f64(before / after)
    }
    before = after
  }
  return nil
}
