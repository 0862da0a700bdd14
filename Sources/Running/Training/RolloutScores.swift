/// Scores of the mean of several rollouts, with the Monte-Carlo error that comes from their finite number.
///
/// The prediction is the mean of the K rollouts' outputs, added up in their order in Float64. With θ₍ₖ₎ the score of
/// the mean of all rollouts but the k-th, and θ̄ the mean of those, the jackknife's standard error is
/// √((K − 1)/K · Σ(θ₍ₖ₎ − θ̄)²) (Tukey 1958): it holds for any smooth score, not for means alone.
package struct RolloutScores {
  /// The scores of the mean prediction.
  package let values: [Double]
  /// The standard error of each score.
  package let standardErrors: [Double]

  /// - Parameters:
  ///   - rollouts: predictions of equal count; a single one stands for any number of the same.
  ///   - score: from a prediction to its scores.
  package init(_ rollouts: [[Double]], score: ([Double]) -> [Double]) {
    precondition(!rollouts.isEmpty, "a score needs a rollout")
    guard rollouts.count > 1 else {
      values = score(rollouts[0])
      standardErrors = values.map { $0 - $0 }  // 0, or NaN where there is no score
      return
    }
    let count = Double(rollouts.count)
    // Deviations from the first rollout: equal rollouts then have an error of exactly 0, whatever they round to.
    let first = rollouts[0]
    var sum = [Double](repeating: 0, count: first.count)
    for rollout in rollouts {
      for index in sum.indices { sum[index] += rollout[index] - first[index] }
    }
    let values = score(sum.indices.map { first[$0] + sum[$0] / count })
    let others = rollouts.map { rollout in
      score(sum.indices.map { first[$0] + (sum[$0] - (rollout[$0] - first[$0])) / (count - 1) })
    }
    self.values = values
    standardErrors = values.indices.map { metric in
      let deviations = others.map { $0[metric] - others[0][metric] }
      let mean = deviations.reduce(0, +) / count
      let squares = deviations.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
      return ((count - 1) / count * squares).squareRoot()
    }
  }
}
