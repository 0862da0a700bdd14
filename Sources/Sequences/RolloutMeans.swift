/// Means of rollouts, with and without some of them.
///
/// Deviations from the first rollout: equal rollouts then have a mean that is exactly theirs, whatever they round to.
package struct RolloutMeans {
  private let outputs: [[Double]]
  private var sum: [Double]

  /// Means of these rollouts, [rows, w] each, at least one.
  package init(_ outputs: [[Double]]) {
    self.outputs = outputs
    sum = [Double](repeating: 0, count: outputs[0].count)
    for rollout in outputs {
      for index in sum.indices { sum[index] += rollout[index] - outputs[0][index] }
    }
  }

  /// The mean of all.
  package var all: [Double] { mean(.all) }

  /// The mean of some.
  func mean(_ rollouts: RolloutScores.Rollouts) -> [Double] {
    let first = outputs[0]
    let without: [Int]
    switch rollouts {
    case .only(let rollout): return outputs[rollout]
    case .all: without = []
    case .without(let some): without = some
    }
    // One rollout is its own mean.
    guard outputs.count > 1 else { return first }
    let kept = Double(outputs.count - without.count)
    return sum.indices.map { index in
      first[index] + without.reduce(sum[index]) { $0 - (outputs[$1][index] - first[index]) } / kept
    }
  }
}
