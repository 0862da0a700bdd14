import Foundation
import Synchronization
import Testing

/// Cells, policies, gradient rules and noise together: every pair of choices in each run of the tests, and with
/// `SLUICE_WHOLE_PRODUCT=1` every cell × policy × rule × noise, the other choices taking turns.
@Suite struct CellProductTests {
  /// Rows that nobody refuses, in which every two choices meet that can.
  private static let pairs = CoveringArray(levels: CellCombination.levels) { row in
    refusals.reason(row) == nil
  }

  /// Why rows are refused, each worked out once; placement and symbols have no say in it.
  private static let refusals = Refusals()

  private final class Refusals: Sendable {
    private let known = Mutex<[[Int]: String?]>([:])

    func reason(_ row: [Int]) -> String? {
      let key = Array(row.prefix(7))
      if let reason = known.withLock({ $0[key] }) { return reason }
      let reason = CellCombination(row).refusal
      known.withLock { $0[key] = .some(reason) }
      return reason
    }
  }

  @Test(arguments: pairs.rows) func everyPair(_ row: [Int]) {
    let combination = CellCombination(row)
    #expect(combination.faults() == [], "\(combination)")
  }

  /// What no row has is what its two choices themselves rule out: each is refused with every third.
  @Test func impossiblePairs() {
    let names = ["cell", "policy", "rule", "noise", "sharing", "scope", "layers", "placement", "symbols"]
    let found = Set(Self.pairs.impossible.map { "\(names[$0.first.factor]) × \(names[$0.second.factor])" })
    // Estimators need draws of their own; one that serves a single draw needs one layer and a cell with one gate, none of which
    // has a c that noise could hold.
    #expect(
      found == [
        "cell × rule", "cell × noise", "policy × rule", "rule × noise", "rule × sharing", "rule × scope",
        "rule × layers",
      ])
    for pair in Self.pairs.impossible {
      for turn in 0..<20 {
        var row = CellCombination.levels.enumerated().map { (turn * 31 + $0 * 7) % $1 }
        row[pair.first.factor] = pair.first.level
        row[pair.second.factor] = pair.second.level
        #expect(Self.refusals.reason(row) != nil, "\(CellCombination(row))")
      }
    }
  }

  @Test(.enabled(if: ProcessInfo.processInfo.environment["SLUICE_WHOLE_PRODUCT"] == "1"))
  func wholeProduct() {
    var (ran, refused) = (0, [String: Int]())
    let levels = CellCombination.levels
    for number in 0..<levels.prefix(4).reduce(1, *) {
      var (row, rest) = ([Int](), number)
      for level in levels.prefix(4) {
        row.append(rest % level)
        rest /= level
      }
      // The others change with every number, each at a pace of its own, so that they meet one another too.
      row += levels.dropFirst(4).enumerated().map { ((number ^ number >> 3) >> $0) % $1 }
      if let reason = Self.refusals.reason(row) {
        refused[reason, default: 0] += 1
      } else {
        ran += 1
        let combination = CellCombination(row)
        #expect(combination.faults() == [], "\(combination)")
      }
    }
    let sum = refused.values.reduce(0, +)
    print("cells × policies × gradient rules × noise: \(ran + sum) combinations, \(ran) ran, \(sum) refused")
    for (reason, count) in refused.sorted(by: { ($1.value, $0.key) < ($0.value, $1.key) }) {
      print("  \(count) refused: \(reason)")
    }
  }
}
