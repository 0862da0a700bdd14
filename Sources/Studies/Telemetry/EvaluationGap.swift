import Gating

/// How far a gate's training law and its own evaluation law are apart on the same pre-activations.
///
///     gap          = mean over (sequence, step, unit) of E[g | z] − native(z)
///     absolute_gap = the same of |E[g | z] − native(z)|
///
/// E[g | z] is the exact mean of the training law; z are the pre-activations that the network meets while it is read
/// natively, or in the rollouts of a simulation, on the steps of each sequence's length. So `gap` is what would have to
/// be added to the native mean of the gate to get that of training, were the states the same; deviations of both signs
/// cancel in it, which they do not in `absolute_gap`. Both are 0 for gates that are evaluated by their mean. Nothing is
/// drawn.
struct EvaluationGap {
  private var sum = 0.0
  private var absoluteSum = 0.0
  private var count = 0

  /// Takes in the pre-activations that a gate saw.
  mutating func add(_ preActivations: Span<Double>, of policy: any GatePolicy) {
    var means = [Double](repeating: 0, count: preActivations.count)
    var natives = means
    var span = means.mutableSpan
    policy.mean(preActivations, gates: &span)
    span = natives.mutableSpan
    policy.evaluate(preActivations, gates: &span)
    add(means: means.span, natives: natives.span)
  }

  /// Takes in both readings of the same gates.
  mutating func add(means: Span<Double>, natives: Span<Double>) {
    for index in means.indices {
      let gap = means[index] - natives[index]
      sum += gap
      absoluteSum += abs(gap)
    }
    count += means.count
  }

  /// Adds what was gathered elsewhere.
  mutating func merge(_ other: EvaluationGap) {
    sum += other.sum
    absoluteSum += other.absoluteSum
    count += other.count
  }

  /// The statistics by their names in `gates.csv`; none before the first value.
  var statistics: [(name: String, value: Double)] {
    guard count > 0 else { return [] }
    return [("gap", sum / Double(count)), ("absolute_gap", absoluteSum / Double(count))]
  }
}
