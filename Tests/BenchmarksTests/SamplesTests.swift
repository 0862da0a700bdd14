import Benchmarks
import Testing

@Suite struct SamplesTests {
  @Test func oddAndEvenCountsHaveTheirMiddle() {
    #expect(Samples([3, 1, 2]).median == 2)
    #expect(Samples([4, 1, 3, 2]).median == 2.5)
    #expect(Samples([4, 1, 3, 2]).minimum == 1)
    #expect(Samples([4, 1, 3, 2]).total == 10)
    #expect(Samples().median.isNaN)
  }

  @Test func everyBodyHasAsManyTurns() {
    var order: [Int] = []
    let samples = Turns.measure(seconds: 0, [{ order.append(0) }, { order.append(1) }])
    #expect(samples.map(\.count) == [3, 3])
    #expect(order == [0, 1, 0, 1, 0, 1])
  }
}
