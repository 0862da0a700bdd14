import CGSL
import RandomStreams
import Testing

/// Bounded integers and shuffles.
@Suite struct IntegerTests {
  @Test func valueStability() {
    var stream = RandomStream(StreamKey(seed: 20_170_528, replicate: 2, purpose: .order))
    // Words 0x9368c467, 0xa6c8b874, 0x55eb7d2b, 0xcf7dd83b divided by ⌊2³²/10⌋ and so on, by hand.
    #expect(stream.nextInteger(below: 10) == 5)
    #expect(stream.nextInteger(below: 1000) == 651)
    #expect(stream.nextInteger(below: 1 << 32) == 0x55eb_7d2b)
    #expect(stream.nextInteger(below: 1) == 0)
    #expect(stream.nextWord() == 0xb7cf_08f4, "each took one word, the last too")
  }

  /// A bound of 3·2³⁰ leaves a quarter of all words over; those are drawn again.
  @Test func leftoversAreDrawnAgain() {
    let bound = 3 << 30
    var words = RandomStream(.philox, seed: 8)
    var integers = RandomStream(.philox, seed: 8)
    var redrawn = 0
    for _ in 0..<200 {
      var word = Int(words.nextWord())
      while word >= bound { (word, redrawn) = (Int(words.nextWord()), redrawn + 1) }
      #expect(integers.nextInteger(below: bound) == word)
    }
    #expect(redrawn > 20)
  }

  /// `uni` has 32,767 values only, so larger bounds take two or three of them, most significant first.
  @Test func smallGeneratorsReachLargeBounds() throws {
    let uni = try Generator(named: "uni")
    var native = RandomStream(uni, seed: 4)
    var integers = RandomStream(uni, seed: 4)
    let digits = native.withGSL { rng in (0..<5).map { _ in Int(gsl_rng_get(rng)) } }
    let two = (digits[0] * 32_767 + digits[1]) / (32_767 * 32_767 / 100_000)
    #expect(integers.nextInteger(below: 100_000) == two)
    let cube = 32_767 * 32_767 * 32_767
    let three = ((digits[2] * 32_767 + digits[3]) * 32_767 + digits[4]) / (cube / (1 << 32))
    #expect(integers.nextInteger(below: 1 << 32) == three)
  }

  /// χ² of 60,000 draws over each small bound, against its mean + 5.5 standard deviations plus 20: a right
  /// generator's false alarm has a chance below 10⁻⁶ over all bounds (Laurent and Massart's bound with x = 17).
  @Test func everyValueIsAsLikely() {
    for bound in 2...12 {
      var stream = RandomStream(StreamKey(seed: 3, path: [.index(UInt64(bound))]))
      var counts = [Double](repeating: 0, count: bound)
      for _ in 0..<60_000 { counts[stream.nextInteger(below: bound)] += 1 }
      let expected = 60_000 / Double(bound)
      let statistic = counts.reduce(0) { $0 + ($1 - expected) * ($1 - expected) / expected }
      let freedom = Double(bound - 1)
      #expect(statistic < freedom + 2 * (17 * freedom).squareRoot() + 34)
    }
  }

  @Test func boundsOutOfRangeTrap() async {
    await #expect(processExitsWith: .failure) {
      var stream = RandomStream(.philox, seed: 0)
      _ = stream.nextInteger(below: 0)
    }
    await #expect(processExitsWith: .failure) {
      var stream = RandomStream(.philox, seed: 0)
      _ = stream.nextInteger(below: 1 << 32 + 1)
    }
  }

  @Test func permutationsHoldEveryNumber() {
    var stream = RandomStream(.philox, seed: 5)
    for count in [0, 1, 2, 3, 10, 1000] {
      #expect(stream.permutation(count).sorted() == Array(0..<count))
    }
  }

  @Test func shufflesOfNothingDrawNothing() {
    var stream = RandomStream(.philox, seed: 0)
    var none: [Int] = []
    var one = ["a"]
    stream.shuffle(&none)
    stream.shuffle(&one)
    #expect(stream.nextWord() == 0x6627_e8d5)
  }

  /// All 24 orders of four, 48,000 times; the bound as above.
  @Test func everyOrderIsAsLikely() {
    var stream = RandomStream(StreamKey(seed: 3, path: [.label("orders")]))
    var counts: [[Int]: Double] = [:]
    for _ in 0..<48_000 { counts[stream.permutation(4), default: 0] += 1 }
    #expect(counts.count == 24)
    let statistic = counts.values.reduce(0) { $0 + ($1 - 2000) * ($1 - 2000) / 2000 }
    #expect(statistic < 23 + 2 * (17.0 * 23).squareRoot() + 34)
  }
}
