import Statistics
import Testing

@Suite struct SummaryTests {
  @Test func describesCompleteReplicates() {
    let summary = Summary(Reference.measured.map(Outcome.init), lowerIsBetter: true)
    #expect(
      summary.fields == [
        "10", "0", "28.781", "0.636211879", "0.201187861", "28.3258814", "29.2361186", "28.705", "27.88",
        "30.12",
        "",
      ])
    #expect(summary.fields.count == Summary.columns.count)
    #expect(!summary.isBimodal && summary.solveRateInterval == nil)
  }

  @Test func columnsAreThoseOfTheTable() {
    #expect(
      Summary.columns.map(\.name).joined(separator: ",")
        == "n,n_diverged,mean,sd,sem,ci95_low,ci95_high,median,min,max,solved")
  }

  @Test func aDivergedRunIsTheWorst() {
    let outcomes: [Outcome] = [.value(1), .diverged, .value(3)]
    #expect(
      Summary(outcomes, lowerIsBetter: true).fields == ["3", "1", "", "", "", "", "", "3", "1", "", ""])
    #expect(
      Summary(outcomes, lowerIsBetter: false).fields == ["3", "1", "", "", "", "", "", "1", "", "3", ""])
    let lost = Summary([.diverged, .diverged, .value(2)], lowerIsBetter: true)
    #expect(lost.median == nil && lost.minimum == 2 && lost.maximum == nil)
  }

  @Test func nothingAndOneReplicateLeaveGaps() {
    #expect(Summary([], lowerIsBetter: true).fields == ["0", "0"] + [String](repeating: "", count: 9))
    #expect(
      Summary([.value(2)], lowerIsBetter: true, solved: 1).fields
        == ["1", "0", "2", "", "", "", "", "2", "2", "2", "1"])
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

  @Test func outcomesThatAreNoUsableNumbersDiverged() {
    for value in [Double.nan, .infinity, -.infinity, 1e151, -1e200] { #expect(Outcome(value) == .diverged) }
    #expect(Outcome(1e150).value == 1e150)
  }
}
