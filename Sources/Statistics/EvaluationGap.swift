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
public struct EvaluationGap: Sendable, Hashable {
  private var count = 0
  private var sums = RunningSum()
  private var absolutes = RunningSum()

  /// An accumulator that has seen nothing.
  public init() {}

  /// Adds both readings of the next gates of the stream.
  public mutating func add<Scalar: TelemetryScalar>(means: Span<Scalar>, natives: Span<Scalar>) {
    precondition(means.count == natives.count, "both readings have the same gates")
    means.withUnsafeBufferPointer { means in
      natives.withUnsafeBufferPointer { natives in
        guard let means = means.baseAddress, let native = natives.baseAddress else { return }
        Scalar.addDifferences(means, native, natives.count, first: count, &sums.lanes, &absolutes.lanes)
      }
    }
    count += means.count
  }

  /// Adds what was gathered elsewhere.
  public mutating func merge(_ other: EvaluationGap) {
    count += other.count
    sums.add(other.sums.value)
    absolutes.add(other.absolutes.value)
  }

  /// The statistics by their names in `gates.csv`; none before the first value.
  public var statistics: [(name: String, value: Double)] {
    guard count > 0 else { return [] }
    return [("gap", sums.value / Double(count)), ("absolute_gap", absolutes.value / Double(count))]
  }
}
