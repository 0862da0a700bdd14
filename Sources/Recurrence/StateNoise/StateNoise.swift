public import Catalog

/// Noise on the states of a network, beside the noise of its gates: dropout, zoneout and their kin.
///
/// A kind only lists its ``masks``; the engines draw them and apply them, always in the same places of a step:
///
///     x̃ = m_x ∘ x_t,  h̃ = m_h ∘ h_{t−1}          what pre-activations see
///     ĉ = m_c ∘ (r ∘ c_{t−1} + m_w ∘ (i ∘ g))
///     ĥ = o ∘ tanh(ĉ)
///     c_t = c_{t−1} where d_c, else ĉ;  h_t = h_{t−1} where d_h, else ĥ
///
/// In training and in the evaluation mode `sample` the masks are drawn, each draw used forward and backward; other
/// modes take their expectation. Draws follow the noise's sharing and scope, like those of gates: under `per_sequence` one mask serves
/// all steps, so that a unit which zoneout holds at the first step is held to the last; under `layer` one draw serves all units.
public protocol StateNoise: Kind where Family == any StateNoise {
  /// What is drawn for each layer and step, at most one mask for each target.
  var masks: [StateMask] { get }
}

extension StateNoise {
  /// The noise of checked settings, as the catalog gives it.
  public static func make(_ parameters: Parameters) throws(ParameterError) -> any StateNoise {
    try Self(parameters)
  }
}

extension StateNoise {
  /// The masks that change anything: those with a rate above 0. So noise of rate 0 is none, to the bit.
  public var activeMasks: [StateMask] { masks.filter { $0.rate > 0 } }
}
