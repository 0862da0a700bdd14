import Gating

extension ReadoutActivation {
  /// The outputs y of one row of pre-activations a.
  ///
  /// The softmax takes off the largest a first, so that exp cannot overflow; NaN in a row makes all of it NaN.
  func outputs<Scalar: GateScalar>(_ preActivations: ArraySlice<Scalar>) -> [Scalar] {
    switch self {
    case .linear: return Array(preActivations)
    case .sigmoid: return preActivations.map { VectorMath.sigmoid($0) }
    case .softmax:
      let largest = preActivations.reduce(-.infinity) { $1 > $0 ? $1 : $0 }
      let exponentials = preActivations.map { VectorMath.exp($0 - largest) }
      let sum = exponentials.reduce(0, +)
      return exponentials.map { $0 / sum }
    }
  }

  /// ∂ℓ/∂a of one row, given the outputs y and ∂ℓ/∂y.
  func pullBack(_ outputGradient: [Double], outputs y: [Double]) -> [Double] {
    switch self {
    case .linear: return outputGradient
    case .sigmoid: return zip(outputGradient, y).map { $0 * ($1 * (1 - $1)) }
    case .softmax:
      let mean = zip(outputGradient, y).reduce(0) { $0 + $1.0 * $1.1 }
      return zip(outputGradient, y).map { $1 * ($0 - mean) }
    }
  }
}
