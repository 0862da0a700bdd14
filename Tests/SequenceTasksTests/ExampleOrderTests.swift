import RandomStreams
import SequenceTasks
import Sequences
import Testing

@Suite("Example order")
struct ExampleOrderTests {
  private let key = StreamKey(seed: 7, replicate: 0, purpose: .order)

  /// The first `updates` batches end to end.
  private func row(count: Int, batch: Int, updates: Int) -> [Int] {
    var order = ExampleOrder(key: key, count: count)
    return (0..<updates).flatMap { order.examples(update: $0, batch: batch) }
  }

  /// For every small count and batch, each epoch's stretch is a permutation.
  @Test func epochsArePermutations() {
    for count in 1...13 {
      for batch in 1...30 {
        let row = row(count: count, batch: batch, updates: 40)
        for epoch in 0..<row.count / count {
          #expect(row[epoch * count..<(epoch + 1) * count].sorted() == Array(0..<count))
        }
      }
    }
  }

  @Test func epochsDiffer() {
    let row = row(count: 240, batch: 240, updates: 20)
    let epochs = (0..<20).map { Array(row[$0 * 240..<($0 + 1) * 240]) }
    #expect(Set(epochs).count == 20)
    #expect(!epochs.contains(Array(0..<240)))
  }

  /// How the row is cut into batches does not change it.
  @Test func theRowDoesNotDependOnTheBatch() {
    let whole = row(count: 37, batch: 1, updates: 600)
    for batch in [2, 3, 8, 32, 100] {
      let cut = row(count: 37, batch: batch, updates: 600 / batch)
      #expect(cut == Array(whole.prefix(cut.count)))
    }
  }

  /// Updates asked for out of order, as after a resume, are the same.
  @Test func aPureFunctionOfTheUpdate() {
    var order = ExampleOrder(key: key, count: 37)
    let inOrder = (0..<50).map { order.examples(update: $0, batch: 8) }
    for update in [49, 3, 17, 3, 0] {
      var fresh = ExampleOrder(key: key, count: 37)
      #expect(fresh.examples(update: update, batch: 8) == inOrder[update])
      #expect(order.examples(update: update, batch: 8) == inOrder[update])
    }
  }

  @Test func replicatesDiffer() {
    var order = ExampleOrder(key: StreamKey(seed: 7, replicate: 1, purpose: .order), count: 240)
    #expect(order.examples(update: 0, batch: 240) != row(count: 240, batch: 240, updates: 1))
  }

  @Test func endlessExamplesComeInOrder() {
    var order = ExampleOrder(key: key, count: nil)
    #expect(order.examples(update: 3, batch: 4) == [12, 13, 14, 15])
    #expect(order.epoch(update: 1_000, batch: 4) == 0)
  }

  @Test func epochsAreCounted() {
    let order = ExampleOrder(key: key, count: 10)
    #expect((0..<6).map { order.epoch(update: $0, batch: 4) } == [0, 0, 0, 1, 1, 2])
  }

  @Test func firstDrawsStayWhatTheyAre() {
    #expect(row(count: 8, batch: 8, updates: 2) == [7, 5, 1, 6, 4, 3, 0, 2, 1, 0, 4, 3, 6, 7, 5, 2])
  }
}
