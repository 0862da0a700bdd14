extension ReferenceEngine {
  /// Multiplies what each sequence adds to ∂ℓ/∂(read-out) by its weight, [B]; between the loss and the backward pass.
  ///
  /// Enumerations give every outcome its probability in this way. Injected values are not weighted.
  public func weigh(sequencesBy weights: [Double]) {
    precondition(!batchLoss.gradient.isEmpty, "no loss is known")
    batchLoss.weigh { row in weights[row % weights.count] }
  }
}
