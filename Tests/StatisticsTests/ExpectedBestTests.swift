import Statistics
import Testing

struct ExpectedBestTests {
  /// The mean over all subsets of m of their best, by listing the subsets; `nil` where a subset has none.
  private static func listed(_ scores: [Double?], _ m: Int, lowerIsBetter: Bool) -> Double? {
    var (sum, count) = (0.0, 0)
    for mask in 0..<(1 << scores.count) where mask.nonzeroBitCount == m {
      let subset = scores.indices.filter { mask >> $0 & 1 == 1 }.compactMap { scores[$0] }
      guard let best = lowerIsBetter ? subset.min() : subset.max() else { return nil }
      sum += best
      count += 1
    }
    return sum / Double(count)
  }

  @Test(
    arguments: [
      [3, 1, 2], [5], [2, 2, 2, 2], [1, nil, 4, -2, nil, 8, 3], [nil, nil, 1], [nil],
      [0.25, 7, 6.5, 1e3, -9, 4, 4, 2],
    ] as [[Double?]])
  func isTheMeanOverAllSubsets(scores: [Double?]) throws {
    for lowerIsBetter in [true, false] {
      let expected = expectedBest(scores, lowerIsBetter: lowerIsBetter)
      #expect(expected.count == scores.count)
      for m in 1...scores.count {
        let listed = Self.listed(scores, m, lowerIsBetter: lowerIsBetter)
        guard let found = expected[m - 1], let listed else {
          #expect(expected[m - 1] == nil && listed == nil)
          continue
        }
        #expect(abs(found - listed) <= 1e-12 * max(1, abs(listed)))
      }
    }
  }

  @Test func theBestOfAllIsTheBest() {
    let scores = (0..<10_000).map { Double(($0 * 7919) % 10_007) }
    #expect(expectedBest(scores, lowerIsBetter: true).last == scores.min())
    #expect(expectedBest(scores, lowerIsBetter: false).last == scores.max())
    #expect(expectedBest([], lowerIsBetter: true).isEmpty)
  }
}
