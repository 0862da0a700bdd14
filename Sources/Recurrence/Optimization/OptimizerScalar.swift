/// The number types that optimizers update: `Float` by kernels, `Double` by plain loops of the same formulas.
///
/// With g = scale·gradient, plus weightDecay·w where decay is coupled; where it is decoupled,
/// w = w − (learningRate·weightDecay)·w comes first. Operations are + − × / and √ in the order written, so that
/// no bit depends on the processor. The protocol is not meant for further conformances.
public protocol OptimizerScalar: BinaryFloatingPoint & Sendable {
  /// velocity = momentum·velocity + g; w = w − learningRate·velocity.
  static func momentumUpdate(
    _ weights: inout [Self], gradient: [Self], velocity: inout [Self], momentum: Double, _ step: UpdateStep)

  /// square = α·square + (1 − α)·(g·g); w = w − (learningRate·g)/(√square + ε).
  static func rootMeanSquareUpdate(
    _ weights: inout [Self], gradient: [Self], square: inout [Self], alpha: Double, epsilon: Double,
    _ step: UpdateStep)

  /// first = β₁·first + (1 − β₁)·g; second = β₂·second + (1 − β₂)·(g·g);
  /// w = w − (learningRate·(first·correction₁))/(√(second·correction₂) + ε).
  static func adamUpdate(
    _ weights: inout [Self], gradient: [Self], first: inout [Self], second: inout [Self],
    _ adam: AdamStep, _ step: UpdateStep)

  /// Σ x² in Float64, in eight running sums (index mod 8) that are then added in pairs.
  static func sumOfSquares(_ values: [Self]) -> Double
}

/// What all optimizers share in one update.
public struct UpdateStep: Sendable, Hashable {
  /// The learning rate.
  public var learningRate: Double
  /// The clipping factor on the gradient; 1 for none.
  public var scale: Double = 1
  /// λ of the weight decay; 0 for none.
  public var weightDecay: Double = 0
  /// How the decay acts.
  public var decay: WeightDecay = .decoupled

  /// The shared settings of one update.
  public init(
    learningRate: Double, scale: Double = 1, weightDecay: Double = 0, decay: WeightDecay = .decoupled
  ) {
    self.learningRate = learningRate
    self.scale = scale
    self.weightDecay = weightDecay
    self.decay = decay
  }
}

/// Adam's own settings in one update.
public struct AdamStep: Sendable, Hashable {
  /// β₁.
  public var beta1: Double
  /// β₂.
  public var beta2: Double
  /// ε.
  public var epsilon: Double
  /// 1/(1 − β₁ᵗ).
  public var correction1: Double
  /// 1/(1 − β₂ᵗ).
  public var correction2: Double

  /// Adam's settings in one update.
  public init(beta1: Double, beta2: Double, epsilon: Double, correction1: Double, correction2: Double) {
    self.beta1 = beta1
    self.beta2 = beta2
    self.epsilon = epsilon
    self.correction1 = correction1
    self.correction2 = correction2
  }
}
