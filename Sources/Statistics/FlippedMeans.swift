package import RandomStreams

/// The stretches between the means of flipped and unflipped pairs, over a reference set of sign patterns.
///
/// A pattern and its opposite are one stretch; the pattern that flips nothing is left out and counted as the 1 in p.
package struct FlippedMeans {
  /// The mean difference, 0 where it is within rounding.
  package let center: Double
  private let lows: [Double]
  private let highs: [Double]

  package init(differences: [Double], scales: [Double]? = nil, key: StreamKey) {
    precondition(!differences.isEmpty && differences.count == scales?.count ?? differences.count)
    // Far above the subnormal numbers, so that no mean of a nonzero sum rounds to 0.
    let settled = differences.map { abs($0) < 0x1p-500 ? 0 : $0 }
    let sums = SubsetSums(settled, slack: RoundingSlack.of(scales: scales ?? settled.map { abs($0) }))
    center = sums.mean
    (lows, highs) =
      differences.count <= SignFlipTest.exactLimit
      ? Self.everyPattern(sums) : Self.drawnPatterns(sums, key)
  }

  /// All 2ⁿ⁻¹ − 1 splits into two nonempty parts; the last element always stays on the unflipped side.
  private static func everyPattern(_ sums: SubsetSums) -> (lows: [Double], highs: [Double]) {
    var subset: [UInt32] = [0]
    return collect(count: 1 << (sums.count - 1) - 1) {
      subset[0] += 1
      return sums.means(subset)
    }
  }

  private static func drawnPatterns(_ sums: SubsetSums, _ key: StreamKey) -> (lows: [Double], highs: [Double])
  {
    var stream = RandomStream(key)
    var subset = [UInt32](repeating: 0, count: (sums.count + 31) / 32)
    let last = ~UInt32(0) >> UInt32((32 - sums.count % 32) % 32)
    return collect(count: SignFlipTest.drawnPatterns) {
      for word in subset.indices { subset[word] = stream.nextWord() }
      subset[subset.count - 1] &= last
      return sums.means(subset)
    }
  }

  private static func collect(
    count: Int, _ next: () -> (low: Double, high: Double)
  ) -> (lows: [Double], highs: [Double]) {
    var (lows, highs): ([Double], [Double]) = ([], [])
    lows.reserveCapacity(count)
    highs.reserveCapacity(count)
    for _ in 0..<count {
      let (low, high) = next()
      lows.append(low)
      highs.append(high)
    }
    return (lows, highs)
  }

  /// The p-value of a shift of 0.
  package var pValue: Double {
    // Every stretch contains the center, so one end decides.
    if center == 0 { return 1 }
    let containing = center > 0 ? lows.count { $0 <= 0 } : highs.count { $0 >= 0 }
    return Double(containing + 1) / Double(lows.count + 1)
  }

  /// The shifts whose p-value exceeds 5 %.
  package var interval: Interval {
    let rank = (lows.count + 1) / 20
    guard rank > 0 else { return .unbounded }
    var (lower, upper) = (lows, highs)
    let low = lower.select(rank: rank)
    let high = upper.select(rank: upper.count + 1 - rank)
    // Rounding may put an end an ulp past the center, or on the wrong side of a center that counts as 0.
    return Interval(min(low, center), max(high, center))
  }
}
