/// A sum in Float64 of a stream of terms, whose order does not depend on how the stream is cut.
///
/// Eight running sums: term k goes to sum k mod 8, and in the end they are added in pairs, ((0 + 1) + (2 + 3)) + ((4 + 5) +
/// (6 + 7)). So a vector of terms is added at once, and any cut of the stream gives the same bits.
struct RunningSum: Sendable, Hashable {
  /// The eight sums, as kernels add to them.
  var lanes = SIMD8<Double>.zero

  /// The sum so far.
  var value: Double {
    let pairs = lanes.evenHalf + lanes.oddHalf
    let fours = pairs.evenHalf + pairs.oddHalf
    return fours[0] + fours[1]
  }

  /// Adds what was summed elsewhere.
  mutating func add(_ value: Double) { lanes[0] += value }
}
