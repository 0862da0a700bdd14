import Testing

@Suite struct CoveringArrayTests {
  @Test(arguments: [[2, 2], [3, 3, 3], [7, 10, 17, 2, 2, 2], [2, 2, 2, 2, 2, 2, 2, 2]])
  func everyPairOccurs(_ levels: [Int]) {
    let array = CoveringArray(levels: levels)
    let found = Set(array.rows.flatMap { CoveringArray.pairs(in: $0) })
    #expect(found == Set(CoveringArray.pairs(levels)) && array.impossible.isEmpty)
    #expect(array.rows.allSatisfy { row in zip(row, levels).allSatisfy { $0 < $1 } })
    // No more than half as many again as the two largest factors need by themselves, or a few where all are small.
    let largest = levels.sorted().suffix(2).reduce(1, *)
    #expect(array.rows.count <= max(largest * 3 / 2, 12))
  }

  /// Rows that are not allowed do not occur, and a pair is impossible exactly where all its rows are not.
  @Test func onlyWhatIsAllowed() {
    let array = CoveringArray(levels: [3, 4, 5]) { !($0[0] == 1 && $0[2] == 2) && $0[1] + $0[2] != 3 }
    #expect(array.rows.allSatisfy { !($0[0] == 1 && $0[2] == 2) && $0[1] + $0[2] != 3 })
    let forbidden = CoveringArray.pairs([3, 4, 5]).filter { pair in
      let (a, b) = (pair.first, pair.second)
      return a.factor == 0 && b.factor == 2 && a.level == 1 && b.level == 2
        || a.factor == 1 && b.factor == 2 && a.level + b.level == 3
    }
    #expect(Set(array.impossible) == Set(forbidden))
    let found = Set(array.rows.flatMap { CoveringArray.pairs(in: $0) })
    #expect(found.count == CoveringArray.pairs([3, 4, 5]).count - forbidden.count)
  }

  @Test func theSameEveryTime() {
    let rows = CoveringArray(levels: [4, 5, 6, 2]).rows
    #expect(CoveringArray(levels: [4, 5, 6, 2]).rows == rows)
  }
}
