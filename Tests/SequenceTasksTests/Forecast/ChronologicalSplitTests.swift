import SequenceTasks
import Sequences
import Testing

@Suite("Chronological splits")
struct ChronologicalSplitTests {
  /// Every pair of tenths, every number of rows to 120: borders are ⌊F·n⌋ in whole-number arithmetic.
  @Test func bordersAreExactForTenths() {
    for first in 1...8 {
      for second in 1...(9 - first) {
        let fractions = [first, second, 10 - first - second].map { Double($0) / 10 }
        for count in 0...120 {
          let split = ChronologicalSplit(rowCount: count, fractions: fractions)
          #expect(split.validationStart == first * count / 10)
          #expect(split.testStart == (first + second) * count / 10)
        }
      }
    }
  }

  @Test func thirdsDivideEvenly() {
    let third = 1.0 / 3
    for count in 1...300 {
      let split = ChronologicalSplit(rowCount: count, fractions: [third, third, third])
      #expect(split.validationStart == count / 3)
      #expect(split.testStart == 2 * count / 3)
    }
  }

  /// For every small case a row is in one split, and a target iff enough rows lie before it.
  @Test func everyRowIsInOneSplit() {
    for count in 1...40 {
      let split = ChronologicalSplit(rowCount: count, fractions: [0.5, 0.2, 0.3])
      for reach in [1, 2, 5, 21] {
        for row in 0..<count {
          let splits = Split.allCases.filter { split.rows($0).contains(row) }
          #expect(splits.count == 1)
          let isTarget = Split.allCases.filter { split.targets($0, reach: reach).contains(row) }
          #expect(isTarget == (row >= reach ? splits : []))
        }
      }
    }
  }

  @Test func chickenpox() {
    let split = ChronologicalSplit(rowCount: 522, fractions: [0.5, 0.2, 0.3])
    #expect(split.rows(.train) == 0..<261)
    #expect(split.rows(.validation) == 261..<365)
    #expect(split.rows(.test) == 365..<522)
  }
}
