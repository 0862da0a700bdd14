public import Snapshots

/// What an estimator remembers from one update to the next: the moving average of the loss.
///
/// With the weight a of the past the average of losses ℓ₁ … ℓ_n is Σ aⁿ⁻ᵏ ℓ_k / Σ aⁿ⁻ᵏ: the weights add up to 1 from the
/// first loss on. It is 0 before any.
public struct EstimatorState: Sendable, Hashable {
  /// Whether the average stays as it is: in a certificate, where samples must not depend on each other.
  public var isFrozen = false
  private var sum = 0.0
  private var weight = 0.0

  /// A state that has seen nothing.
  public init() {}

  /// The average.
  public var movingAverage: Double { weight > 0 ? sum / weight : 0 }

  /// Takes in a loss; numbers alone.
  mutating func take(_ loss: Double, decay: Double) {
    guard !isFrozen, loss.isFinite else { return }
    sum = decay * sum + (1 - decay) * loss
    weight = decay * weight + (1 - decay)
  }
}

extension EstimatorState: Restorable {
  /// The average, as its two sums.
  public func write(to snapshot: inout SnapshotWriter) {
    snapshot.write(sum)
    snapshot.write(weight)
  }

  /// Takes up an average.
  public mutating func restore(from snapshot: inout SnapshotReader) throws(SnapshotError) {
    sum = try snapshot.double()
    weight = try snapshot.double()
  }
}
