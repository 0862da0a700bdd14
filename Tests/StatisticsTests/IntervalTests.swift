import Statistics
import Testing

@Suite struct IntervalTests {
  @Test func studentQuantilesAgreeWithSciPy() {
    for row in Reference.studentQuantiles {
      #expect(
        agree(StudentT.quantile(row.probability, degreesOfFreedom: row.freedom), row.quantile, within: 1e-12),
        "\(row)")
    }
  }

  @Test func studentIntervalAgreesWithSciPy() throws {
    let interval = try #require(StudentT.interval(Moments(Reference.measured)))
    #expect(agree(interval.low, Reference.measuredInterval.low))
    #expect(agree(interval.high, Reference.measuredInterval.high))
    #expect(StudentT.interval(Moments([1])) == nil)
    #expect(StudentT.interval(Moments([1, 1])) == Interval(1, 1))
  }

  /// Where GSL's inverse of the beta distribution does not converge, too; the two numbers are SciPy's.
  @Test func clopperPearsonIsThereForLargeCounts() throws {
    let interval = try #require(clopperPearson(successes: 59, of: 1000))
    #expect(abs(interval.low - 0.045213354402796606) < 1e-9)
    #expect(abs(interval.high - 0.07544907308424079) < 1e-9)
    for trials in [200, 1000, 2000] {
      let intervals = try (0...trials).map { try #require(clopperPearson(successes: $0, of: trials)) }
      for (successes, interval) in intervals.enumerated() {
        let share = Double(successes) / Double(trials)
        #expect(interval.low <= share && share <= interval.high, "\(successes) of \(trials)")
      }
      #expect(zip(intervals, intervals.dropFirst()).allSatisfy { $0.low < $1.low && $0.high < $1.high })
    }
  }

  @Test func clopperPearsonAgreesWithSciPy() throws {
    for row in Reference.clopperPearson {
      let interval = try #require(clopperPearson(successes: row.successes, of: row.trials))
      #expect(agree(interval.low, row.low, within: 1e-12), "\(row)")
      #expect(agree(interval.high, row.high, within: 1e-12), "\(row)")
    }
    #expect(clopperPearson(successes: 0, of: 0) == nil)
  }

  @Test func clopperPearsonCoversWhateverTheRate() throws {
    // Exact coverage by the binomial distribution, at n = 10 over rates of a fine grid.
    let intervals = try (0...10).map { try #require(clopperPearson(successes: $0, of: 10)) }
    for step in 1..<1000 {
      let rate = Double(step) / 1000
      var (chance, coverage, total) = (1.0, 0.0, 0.0)
      for successes in 0...10 {
        chance = 1
        for trial in 0..<10 { chance *= trial < successes ? rate : 1 - rate }
        for factor in 0..<successes { chance *= Double(10 - factor) / Double(factor + 1) }
        total += chance
        if intervals[successes].contains(rate) { coverage += chance }
      }
      #expect(coverage >= 0.95 && abs(total - 1) < 1e-12, "rate \(rate) covered \(coverage)")
    }
  }

  @Test func intervalsAreClosed() {
    let interval = Interval(-1, 2)
    #expect(interval.contains(-1) && interval.contains(2) && !interval.contains(2.0000001))
    #expect(Interval.unbounded.contains(1e300))
  }
}
