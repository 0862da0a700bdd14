import RandomStreams
import Statistics
import Testing

/// The procedure's rates over simulated scores against what theory says of them. Draws are addressed, so what passes once always passes.
@Suite struct CalibrationTests {
  /// Sweeps of n replicates of scores that are drawn by `score`, each compared with copies.
  static func calibration(
    _ name: String, pairs: Int, sweeps: Int, copies: Int = 1, _ score: (inout RandomStream) -> Double
  ) -> Calibration {
    var stream = RandomStream(key("calibration \(name)", pairs))
    return Calibration(
      (0..<sweeps).map { sweep in
        let baseline = (0..<pairs).map { _ in Outcome.value(score(&stream)) }
        return [
          Calibration.Group(
            baseline: baseline,
            copies: (0..<copies).map { copy in
              (
                (0..<pairs).map { _ in .value(score(&stream)) },
                key("calibration signs", sweep * copies + copy)
              )
            })
        ]
      }, pairs: pairs, lowerIsBetter: true)
  }

  private static func normal(_ stream: inout RandomStream) -> Double { Double(stream.nextGaussian()) }

  @Test(arguments: [
    (5, 0), (6, 0.03125), (7, 0.046875), (8, 0.046875), (9, 0.046875), (10, 0.048828125),
    (20, 0.0499992370605),
  ])
  func sizes(pairs: Int, size: Double) {
    #expect(agree(SignFlipTest.attainableSize(pairs: pairs), size, within: 1e-9))
    #expect(SignFlipTest.attainableSize(pairs: pairs) <= 0.05)
    #expect(SignFlipTest.attainableSize(pairs: 21) == 0.05 && SignFlipTest.attainableSize(pairs: 0) == 0)
  }

  /// 2,000 independent comparisons; a right program falls outside 4.5 standard errors with a chance of 7·10⁻⁶.
  @Test(arguments: [6, 8, 10]) func normalScoresKeepWhatTheoryPromises(pairs: Int) {
    let calibration = Self.calibration("normal", pairs: pairs, sweeps: 2000, Self.normal)
    func agrees(_ rate: Calibration.Rate, _ truth: Double) -> Bool {
      let error = (truth * (1 - truth) / Double(rate.trials)).squareRoot()
      return rate.trials == 2000 && abs(rate.value! - truth) < 4.5 * error
    }
    let size = SignFlipTest.attainableSize(pairs: pairs)
    #expect(agrees(calibration.falsePositives, size), "\(calibration.falsePositives)")
    // Of one comparison Holm's p is p.
    #expect(calibration.sweeps == calibration.falsePositives)
    #expect(calibration.coverage.hits == 2000 - calibration.falsePositives.hits)
    #expect(agrees(calibration.meanCoverage, 0.95), "\(calibration.meanCoverage)")
    let powers = calibration.powers.map { $0.value! }
    #expect(powers[0] < powers[1] && powers[1] < powers[2])
    // mde80 is of the t test, and the sign-flip test has a little less power where its size is below 0.05.
    #expect(powers[1] > (pairs == 6 ? 0.57 : 0.72) && powers[1] < 0.84, "\(powers)")
  }

  /// Three copies share a baseline: the rate of sweeps with a false positive is above that of one comparison without adjustment, and
  /// by Holm at most 0.05.
  @Test func holmHoldsTheRateOfSweeps() {
    let calibration = Self.calibration("family", pairs: 8, sweeps: 1500, copies: 3, Self.normal)
    #expect(calibration.comparisons == 4500 && calibration.falsePositives.trials == 4500)
    #expect(calibration.sweeps.trials == 1500)
    #expect(calibration.sweeps.interval!.low <= 0.05 && calibration.sweeps.hits > 0)
    #expect(abs(calibration.falsePositives.value! - 0.046875) < 0.02)
  }

  /// Of solved-or-not scores t intervals cover less than they promise, and ties make the test careful.
  @Test func solvedOrNot() {
    let calibration = Self.calibration("solved", pairs: 10, sweeps: 1000) { $0.uniform() < 0.9 ? 1 : 0 }
    #expect(calibration.falsePositives.value! < 0.01)
    #expect(abs(calibration.meanCoverage.value! - 0.65) < 0.07, "\(calibration.meanCoverage)")
  }

  @Test func divergedAndUndefinedRunsAreCounted() {
    let values = (0..<8).map { Outcome.value(Double($0)) }
    var (diverged, undefined) = (values, values)
    diverged[2] = .diverged
    undefined[3] = .undefined
    let sweeps = [values, diverged, undefined].map {
      [Calibration.Group(baseline: values, copies: [($0, key("counted"))])]
    }
    let calibration = Calibration(sweeps, pairs: 8, lowerIsBetter: true)
    #expect(calibration.comparisons == 3 && calibration.diverged == 1 && calibration.undefined == 1)
    #expect(calibration.falsePositives.trials == 2 && calibration.coverage.trials == 1)
    #expect(calibration.powers.allSatisfy { $0.trials == 0 })
    #expect(calibration.meanCoverage.trials == 3)
  }

  @Test func withoutSweepsThereAreNoRates() {
    let calibration = Calibration([], pairs: 8, lowerIsBetter: true)
    #expect(calibration.falsePositives.value == nil && calibration.sweeps.interval == nil)
  }
}
