import CKernels
public import Catalog

/// What most optimizers share in one update: learning rate, clipping and weight decay.
public struct UpdateStep: Sendable, Hashable {
  /// η, the learning rate.
  public let learningRate: Double
  /// λ of the weight decay; 0 for none.
  public let weightDecay: Double
  /// How the decay acts.
  public let decay: WeightDecay
  /// The clipping factor on the gradient; 1 for none.
  public private(set) var scale = 1.0

  /// Reads `learning_rate`, `weight_decay` and, where the kind has it, `decay`; without that it is decoupled.
  public init(_ parameters: Parameters) {
    learningRate = parameters.number("learning_rate")
    weightDecay = parameters.number("weight_decay")
    decay = parameters.optionalText("decay").flatMap(WeightDecay.init) ?? .decoupled
  }

  /// The same step with another clipping factor.
  public func scaled(by scale: Double) -> UpdateStep {
    var step = self
    step.scale = scale
    return step
  }

  /// The gradient g as the optimizer sees it, after weight decay has acted: scale·gradient, plus λ·w where decay is
  /// coupled; where it is decoupled, w = w − (η·λ)·w comes first.
  @inlinable
  public func decayed<Scalar: OptimizerScalar>(_ weight: inout Scalar, _ gradient: Scalar) -> Scalar {
    let scaled = gradient * Scalar(scale)
    switch decay {
    case .coupled: return scaled + Scalar(weightDecay) * weight
    case .decoupled:
      weight -= (Scalar(learningRate) * Scalar(weightDecay)) * weight
      return scaled
    }
  }

  /// The settings as the kernels take them, rounded to Float.
  var kernel: ckernels_update {
    ckernels_update(
      learning_rate: Float(learningRate), scale: Float(scale), weight_decay: Float(weightDecay),
      decoupled: decay == .decoupled ? 1 : 0)
  }
}

/// How weight decay λ acts.
public enum WeightDecay: String, Sendable, Hashable, CaseIterable {
  /// λ·w is added to the gradient and passes through the optimizer's averages: L2 regularization of ½λ‖w‖².
  case coupled
  /// (learning rate)·λ·w is taken off the weights apart from the gradient (Loshchilov & Hutter 2019, 1711.05101).
  case decoupled
}

extension Parameter {
  /// `learning_rate`, the step size of an update.
  public static func learningRate(default value: Double) -> Parameter {
    Parameter(
      "learning_rate", .number(.positive), default: .number(value), isSchedulable: true,
      summary: "Step size of an update.")
  }

  /// `weight_decay`, how strongly weights are pulled to 0.
  public static func weightDecay(default value: Double = 0) -> Parameter {
    Parameter(
      "weight_decay", .number(.nonNegative), default: .number(value), isSchedulable: true,
      summary: "λ, how strongly weights are pulled to 0.")
  }

  /// The part of a running average that an update keeps, below 1.
  static func kept(
    _ name: String, default value: Double, isSchedulable: Bool = false, summary: String
  ) -> Parameter {
    Parameter(
      name, .number(Bounds(0, 1, excludesMaximum: true)), default: .number(value),
      isSchedulable: isSchedulable, summary: summary)
  }

  /// `decay`, how weight decay acts.
  public static func decay(default value: WeightDecay = .decoupled) -> Parameter {
    Parameter(
      "decay", .choice(WeightDecay.allCases.map(\.rawValue)), default: .text(value.rawValue),
      summary: "Whether λ·w joins the gradient (coupled, L2) or is taken off the weights apart from it.")
  }
}
