import Statistics
import Testing

@Suite struct SummaryTests {
  @Test func describesCompleteReplicates() {
    let summary = Summary(Reference.measured.map(Outcome.init), lowerIsBetter: true)
    #expect(
      summary.fields == [
        "10", "0", "0", "28.781", "0.636211879", "0.201187861", "28.3258814", "29.2361186", "28.705", "27.88",
        "30.12",
        "",
      ])
    #expect(summary.fields.count == Summary.columns.count)
    #expect(!summary.isBimodal && summary.solveRateInterval == nil)
  }

  @Test func columnsAreThoseOfTheTable() {
    #expect(
      Summary.columns.map(\.name).joined(separator: ",")
        == "n,n_diverged,n_undefined,mean,sd,sem,ci95_low,ci95_high,median,min,max,solved")
  }

  @Test func aDivergedRunIsTheWorst() {
    let outcomes: [Outcome] = [.value(1), .diverged, .value(3)]
    #expect(
      Summary(outcomes, lowerIsBetter: true).fields == ["3", "1", "0", "", "", "", "", "", "3", "1", "", ""])
    #expect(
      Summary(outcomes, lowerIsBetter: false).fields == ["3", "1", "0", "", "", "", "", "", "1", "", "3", ""])
    let lost = Summary([.diverged, .diverged, .value(2)], lowerIsBetter: true)
    #expect(lost.median == nil && lost.minimum == 2 && lost.maximum == nil)
  }

  @Test func nothingAndOneReplicateLeaveGaps() {
    #expect(Summary([], lowerIsBetter: true).fields == ["0", "0", "0"] + [String](repeating: "", count: 9))
    #expect(
      Summary([.value(2)], lowerIsBetter: true, solved: 1).fields
        == ["1", "0", "0", "2", "", "", "", "", "2", "2", "2", "1"])
  }

  @Test func solvedOrNotIsFlagged() throws {
    let outcomes = [Outcome](repeating: .value(1), count: 9) + [.value(0)]
    let summary = Summary(outcomes, lowerIsBetter: false, solved: 9)
    #expect(summary.isBimodal)
    let interval = try #require(summary.solveRateInterval)
    #expect(agree(interval.low, 0.5549839, within: 1e-6) && agree(interval.high, 0.9974714, within: 1e-6))
    #expect(!Summary(outcomes, lowerIsBetter: false, solved: 10).isBimodal)
    #expect(!Summary(outcomes, lowerIsBetter: false, solved: 0).isBimodal)
  }

  @Test func onlyWhatIsNoNumberIsUndefined() {
    for score in [Double.nan, nil] { #expect(Outcome(score) == .undefined) }
    for score in [1e150, -1e300, .infinity, -.infinity] { #expect(Outcome(score) == .value(score)) }
  }

  /// An undefined score has no rank: with one, nothing is said but how many there are.
  @Test func undefinedScoresLeaveEverythingOut() {
    let summary = Summary([.value(1), .undefined, .value(3), .diverged], lowerIsBetter: true)
    #expect(summary.fields == ["4", "1", "1"] + [String](repeating: "", count: 9))
    #expect(Summary([.undefined], lowerIsBetter: false, solved: 0).fields.last == "0")
  }

  /// An infinite score has a rank on its own side, and no mean.
  @Test func infiniteScoresAreRanked() {
    let outcomes: [Outcome] = [.value(1), .value(.infinity), .value(3)]
    for lowerIsBetter in [true, false] {
      #expect(
        Summary(outcomes, lowerIsBetter: lowerIsBetter).fields
          == ["3", "0", "0", "", "", "", "", "", "3", "1", "", ""])
    }
  }

  /// Squares of 10²⁰⁰ are beyond Float64, their mean and spread are not.
  @Test func enormousScoresHaveMoments() throws {
    let small = Summary([1, 2, 4].map { .value($0) }, lowerIsBetter: true)
    for power in [0x1p510, 0x1p1000, 0x1p1021] {
      let summary = Summary([1, 2, 4].map { .value($0 * power) }, lowerIsBetter: true)
      let (moments, expected) = (try #require(summary.moments), try #require(small.moments))
      #expect(moments.mean == expected.mean.map { $0 * power })
      #expect(moments.standardDeviation == expected.standardDeviation.map { $0 * power })
      #expect(summary.interval.map { $0.high / power } == small.interval?.high)
    }
  }
}
