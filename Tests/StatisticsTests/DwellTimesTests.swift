import Statistics
import Testing

@Suite struct DwellTimesTests {
  /// One unit's values as a word of 0 and 1.
  private func dwell(_ word: String) -> DwellTimes {
    let values = word.map { $0 == "1" ? 1.0 : 0.0 }
    var dwell = DwellTimes()
    for step in values.indices.dropFirst() {
      let (now, before) = ([values[step]], [values[step - 1]])
      dwell.add(now.span, after: before.span)
    }
    return dwell
  }

  @Test func aHandWorkedSequence() {
    // On for 2 steps and off for 3, both to their ends; then on for 3, cut off: two of these steps had a successor.
    let dwell = dwell("11000111")
    #expect(dwell.on.steps == 4 && dwell.on.ends == 1 && dwell.on.mean == 4)
    #expect(dwell.off.steps == 3 && dwell.off.ends == 1 && dwell.off.mean == 3)
    #expect(dwell.switches == 2 && dwell.transitions == 7)
  }

  @Test func theCutOffSpellIsNeitherDroppedNorComplete() {
    // Completed spells alone would give 1, and the last one taken for complete (1 + 4)/2; 1 + 3 steps were followed.
    #expect(dwell("101111").on.mean == 4)
    #expect(dwell("1111").on.mean == nil && dwell("1111").off.mean == nil)
    #expect(dwell("1").transitions == 0)
    #expect(dwell("10").on.mean == 1 && dwell("10").off.mean == nil)
  }

  @Test func halfIsOff() {
    var dwell = DwellTimes()
    let (before, now) = ([0.51, 0.5], [0.5, 0.51])
    dwell.add(now.span, after: before.span)
    #expect(dwell.on.steps == 1 && dwell.off.steps == 1 && dwell.switches == 2)
  }

  /// All sequences of independent draws, with their probabilities: the expected steps and ends have the geometric
  /// law's mean as their ratio at every length, however many spells are cut off.
  @Test(arguments: [2, 3, 5, 10], [0.05, 0.5, 0.8, 0.95])
  func enumeratedDrawsHaveTheGeometricMean(length: Int, p: Double) {
    var (on, off) = ((steps: 0.0, ends: 0.0), (steps: 0.0, ends: 0.0))
    for bits in 0..<1 << length {
      let values = (0..<length).map { Double(bits >> $0 & 1) }
      let weight = values.reduce(1) { $0 * ($1 == 1 ? p : 1 - p) }
      var dwell = DwellTimes()
      for step in 1..<length {
        let (now, before) = ([values[step]], [values[step - 1]])
        dwell.add(now.span, after: before.span)
      }
      on.steps += weight * Double(dwell.on.steps)
      on.ends += weight * Double(dwell.on.ends)
      off.steps += weight * Double(dwell.off.steps)
      off.ends += weight * Double(dwell.off.ends)
    }
    #expect(agree(on.steps / on.ends, 1 / (1 - p)))
    #expect(agree(off.steps / off.ends, 1 / p))
  }

  /// No other mean makes what was seen of a spell of two completed steps and of one cut off after five more likely.
  @Test func itIsTheMaximumOfTheLikelihood() throws {
    let mean = try #require(dwell("11011111").on.mean)
    func likelihood(_ mean: Double) -> Double {
      let stay = 1 - 1 / mean
      return stay * (1 - stay) * stay * stay * stay * stay
    }
    #expect(mean == 6)
    #expect(likelihood(mean) > likelihood(mean * 1.01) && likelihood(mean) > likelihood(mean * 0.99))
  }
}
