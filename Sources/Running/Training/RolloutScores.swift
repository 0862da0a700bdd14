/// Scores of the mean of several rollouts, with the Monte-Carlo error that comes from their finite number.
///
/// The prediction is the mean of the K rollouts' outputs, added in their order in Float64. With θ₍ₖ₎ the score of
/// the mean of all rollouts but the k-th, and θ̄ the mean of those, the jackknife's standard error is
/// √((K − 1)/K · Σ(θ₍ₖ₎ − θ̄)²) (Tukey 1958): it holds for any smooth score, not for means alone.
package struct RolloutScores {
  /// The scores of the mean prediction.
  package let values: [Double]
  /// The standard error of each score.
  package let standardErrors: [Double]

  /// - Parameters:
  ///   - rollouts: at least two predictions of equal count.
  ///   - score: from a prediction to its scores.
  package init(_ rollouts: [[Double]], score: ([Double]) -> [Double]) {
    let count = Double(rollouts.count)
    precondition(rollouts.count >= 2, "an error needs two rollouts")
    var sum = [Double](repeating: 0, count: rollouts[0].count)
    for rollout in rollouts {
      for index in sum.indices { sum[index] += rollout[index] }
    }
    let values = score(sum.map { $0 / count })
    let others = rollouts.map { rollout in
      score(sum.indices.map { (sum[$0] - rollout[$0]) / (count - 1) })
    }
    self.values = values
    standardErrors = values.indices.map { metric in
      let mean = others.reduce(0) { $0 + $1[metric] } / count
      let squares = others.reduce(0) { $0 + ($1[metric] - mean) * ($1[metric] - mean) }
      return ((count - 1) / count * squares).squareRoot()
    }
  }
}
