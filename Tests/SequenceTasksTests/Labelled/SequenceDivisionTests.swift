import Catalog
import DataReading
import RandomStreams
import SequenceTasks
import Sequences
import Testing

/// Which sequences are for training, validation and test: by class, alike for a seed.
@Suite("Division of sequences")
struct SequenceDivisionTests {
  /// A task of one step a sequence, whose input is its number, with so many sequences of each class in turn.
  private func task(_ sizes: [Int], _ shares: [Double], parts: [SequencePart] = []) throws -> SequencesTask {
    let classes = sizes.enumerated().flatMap { Array(repeating: $0.offset, count: $0.element) }
    let rows = classes.enumerated().map { number, label in
      "s\(number),\(number),c\(label)" + (parts.isEmpty ? "" : ",\(parts[number].rawValue)")
    }
    let split =
      parts.isEmpty ? ParameterValue.list(shares.map { .number($0) }) : .map(["column": .text("part")])
    return try Fixtures.sequences(
      (["id,x,label" + (parts.isEmpty ? "" : ",part")] + rows).joined(separator: "\n"),
      ["scaling": .text("none"), "split": split])
  }

  /// The sequences of each split.
  private func members(_ task: SequencesTask) -> [[Int]] {
    Split.allCases.map { split in
      Fixtures.batch(task, split, Array(0..<(task.count(split) ?? 0))).inputs.map { Int($0) }
    }
  }

  private func key(_ seed: UInt64) -> StreamKey { StreamKey(seed: seed, path: [.label("task")]) }

  /// How many sequences of each class are in each split.
  private func counts(_ members: [[Int]], _ sizes: [Int]) -> [[Int]] {
    var first = 0
    return sizes.map { size in
      defer { first += size }
      return members.map { $0.count { first..<first + size ~= $0 } }
    }
  }

  static let sizes = [
    [10, 10, 10], [50, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1], [1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 50],
    [7, 13, 29, 3],
    Array(repeating: 2, count: 40), Array(repeating: 3, count: 31), [100, 5], [500, 499, 1, 2],
  ]

  /// Of each class a part has its share, rounded down or up; training has one of each at least; what is drawn does not change how many.
  @Test(arguments: sizes, [[0.6, 0.2, 0.2], [0.57, 0.33, 0.1], [0.1, 0.2, 0.7]])
  func sharesHoldInEveryClass(sizes: [Int], shares: [Double]) throws {
    let task = try task(sizes, shares)
    let first = members(try task.drawn(from: key(1)))
    let found = counts(first, sizes)
    for (size, counts) in zip(sizes, found) {
      #expect(counts[0] > 0 && counts.reduce(0, +) == size)
      for (part, count) in counts.enumerated() {
        let distance = Double(count) - shares[part] * Double(size)
        // One that training must have is one that another part lacks.
        let limit = shares[0] * Double(size) < 1 && part > 0 ? 2.0 : 1.0
        #expect(abs(distance) < limit, "\(counts) of \(size)")
      }
    }
    #expect(first.allSatisfy { $0 == $0.sorted() })
    #expect(first.flatMap { $0 }.sorted() == Array(0..<sizes.reduce(0, +)))
    #expect(try members(task.drawn(from: key(1))) == first)
    for seed in 2...4 {
      let other = members(try task.drawn(from: key(UInt64(seed))))
      #expect(counts(other, sizes) == found)
      #expect(other != first)
    }
    #expect(task.sizes == (try task.drawn(from: key(9))).sizes)
  }

  /// Of many small classes the parts have their shares together.
  @Test func smallClassesMakeUpForEachOther() throws {
    #expect(
      try task(Array(repeating: 2, count: 40), [0.6, 0.2, 0.2]).sizes
        == SplitSizes(train: 48, validation: 16, test: 16))
    let fours = try task(Array(repeating: 4, count: 25), [0.5, 0.3, 0.2]).sizes
    #expect(try task([3, 3], [0.6, 0.2, 0.2]).sizes == SplitSizes(train: 4, validation: 1, test: 1))
    #expect(try task([2, 2], [0.6, 0.2, 0.2]).sizes == SplitSizes(train: 2, validation: 1, test: 1))
    #expect(fours == SplitSizes(train: 50, validation: 30, test: 20))
  }

  @Test func everySequenceComesToEveryPart() throws {
    let task = try task([10, 10], [0.6, 0.2, 0.2])
    var seen = Array(repeating: Set<Int>(), count: 3)
    for seed in 0..<60 {
      for (part, members) in try members(task.drawn(from: key(UInt64(seed)))).enumerated() {
        seen[part].formUnion(members)
      }
    }
    #expect(seen.allSatisfy { $0.count == 20 })
  }

  @Test func partsAreAsTheFileSays() throws {
    let parts: [SequencePart] = [.test, .train, .validation, .train, .test, .train]
    let task = try task([3, 3], [], parts: parts)
    #expect(members(task) == [[1, 3, 5], [2], [0, 4]])
    #expect(try members(task.drawn(from: key(1))) == [[1, 3, 5], [2], [0, 4]])
    #expect(task.identity["split"] == .text("given"))
    #expect(
      task.findings.contains(Finding("split", "train 3, validation 1, test 2 sequences, as the files say")))
  }

  /// Without validation a fifth of training is drawn for it, by class; test stays as it is.
  @Test func aFifthOfTrainingBecomesValidation() throws {
    let parts = (0..<60).map { $0 % 2 == 0 ? SequencePart.train : .test }
    let task = try task([20, 40], [], parts: parts)
    let tests = [1, 2].map { try? members(task.drawn(from: key($0))) }
    #expect(tests[0] != tests[1])
    for members in tests {
      #expect(members?[2] == (0..<60).filter { $0 % 2 == 1 })
      #expect(members.map { counts($0, [20, 40]) } == [[8, 2, 10], [16, 4, 20]])
    }
  }

  /// Nothing is asked of the order of the file: what is checked is the split that is drawn.
  @Test func onlyTheSplitThatIsDrawnIsChecked() throws {
    let rows = (0..<100).map { "\($0),\($0 < 70 ? 0 : $0),\($0 % 2)\n" }.joined()
    let task = try Fixtures.sequences("id,x,label\n" + rows)
    #expect(try task.drawn(from: key(1)).sizes.sequence(.train, 0) == 40)
    let constant = try Fixtures.sequences("id,x,label\n" + (0..<100).map { "\($0),5,\($0 % 2)\n" }.joined())
    #expect(Fixtures.message { try constant.drawn(from: key(1)) }?.contains("'x' is constant") == true)
  }

  @Test func aSplitWithoutSequencesIsRefused() {
    #expect(
      Fixtures.message { try task([1, 1], [0.6, 0.2, 0.2]).drawn(from: key(1)) }
        == "walks.csv: the splits would have train 2, validation 0, test 0 sequences, and each needs one; expected more sequences, or another 'split'"
    )
    #expect(
      Fixtures.message { try task([2, 2], [], parts: [.train, .train, .validation, .validation]) }
        == "walks.csv: the splits would have train 2, validation 2, test 0 sequences, and each needs one; expected more sequences, or another 'split'"
    )
  }
}
