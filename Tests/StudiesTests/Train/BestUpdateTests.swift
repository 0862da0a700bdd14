import Studies
import Testing

@Suite struct BestUpdateTests {
  private func best(_ values: [Double?], lowerIsBetter: Bool) -> Int? {
    var best = BestUpdate(lowerIsBetter: lowerIsBetter)
    for (update, value) in values.enumerated() { best.take(value, update: update) }
    return best.update
  }

  @Test func theMetricsDirectionDecides() {
    #expect(best([3, 1, 2], lowerIsBetter: true) == 1)
    #expect(best([3, 1, 4], lowerIsBetter: false) == 2)
  }

  @Test func theEarliestOfEqualValuesIsTaken() {
    #expect(best([3, 1, 2, 1], lowerIsBetter: true) == 1)
    #expect(best([3, 3], lowerIsBetter: false) == 0)
  }

  @Test func anUndefinedValueIsNeverTaken() {
    #expect(best([nil, 5, .nan, 4], lowerIsBetter: true) == 3)
    #expect(best([.nan, 5, .nan, 4], lowerIsBetter: false) == 1)
    #expect(best([.nan, nil], lowerIsBetter: true) == nil)
    #expect(best([.infinity, .nan], lowerIsBetter: true) == 0)
  }
}
