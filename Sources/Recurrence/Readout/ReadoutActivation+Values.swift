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

  /// Turns ∂ℓ/∂y of one row, in `gradient`, into ∂ℓ/∂a, given the outputs y.
  @inline(__always)
  func pullBack<Scalar: GateScalar>(_ gradient: inout MutableSpan<Double>, outputs: Span<Scalar>) {
    switch self {
    case .linear: break
    case .sigmoid:
      for j in outputs.indices {
        let y = Double(outputs[unchecked: j])
        gradient[unchecked: j] *= y * (1 - y)
      }
    case .softmax:
      var mean = 0.0
      for j in outputs.indices { mean += gradient[unchecked: j] * Double(outputs[unchecked: j]) }
      for j in outputs.indices {
        gradient[unchecked: j] = Double(outputs[unchecked: j]) * (gradient[unchecked: j] - mean)
      }
    }
  }
}
