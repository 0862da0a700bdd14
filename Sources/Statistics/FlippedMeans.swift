package import RandomStreams

/// The stretches between the means of flipped and unflipped pairs, over a reference set of sign patterns.
///
/// A pattern and its opposite are one stretch. The pattern that flips nothing is the whole line: it is never less
/// extreme than itself.
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

  /// All 2ⁿ⁻¹ splits into two parts; the last element always stays on the unflipped side.
  private static func everyPattern(_ sums: SubsetSums) -> (lows: [Double], highs: [Double]) {
    let inner = min(sums.count - 1, 8)
    var (lows, highs) = room(for: 1 << (sums.count - 1))
    for upper in 0..<UInt32(1) << UInt32(sums.count - 1 - inner) {
      let partial = sums.partial([upper << 8])
      for chosen in 0..<1 << inner { append(sums.means(partial, chosen), &lows, &highs) }
    }
    return (lows, highs)
  }

  /// The pattern that flips nothing, and patterns drawn from the stream.
  private static func drawnPatterns(_ sums: SubsetSums, _ key: StreamKey) -> (lows: [Double], highs: [Double])
  {
    var stream = RandomStream(key)
    var subset = [UInt32](repeating: 0, count: (sums.count + 31) / 32)
    let last = ~UInt32(0) >> UInt32((32 - sums.count % 32) % 32)
    var (lows, highs) = room(for: SignFlipTest.drawnPatterns + 1)
    append((-.infinity, .infinity), &lows, &highs)
    for _ in 0..<SignFlipTest.drawnPatterns {
      for word in subset.indices { subset[word] = stream.nextWord() }
      subset[subset.count - 1] &= last
      append(sums.means(sums.partial(subset), Int(subset[0] & 255)), &lows, &highs)
    }
    return (lows, highs)
  }

  private static func room(for count: Int) -> (lows: [Double], highs: [Double]) {
    var empty: [Double] = []
    empty.reserveCapacity(count)
    return (empty, empty)
  }

  private static func append(
    _ stretch: (low: Double, high: Double), _ lows: inout [Double], _ highs: inout [Double]
  ) {
    lows.append(stretch.low)
    highs.append(stretch.high)
  }

  /// The p-value of a shift of 0: the share of stretches that contain it.
  package var pValue: Double {
    // Every stretch contains the center, so one end decides.
    if center == 0 { return 1 }
    let containing = center > 0 ? lows.count { $0 <= 0 } : highs.count { $0 >= 0 }
    return Double(containing) / Double(lows.count)
  }

  /// The shifts that more than one in `inverseLevel` of the stretches contain.
  package func interval(inverseLevel: Int) -> Interval {
    let rank = lows.count / inverseLevel + 1
    var (lower, upper) = (lows, highs)
    let low = lower.select(rank: rank)
    let high = upper.select(rank: upper.count + 1 - rank)
    // Rounding may put an end an ulp past the center, or on the wrong side of a center that counts as 0.
    return Interval(min(low, center), max(high, center))
  }
}
