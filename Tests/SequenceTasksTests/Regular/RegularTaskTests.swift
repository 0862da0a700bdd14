import Catalog
import Foundation
import SequenceTasks
import Sequences
import Testing

@Suite("The regular tasks")
struct RegularTaskTests {
  /// The symbols of a row of one-hot inputs.
  private static func symbols(_ batch: TaskBatch, row: Int) -> [Int] {
    let inputs = Fixtures.inputs(batch, row: row)
    return (0..<batch.lengths[row]).map { step in
      let place = step * batch.inputWidth
      return inputs[place..<place + batch.inputWidth].firstIndex(of: 1).map { $0 - place } ?? -1
    }
  }

  /// The classes of all sequences of up to six symbols follow from a rule that is no automaton.
  @Test func automataSayWhatTheRulesSay() {
    func check<L: RegularLanguage>(_: L.Type, lengths: [Int], _ rule: ([Int]) -> Int) {
      for length in lengths {
        var sequences: [[Int]] = [[]]
        for step in 0..<length {
          sequences = sequences.flatMap { start in L.choices(at: step).map { start + [$0] } }
        }
        for sequence in sequences {
          #expect(L.classIndex(of: sequence.reduce(0, L.next)) == rule(sequence), "\(sequence)")
        }
        // And so do their shares.
        let counts = L.classes.indices.map { index in Double(sequences.count { rule($0) == index }) }
        let shares = L.shares(upTo: length)[length]
        #expect(zip(counts, shares).allSatisfy { abs($0 / Double(sequences.count) - $1) < 1e-12 })
      }
    }
    check(Parity.self, lengths: Array(1...6)) { $0.reduce(0, +) % 2 }
    check(EvenPairs.self, lengths: Array(1...6)) { $0.first == $0.last ? 0 : 1 }
    check(CycleNavigation.self, lengths: Array(1...6)) { ($0.reduce(0, +) - $0.count + 50) % 5 }
    check(ModularArithmetic.self, lengths: [1, 3, 5]) { Self.value($0) }
  }

  /// The value of an expression by terms: split at + and −, products of digits.
  private static func value(_ symbols: [Int]) -> Int {
    var (total, sign, product) = (0, 1, 1)
    for symbol in symbols {
      switch symbol {
      case 0..<5: product *= symbol
      case 5, 6: (total, sign, product) = (total + sign * product, symbol == 5 ? 1 : -1, 1)
      default: break
      }
    }
    return ((total + sign * product) % 5 + 5) % 5
  }

  /// Digits and operators by turns, and no even length.
  @Test func expressionsAreWellFormed() throws {
    let task = try Fixtures.task(ModularArithmeticTask.self, ["longest": .number(9)])
    let batch = Fixtures.batch(task, .train, Array(0..<200))
    #expect(Set(batch.lengths) == [1, 3, 5, 7, 9])
    for row in 0..<batch.count {
      let symbols = Self.symbols(batch, row: row)
      for (step, symbol) in symbols.enumerated() {
        #expect(step % 2 == 0 ? (0..<5).contains(symbol) : (5..<8).contains(symbol))
      }
      #expect(batch.targets[row] == Float(Self.value(symbols)))
    }
  }

  /// Every scored length has as many examples, in order; training lengths are shared by as many in a row as is said.
  @Test func lengths() throws {
    let task = try Fixtures.task(
      ParityTask.self,
      [
        "longest": .number(5), "validation_size": .number(2), "test_size": .number(3),
        "shared_length": .number(8), "test_lengths": .list([.number(6), .number(10)]),
      ])
    #expect(Fixtures.batch(task, .validation, Array(0..<10)).lengths == [1, 1, 2, 2, 3, 3, 4, 4, 5, 5])
    #expect(Fixtures.batch(task, .test, Array(0..<6)).lengths == [6, 6, 6, 10, 10, 10])
    #expect(task.maximumSteps == 10 && task.count(.train) == nil)
    let lengths = Fixtures.batch(task, .train, Array(0..<800)).lengths
    for block in 0..<100 { #expect(Set(lengths[block * 8..<block * 8 + 8]).count == 1) }
    #expect(Set(lengths) == [1, 2, 3, 4, 5])
    let grouping = try #require(task.groupings.first)
    #expect(grouping.name == "length" && grouping.labels == ["1-5", "6", "10"])
    let groups = (0..<6).map { grouping.group(.init(.test, example: $0, place: 0, target: 0)) }
    #expect(groups == [1, 1, 1, 2, 2, 2])
    #expect(grouping.group(.init(.validation, example: 9, place: 0, target: 0)) == 0)
  }

  @Test func lengthsByRange() throws {
    func lengths(_ from: Double, _ to: Double, _ every: Double) throws -> [String]? {
      try Fixtures.task(
        ParityTask.self,
        ["test_lengths": .map(["from": .number(from), "to": .number(to), "every": .number(every)])]
      ).groupings.first?.labels
    }
    #expect(try lengths(41, 500, 10)?.suffix(2) == ["481", "491"])
    #expect(try lengths(41, 500, 1)?.count == 461)
    #expect(try lengths(7, 7, 3) == ["1-40", "7"])
    #expect(
      Fixtures.message { try lengths(50, 41, 1) }
        == "'test_lengths.to' is 41, expected a length that is not below 'from', 50")
    #expect(
      Fixtures.message {
        try Fixtures.task(ParityTask.self, ["test_lengths": .list([.number(10), .number(6)])])
      }
        == "'test_lengths' is [10, 6], expected a list of rising whole numbers, each ≥ 1 and ≤ 10000, or a map with the keys from, to, every"
    )
  }

  /// The mean over examples is the mean over lengths: a guess that is right of the first length alone has half.
  @Test func lengthsCountTheSame() throws {
    let task = try Fixtures.task(
      ParityTask.self, ["test_size": .number(3), "test_lengths": .list([.number(6), .number(10)])])
    let targets = Fixtures.batch(task, .test, Array(0..<6)).targets
    let right = targets.enumerated().flatMap { index, target -> [Double] in
      (target == 1) == (index < 3) ? [0, 1] : [1, 0]
    }
    #expect(Fixtures.scores(task, .test, right)[0] == 0.5)
    #expect(task.isSolved([0.9, 0.1]) == false && task.isSolved([0.901, 0.1]) == true)
  }
}
