/// In how many pairs each side has the better score.
///
/// P(better) = #{candidate better}/#{d ≠ 0} with the interval of Clopper and Pearson. Ties (differences within rounding of 0) are left out and
/// counted; an infinite difference, of a pair in which one run diverged, is no tie.
public struct PairedWins: Sendable, Hashable {
  /// P(better); `nil` where all pairs tie.
  public let share: Double?
  /// Its interval at 95 %.
  public let interval: Interval?
  /// Pairs of equal scores.
  public let ties: Int

  /// - Parameters:
  ///   - differences: candidate − baseline, finite or infinite.
  ///   - scales: |candidate| + |baseline| of each pair, from which rounding is judged.
  ///   - lowerIsBetter: whether smaller values of the metric are better.
  init(_ differences: [Double], scales: [Double], lowerIsBetter: Bool) {
    let slack = RoundingSlack.of(scales: scales)
    let decided = zip(differences, slack).filter { abs($0) > $1 }.map(\.0)
    let better = decided.count { ($0 < 0) == lowerIsBetter }
    ties = differences.count - decided.count
    share = decided.isEmpty ? nil : Double(better) / Double(decided.count)
    interval = clopperPearson(successes: better, of: decided.count)
  }

  /// Wins read back from a table.
  init(share: Double?, interval: Interval?, ties: Int) {
    (self.share, self.interval, self.ties) = (share, interval, ties)
  }
}
