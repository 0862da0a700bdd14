/// Pearson's correlation of pairs, r = Σ(x − x̄)(y − ȳ) / √(Σ(x − x̄)²·Σ(y − ȳ)²).
///
/// Between the two sides of a paired comparison it shows what pairing bought: the variance of the mean difference is
/// 1 − r of what independent runs of equal spread would give.
///
/// - Returns: `nil` below two pairs, or where a side has no spread.
public func pairCorrelation(_ first: [Double], _ second: [Double]) -> Double? {
  precondition(first.count == second.count, "a correlation needs pairs")
  let (left, right) = (Moments(first), Moments(second))
  guard let leftDeviation = left.standardDeviation, let rightDeviation = right.standardDeviation,
    leftDeviation > 0, rightDeviation > 0
  else { return nil }
  var products = 0.0
  for (x, y) in zip(first, second) {
    products += (x - left.mean!) / leftDeviation * ((y - right.mean!) / rightDeviation)
  }
  // Rounding may carry a perfect correlation an ulp past 1.
  return max(-1, min(1, products / Double(first.count - 1)))
}
