public import Catalog

/// Which steps a layer takes, and which leave its state as it is (`network.skip`).
///
/// Around any cell, with S its step, s its whole state (h, and c where the cell has one) and m its memory (c, or else h):
///
///     s_t = S(s_{t−1}, x_t) where u_t, else s_{t−1}
///     Δ_t = σ(w·m_t + b)
///     p_{t+1} = Δ_t where u_t, else p_t + min(Δ_t, 1 − p_t);  p_0 = 1
///
/// A rule says how the update gate u_t ∈ {0, 1} comes from the update probability p_t. One gate serves all units of a layer, and
/// each layer has its own. In training every step is computed, for the gradient needs what a skipped step would have
/// written; in an evaluation that draws nothing else, steps that are skipped are not.
///
/// The way back takes u_t for p_t, the straight-through identity: ∂ℓ/∂p_t is ∂ℓ/∂u_t beside what comes from p_{t+1}, with
///
///     ∂ℓ/∂u_t = ∂ℓ/∂s_t·(S(s_{t−1}, x_t) − s_{t−1}) + ∂ℓ/∂p_{t+1}·(Δ_t − p_t − min(Δ_t, 1 − p_t)) + λ/B
///
/// and λ the ``budget`` for B sequences: the loss has λ times the mean number of steps that a sequence takes in a layer.
///
/// Source: Campos, Jou, Giró-i-Nieto, Torres and Chang 2018 (arXiv 1708.06834).
public protocol SkipRule: Kind where Family == any SkipRule {
  /// Whether p_t is learned, by parameters w [n] and b of each layer; else every step has the same probability.
  var learns: Bool { get }
  /// b before the first update, where p_t is learned.
  var bias: Double { get }
  /// λ, what a step that is taken costs.
  var budget: Double { get }
  /// Whether u_t is drawn, in training and in the evaluation mode `sample`.
  var draws: Bool { get }

  /// u_t.
  ///
  /// - Parameters:
  ///   - probability: p_t; 1 where it is not learned.
  ///   - uniform: u ~ U(0, 1); `nil` where nothing is drawn.
  func takes<Scalar: BinaryFloatingPoint>(_ probability: Scalar, uniform: Scalar?) -> Bool
}

extension SkipRule {
  /// The rule of checked settings, as the catalog gives it.
  public static func make(_ parameters: Parameters) throws(ParameterError) -> any SkipRule {
    try Self(parameters)
  }
}

/// A rule with the settings that it was made from.
public typealias SkipKind = KindSpecification<any SkipRule>

extension Parameter {
  /// `budget`, λ.
  public static var skipBudget: Parameter {
    Parameter(
      "budget", .number(.nonNegative), default: .number(0),
      summary: "λ: the loss gets λ times the mean number of steps that a sequence takes in a layer.")
  }

  /// `bias`, b before the first update.
  public static var skipBias: Parameter {
    Parameter(
      "bias", .number(Bounds(-1e6, 1e6)), default: .number(1),
      summary: "b, the bias of the update probability before the first update.")
  }
}
