/// The quantile of a sample by linear interpolation of its order statistics.
///
/// With the values sorted as x₀ … x_{n−1} and h = (n − 1)·probability, it is x_⌊h⌋ + (h − ⌊h⌋)·(x_⌊h⌋₊₁ − x_⌊h⌋):
/// definition 7 of Hyndman and Fan (1996), the default of NumPy and R. Infinite values take part as the extremes.
///
/// - Parameters:
///   - values: the sample, in any order, without NaN.
///   - probability: from 0 (minimum) to 1 (maximum); ½ is the median.
/// - Returns: `nil` without values, or where two infinite values of opposite sign would have to be averaged.
public func quantile(_ values: [Double], _ probability: Double) -> Double? {
  precondition((0...1).contains(probability), "a quantile's probability lies between 0 and 1")
  guard !values.isEmpty else { return nil }
  let sorted = values.sorted()
  let position = Double(sorted.count - 1) * probability
  let index = Int(position)
  let fraction = position - Double(index)
  // An infinite neighbor with weight 0 must not turn a finite answer into NaN, nor one of weight 1 (equal ends).
  if fraction == 0 || sorted[index] == sorted[index + 1] { return sorted[index] }
  let result =
    fraction == 0.5
    ? sorted[index] / 2 + sorted[index + 1] / 2
    : sorted[index] + fraction * (sorted[index + 1] - sorted[index])
  return result.isNaN ? nil : result
}

/// The median of a sample: the middle value, or the mean of the two middle ones.
public func median(_ values: [Double]) -> Double? { quantile(values, 0.5) }
