/// What an optimizer remembers between updates: running averages of each parameter's gradient.
public struct OptimizerState<Scalar: OptimizerScalar>: Sendable {
  /// Updates made so far.
  public internal(set) var updates = 0
  /// The first average: SGD's velocity, Adam's first moment.
  var first: [Scalar]
  /// The second average: RMSProp's mean square, Adam's second moment.
  var second: [Scalar]
  /// β₁ᵗ and β₂ᵗ, as running products: a power function would come from the C library.
  var decay: (first: Double, second: Double) = (1, 1)

  /// The state before the first update of `count` parameters.
  public init(count: Int) {
    first = Array(repeating: 0, count: count)
    second = Array(repeating: 0, count: count)
  }
}
