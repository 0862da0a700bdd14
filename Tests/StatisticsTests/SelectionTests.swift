import RandomStreams
import Statistics
import Testing

@Suite struct SelectionTests {
  @Test func findsEveryRankAmongTies() {
    var stream = RandomStream(key("selection"))
    for size in 1...40 {
      let values = (0..<size).map { _ in Double(stream.integer(0...(size / 3))) - 2 }
      let sorted = values.sorted()
      for rank in 1...size {
        var scratch = values
        #expect(scratch.select(rank: rank) == sorted[rank - 1], "rank \(rank) of \(values)")
        #expect(scratch.sorted() == sorted)
      }
    }
  }

  @Test func takesInfinities() {
    var values = [Double.infinity, -.infinity, 0, .infinity]
    #expect(values.select(rank: 1) == -.infinity)
    #expect(values.select(rank: 3) == .infinity)
  }
}
