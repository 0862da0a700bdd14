extension Double: OptimizerScalar {
  /// Momentum, one weight after the other.
  public static func momentumUpdate(
    _ weights: inout [Double], gradient: [Double], velocity: inout [Double], momentum: Double,
    _ step: UpdateStep
  ) {
    for i in weights.indices {
      let g = step.decayed(&weights[i], gradient[i])
      velocity[i] = momentum * velocity[i] + g
      weights[i] -= step.learningRate * velocity[i]
    }
  }

  /// RMSProp, one weight after the other.
  public static func rootMeanSquareUpdate(
    _ weights: inout [Double], gradient: [Double], square: inout [Double], alpha: Double, epsilon: Double,
    _ step: UpdateStep
  ) {
    for i in weights.indices {
      let g = step.decayed(&weights[i], gradient[i])
      square[i] = alpha * square[i] + (1 - alpha) * (g * g)
      weights[i] -= (step.learningRate * g) / (square[i].squareRoot() + epsilon)
    }
  }

  /// Adam, one weight after the other.
  public static func adamUpdate(
    _ weights: inout [Double], gradient: [Double], first: inout [Double], second: inout [Double],
    _ adam: AdamStep, _ step: UpdateStep
  ) {
    for i in weights.indices {
      let g = step.decayed(&weights[i], gradient[i])
      first[i] = adam.beta1 * first[i] + (1 - adam.beta1) * g
      second[i] = adam.beta2 * second[i] + (1 - adam.beta2) * (g * g)
      weights[i] -=
        (step.learningRate * (first[i] * adam.correction1))
        / ((second[i] * adam.correction2).squareRoot() + adam.epsilon)
    }
  }

  /// Σ x², in the same eight running sums as the kernel for `Float`.
  public static func sumOfSquares(_ values: [Double]) -> Double {
    var lanes = [Double](repeating: 0, count: 8)
    for i in values.indices { lanes[i % 8] += values[i] * values[i] }
    return ((lanes[0] + lanes[1]) + (lanes[2] + lanes[3])) + ((lanes[4] + lanes[5]) + (lanes[6] + lanes[7]))
  }
}

extension UpdateStep {
  /// The gradient g as the optimizer sees it, after weight decay has acted.
  fileprivate func decayed(_ weight: inout Double, _ gradient: Double) -> Double {
    let scaled = gradient * scale
    switch decay {
    case .coupled: return scaled + weightDecay * weight
    case .decoupled:
      weight -= (learningRate * weightDecay) * weight
      return scaled
    }
  }
}
