extension ReferenceEngine {
  /// Multiplies what each sequence adds to ∂ℓ/∂(read-out) by its weight, [B]; between the loss and the backward pass.
  ///
  /// Enumerations give every outcome its probability in this way. Injected values are not weighted.
  public func weigh(sequencesBy weights: [Double]) {
    precondition(!outputGradient.isEmpty, "no loss is known")
    let k = configuration.outputWidth
    for row in 0..<outputGradient.count / k {
      let weight = weights[row % weights.count]
      for j in row * k..<(row + 1) * k { outputGradient[j] *= weight }
    }
  }
}
