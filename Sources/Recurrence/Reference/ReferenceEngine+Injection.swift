extension ReferenceEngine {
  /// Adds to ∂ℓ/∂h_t of a layer what does not come from the read-out or the layer above; several injections add up.
  ///
  /// Past a sequence's length h_t is its last state, and so the values there go to that.
  ///
  /// - Parameters:
  ///   - values: [B, n]; between the forward pass and ``backward(_:)``.
  ///   - layer: the layer.
  ///   - step: the time step.
  package func injectHidden(_ values: [Double], layer: Int, step: Int) {
    let size = steps[layer][step].hidden.count
    precondition(values.count == size, "an injection of \(values.count) for \(size)")
    let sum = steps[layer][step].injectedHidden
    steps[layer][step].injectedHidden = sum.isEmpty ? values : zip(sum, values).map { $0 + $1 }
  }
}
