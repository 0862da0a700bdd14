import Planning
import Testing

struct TrialScoresTests {
  @Test(
    arguments: [
      ([3, 1, 2], true, [3, 1, 2], 1),
      ([3, 1, 2], false, [1, 3, 2], 0),
      // Ties go to the earlier.
      ([2, 1, 1, 2], true, [3, 1, 2, 4], 1),
      ([2, 1, 1, 2], false, [1, 3, 4, 2], 0),
      // Trials without a mean come last, in their order.
      ([nil, 5, nil, 4], true, [3, 2, 4, 1], 3),
      ([nil, 5, nil, 4], false, [3, 1, 4, 2], 1),
      ([nil, nil], true, [1, 2], nil),
      ([7], true, [1], 0),
    ] as [([Double?], Bool, [Int], Int?)])
  func theBestMeanIsChosen(means: [Double?], lowerIsBetter: Bool, ranks: [Int], best: Int?) {
    let scores = TrialScores(means: means, lowerIsBetter: lowerIsBetter)
    #expect(scores.ranks == ranks)
    #expect(scores.best == best)
  }
}
