import Sequences
import Testing

/// Which rows are scored, and in what order.
struct ScoredRowsTests {
  /// Three sequences of lengths 1, 3 and 2 with a target at every step, the value 10·sequence + step; one is masked.
  private var batch: TaskBatch {
    var batch = TaskBatch(inputWidth: 1, targetWidth: 1, placement: .every)
    batch.reset(steps: 3, count: 3)
    batch.lengths = [1, 3, 2]
    for step in 0..<3 {
      for sequence in 0..<3 { batch.targets[step * 3 + sequence] = Float(10 * sequence + step) }
    }
    batch.mask[1 * 3 + 1] = false
    return batch
  }

  @Test func countedStepsComeSequenceBySequence() {
    var rows = ScoredRows(target: .real)
    rows.appendTargets(of: batch, examples: [7, 8, 9])
    #expect(rows.targets == [0, 10, 12, 20, 21])
    #expect(rows.examples == [7, 8, 8, 9, 9])
    var outputs: [Double] = []
    #expect(batch.appendForecasts(batch.targets, of: .squared, to: &outputs))
    #expect(outputs == rows.targets)
  }

  /// What does not count may be anything; what counts may not.
  @Test func outputsThatCountAreFinite() {
    var values = batch.targets
    values[1 * 3] = .nan
    values[1 * 3 + 1] = .infinity
    var outputs: [Double] = []
    #expect(batch.appendForecasts(values, of: .squared, to: &outputs))
    values[0] = .infinity
    #expect(!batch.appendForecasts(values, of: .squared, to: &outputs))
  }

  /// Two targets a row, after the last step, of which three count.
  @Test func lastTargets() {
    var batch = TaskBatch(inputWidth: 1, targetWidth: 2, placement: .last)
    batch.reset(steps: 4, count: 2)
    batch.targets = [1, 2, 3, 4]
    batch.mask = [false, true, true, true]
    var rows = ScoredRows(target: .real)
    rows.appendTargets(of: batch, examples: [0, 1])
    #expect(rows.targets == [2, 3, 4] && rows.examples == [0, 1, 1] && rows.places == [1, 0, 1])
    var outputs: [Double] = []
    #expect(batch.appendForecasts((0..<8).map { Float($0) }, of: .squared, to: &outputs))
    #expect(outputs == [2, 3, 4, 5, 6, 7])
  }

  /// 2²⁰ values over all rollouts, in whole chunks, and one chunk at least; together they are the split.
  @Test(arguments: [
    (10, 1, 1, 1), (1_000_000, 1, 64, 16_384), (1_000_000, 1_000, 64, 64), (129, 100_000, 1, 64),
  ])
  func blocks(count: Int, values: Int, rollouts: Int, examples: Int) {
    let blocks = ScoringBlocks(count: count, valuesPerExample: values, rollouts: rollouts)
    #expect(blocks.examples == (count == 10 ? 1 << 20 : examples))
    #expect(blocks.ranges.flatMap { ScoringBlocks.chunks(of: $0) }.flatMap { $0 }.elementsEqual(0..<count))
    #expect(blocks.ranges.dropLast().allSatisfy { $0.count == blocks.examples && $0.count % 64 == 0 })
  }
}
