import Catalog

/// How weight decay λ acts.
public enum WeightDecay: String, Sendable, Hashable, CaseIterable {
  /// λ·w is added to the gradient and passes through the optimizer's averages: L2 regularization of ½λ‖w‖².
  case coupled
  /// (learning rate)·λ·w is taken off the weights apart from the gradient (Loshchilov & Hutter 2019, 1711.05101).
  case decoupled
}

extension Parameter {
  /// The step size that all optimizers have.
  static func learningRate(default value: Double) -> Parameter {
    Parameter(
      "learning_rate", .number(.positive), default: .number(value), isSchedulable: true,
      summary: "Step size of an update.")
  }

  /// The settings of weight decay that all optimizers have.
  static let weightDecay = [
    Parameter(
      "weight_decay", .number(.nonNegative), default: .number(0), isSchedulable: true,
      summary: "λ, how strongly weights are pulled to 0."),
    Parameter(
      "decay", .choice(WeightDecay.allCases.map(\.rawValue)), default: .text(WeightDecay.decoupled.rawValue),
      summary: "Whether λ·w joins the gradient (coupled, L2) or is taken off the weights apart from it."),
  ]
}

extension UpdateStep {
  /// The settings under the names that all optimizers share.
  init(_ parameters: Parameters) {
    guard let decay = WeightDecay(rawValue: parameters.text("decay")) else {
      preconditionFailure("the description admits a decay that does not exist")
    }
    self.init(
      learningRate: parameters.number("learning_rate"), weightDecay: parameters.number("weight_decay"),
      decay: decay)
  }

  /// The same step with another clipping factor.
  func scaled(by scale: Double) -> UpdateStep {
    var step = self
    step.scale = scale
    return step
  }
}
