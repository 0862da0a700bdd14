/// What the best of fewer trials would have scored on average, for each number of trials.
///
/// Of N trials with scores sorted from the worst, x₁ … x_N, a subset of m has x_i as its best in C(i − 1, m − 1) of C(N, m) cases:
///
///     E_m = Σ_i x_i·C(i − 1, m − 1)/C(N, m)
///
/// This is the mean over all subsets, without bias; with replacement (Dodge, Gururangan, Card, Schwartz and Smith 2019, 1909.03004) E_m would
/// be too bad (Tang, Lee, Xin, Liu, Yu and Lin 2020). Trials without a score are worse than all others, and where a subset may
/// hold nothing else there is no figure.
///
/// - Parameters:
///   - scores: the score of each trial, `nil` for none.
///   - lowerIsBetter: whether smaller scores are better.
/// - Returns: E_1 … E_N.
public func expectedBest(_ scores: [Double?], lowerIsBetter: Bool) -> [Double?] {
  let failed = scores.count { $0 == nil }
  let sorted = scores.compactMap(\.self).sorted { lowerIsBetter ? $0 > $1 : $0 < $1 }
  let count = scores.count
  return (0..<count).map { $0 + 1 }.map { m -> Double? in
    guard m > failed else { return nil }
    // From the best down: the share of subsets whose best it is.
    var share = Double(m) / Double(count)
    var terms: [Double] = []
    for (place, score) in sorted.enumerated().reversed() {
      let i = failed + place + 1
      guard i >= m else { break }
      terms.append(share * score)
      if i > 1 { share *= Double(i - m) / Double(i - 1) }
    }
    return compensatedSum(terms)
  }
}
