import RandomStreams
import Statistics
import Testing

@Suite struct SignFlipTestTests {
  @Test func agreesWithSciPy() {
    let differences = zip(Reference.measured, Reference.baseline).map { $0 - $1 }
    let test = SignFlipTest(differences: differences, key: key("scipy"))
    #expect(test.pValue == Reference.pairedPValue)
  }

  @Test func agreesWithRationalArithmetic() {
    for row in Reference.signFlips {
      let test = SignFlipTest(differences: row.differences, key: key("rational"))
      #expect(test.pValue == row.pValue, "\(row)")
      #expect(agree(test.interval.low, row.low, within: 1e-15), "\(row)")
      #expect(agree(test.interval.high, row.high, within: 1e-15), "\(row)")
    }
  }

  /// The share of all sign patterns whose sum is at least as far from 0, straight from the definition.
  private static func bruteForce(_ differences: [Double], shift: Double) -> Double {
    let shifted = differences.map { $0 - shift }
    let observed = abs(shifted.reduce(0, +))
    let hits = (0..<1 << shifted.count).count { pattern in
      var sum = 0.0
      for (index, value) in shifted.enumerated() { sum += pattern >> index & 1 == 1 ? -value : value }
      return abs(sum) >= observed
    }
    return Double(hits) / Double(1 << shifted.count)
  }

  /// Multiples of 2⁻¹⁰ keep the brute force free of rounding at 0; around the ends a millionth decides.
  @Test(arguments: 1...11) func agreesWithBruteForce(pairs: Int) {
    var stream = RandomStream(key("brute force", pairs))
    for _ in 0..<(pairs > 8 ? 10 : 60) {
      let differences = (0..<pairs).map { _ in Double(stream.integer(-1000...2000)) / 1024 }
      let test = SignFlipTest(differences: differences, key: key("brute force"))
      #expect(test.pValue == Self.bruteForce(differences, shift: 0))
      guard test.interval != .unbounded else {
        #expect(pairs < 6)
        continue
      }
      for (end, outward) in [(test.interval.low, -1e-6), (test.interval.high, 1e-6)] {
        #expect(Self.bruteForce(differences, shift: end + outward) <= 0.05, "\(differences)")
        #expect(Self.bruteForce(differences, shift: end - outward) > 0.05, "\(differences)")
      }
    }
  }

  /// p ≤ 0.05 exactly if 0 lies outside the interval, on data of every degree of ties.
  @Test func pAndIntervalNeverContradict() {
    var stream = RandomStream(key("contradiction"))
    var rejections = 0
    for trial in 0..<12_000 {
      let differences = Self.sample(&stream, pairs: stream.integer(1...12), style: trial % 6)
      let test = SignFlipTest(differences: differences, key: key("contradiction"))
      #expect((test.pValue <= 0.05) == !test.interval.contains(0), "\(differences)")
      if test.pValue <= 0.05 { rejections += 1 }
    }
    #expect((1000...11_000).contains(rejections), "both verdicts were tried: \(rejections) rejections")
  }

  @Test(arguments: [17, 20, 21, 32, 33, 64, 65, 100]) func norDoTheyWithManyPairs(pairs: Int) {
    var stream = RandomStream(key("many pairs", pairs))
    var verdicts: Set<Bool> = []
    for trial in 0..<12 {
      let shift = Double(trial) / Double(12) * 1.2 / Double(pairs).squareRoot()
      let differences = (0..<pairs).map { _ in stream.uniform() - 0.5 + shift }
      let test = SignFlipTest(differences: differences, key: key("many pairs", trial))
      #expect((test.pValue <= 0.05) == !test.interval.contains(0), "\(differences)")
      verdicts.insert(test.pValue <= 0.05)
    }
    #expect(verdicts.count == 2, "both verdicts were tried")
  }

  /// Small whole numbers, their tenths (not exact in binary), solved-or-not, one huge value, near-constant, continuous.
  private static func sample(_ stream: inout RandomStream, pairs: Int, style: Int) -> [Double] {
    let drift = stream.integer(0...2)
    return (0..<pairs).map { index in
      switch style {
      case 0: Double(stream.integer(-2...2) + drift)
      case 1: Double(stream.integer(-3...3) + drift) * 0.1
      case 2: Double(stream.integer(0...9) > 1 ? 1 : 0) - Double(stream.integer(0...9) > 4 ? 1 : 0)
      case 3: index == 0 ? 1e12 : Double(drift) - stream.uniform()
      case 4: 0.1 + Double(stream.integer(0...1)) * 0x1p-56
      default: stream.uniform() - Double(drift) / 3
      }
    }
  }

  /// Accuracies k/50 give differences that differ by rounding; the verdict is that of the whole numbers k.
  @Test func roundingDoesNotBreakTies() {
    var stream = RandomStream(key("ties"))
    for _ in 0..<3000 {
      let pairs = (0..<stream.integer(6...12)).map { _ in (stream.integer(30...50), stream.integer(32...50)) }
      let whole = SignFlipTest(differences: pairs.map { Double($0 - $1) }, key: key("ties"))
      let rounded = SignFlipTest(
        differences: pairs.map { Double($0) / 50 - Double($1) / 50 },
        scales: pairs.map { Double($0) / 50 + Double($1) / 50 }, key: key("ties"))
      #expect(rounded.pValue == whole.pValue, "\(pairs)")
      #expect(abs(rounded.interval.low * 50 - whole.interval.low) < 1e-12)
      #expect((rounded.interval.low == 0) == (whole.interval.low == 0))
      #expect((rounded.interval.high == 0) == (whole.interval.high == 0))
    }
  }

  @Test func oneHugePairDoesNotBlurTheOthers() {
    let differences = [1e12, 1e-6, 2e-6, 3e-6, 4e-6, 5e-6]
    let test = SignFlipTest(differences: differences, key: key("huge"))
    #expect(test.pValue == 2.0 / 64)
    #expect(test.interval.low == 1e-6)
  }

  @Test func turningEverySignMirrorsTheInterval() {
    var stream = RandomStream(key("mirror"))
    for pairs in [6, 10, 25] {
      let differences = (0..<pairs).map { _ in stream.uniform() - 0.3 }
      let test = SignFlipTest(differences: differences, key: key("mirror"))
      let mirrored = SignFlipTest(differences: differences.map { -$0 }, key: key("mirror"))
      #expect(test.pValue == mirrored.pValue)
      #expect(test.interval.low == -mirrored.interval.high && test.interval.high == -mirrored.interval.low)
    }
  }

  @Test func drawnPatternsComeNearTheExactShare() {
    // Eighteen zeros change no sum: the p of 22 pairs is that of the four others, 2/16 = 0.125. Over 99,999 draws its
    // standard error is .00105; 5.3 of them are passed with a chance of 1e-7.
    let test = SignFlipTest(
      differences: [1, 2, 4, 8] + [Double](repeating: 0, count: 18), key: key("drawn"))
    #expect(abs(test.pValue - 0.125) < 0.0056)
  }

  @Test func drawsAreAddressedByTheKey() {
    var stream = RandomStream(key("addressed"))
    let differences = (0..<30).map { _ in stream.uniform() - 0.45 }
    let first = SignFlipTest(differences: differences, key: key("addressed", 1))
    #expect(first == SignFlipTest(differences: differences, key: key("addressed", 1)))
    #expect(first.pValue != SignFlipTest(differences: differences, key: key("addressed", 2)).pValue)
  }

  @Test func smallestPValuesAreReached() {
    for pairs in [1, 2, 5, 6, 10, 20, 40] {
      let test = SignFlipTest(differences: [Double](repeating: 1, count: pairs), key: key("smallest"))
      #expect(test.pValue == SignFlipTest.smallestPValue(pairs: pairs))
    }
    #expect(SignFlipTest.smallestPValue(pairs: 0) == 1)
  }

  @Test func countsThePairsThatAreNeeded() {
    #expect(SignFlipTest.pairsNeeded() == 6)
    #expect(SignFlipTest.pairsNeeded(comparisons: 2) == 7)
    #expect(SignFlipTest.pairsNeeded(level: 0.01) == 8)
    #expect(SignFlipTest.pairsNeeded(comparisons: 100) == 12)
    #expect(SignFlipTest.pairsNeeded(comparisons: 1_000_000) == nil)
  }
}
