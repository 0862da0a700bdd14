import CKernels

extension Float: OptimizerScalar {
  /// Momentum, by the kernel.
  public static func momentumUpdate(
    _ weights: inout [Float], gradient: [Float], velocity: inout [Float], momentum: Double, _ step: UpdateStep
  ) {
    checkCounts(weights, gradient, velocity)
    var update = ckernels_update(step)
    ckernels().pointee.sgd(&update, Float(momentum), gradient, &velocity, &weights, weights.count)
  }

  /// RMSProp, by the kernel.
  public static func rootMeanSquareUpdate(
    _ weights: inout [Float], gradient: [Float], square: inout [Float], alpha: Double, epsilon: Double,
    _ step: UpdateStep
  ) {
    checkCounts(weights, gradient, square)
    var update = ckernels_update(step)
    ckernels().pointee.rmsprop(
      &update, Float(alpha), Float(1 - alpha), Float(epsilon), gradient, &square, &weights, weights.count)
  }

  /// Adam, by the kernel.
  public static func adamUpdate(
    _ weights: inout [Float], gradient: [Float], first: inout [Float], second: inout [Float],
    _ adam: AdamStep, _ step: UpdateStep
  ) {
    checkCounts(weights, gradient, first, second)
    var update = ckernels_update(step)
    var settings = ckernels_adam(
      beta1: Float(adam.beta1), beta2: Float(adam.beta2), one_minus_beta1: Float(1 - adam.beta1),
      one_minus_beta2: Float(1 - adam.beta2), epsilon: Float(adam.epsilon),
      correction1: Float(adam.correction1), correction2: Float(adam.correction2))
    ckernels().pointee.adam(&update, &settings, gradient, &first, &second, &weights, weights.count)
  }

  /// Σ x² in Float64, by the kernel.
  public static func sumOfSquares(_ values: [Float]) -> Double {
    ckernels().pointee.sum_of_squares_f32(values, values.count)
  }

  private static func checkCounts(_ weights: [Float], _ others: [Float]...) {
    precondition(others.allSatisfy { $0.count == weights.count }, "not the counts of these weights")
  }
}

extension ckernels_update {
  /// The shared settings, rounded to Float.
  fileprivate init(_ step: UpdateStep) {
    self.init(
      learning_rate: Float(step.learningRate), scale: Float(step.scale),
      weight_decay: Float(step.weightDecay), decoupled: step.decay == .decoupled ? 1 : 0)
  }
}
