extension ReferenceEngine {
  /// Multiplies what each sequence adds to ∂ℓ/∂(read-out) by its weight, [B]; between the loss and the backward pass.
  ///
  /// Enumerations give every outcome its probability in this way. Injected values are not weighted.
  public func weigh(sequencesBy weights: [Double]) {
    precondition(!batchLoss.gradient.isEmpty, "no loss is known")
    batchLoss.weigh { row in weights[row % weights.count] }
  }
}

extension ReferenceEngine {
  /// Puts another mask in the place of the one that the forward pass drew, for the way back alone.
  ///
  /// That is a mistake which public implementations make; tests plant it.
  package func replaceMask(_ target: StateMask.Target, layer: Int, step: Int, by mask: [Double]) {
    precondition(steps[layer][step].masks[target].count == mask.count, "a mask of another shape")
    steps[layer][step].masks[target] = mask
  }
}
