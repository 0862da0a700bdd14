import Catalog
public import Gating
public import RandomStreams

/// One random mask on the states of a layer: what it meets, how often, and where its draws come from.
///
/// A dropout mask multiplies: the factor is 1/(1 − rate) where u < 1 − rate, and 0 elsewhere, so that its mean is 1. A
/// holding mask selects: the old state stays where u < rate. A larger rate therefore drops, or holds, wherever a smaller
/// one does.
public struct StateMask: Sendable, Hashable {
  /// What a mask meets.
  public enum Target: Int, Sendable, Hashable, CaseIterable {
    /// m_x: the layer's input, on its way into the pre-activations.
    case input
    /// m_h: h_{t−1}, on its way into the pre-activations.
    case hidden
    /// m_w: what is written to the cell, i ∘ g.
    case write
    /// m_c: the new cell.
    case cell
    /// d_c: units whose cell stays what it was.
    case zoneoutCell
    /// d_h: units whose hidden state stays what it was.
    case zoneoutHidden
  }

  /// What the mask meets.
  public let target: Target
  /// How often a unit is dropped or held, as a probability; below 1 for dropout.
  public let rate: Double
  /// Whether one draw decides for all units of a layer.
  public let isForWholeStep: Bool
  /// Whether the draw of the first step serves the whole sequence, however noise is shared.
  public let isForWholeSequence: Bool

  /// A mask.
  public init(
    _ target: Target, rate: Double, isForWholeStep: Bool = false, isForWholeSequence: Bool = false
  ) {
    self.target = target
    self.rate = rate
    self.isForWholeStep = isForWholeStep
    self.isForWholeSequence = isForWholeSequence
  }

  /// Whether the mask selects the old state instead of multiplying.
  public var holds: Bool { target == .zoneoutCell || target == .zoneoutHidden }

  /// The channel of the mask's draws. Masks for whole steps share theirs, so that cell and hidden state stay together.
  public var channel: NoiseChannel {
    if isForWholeStep { return .step }
    return switch target {
    case .input: .inputMask
    case .hidden, .zoneoutHidden: .hiddenMask
    case .write, .cell, .zoneoutCell: .cellMask
    }
  }

  /// Where the draws of a step lie.
  public func place(layer: Int, step: Int) -> NoisePlace {
    NoisePlace(channel: channel, layer: layer, step: isForWholeSequence ? 0 : step)
  }

  /// What stands for the mask where nothing is drawn: factor 1, or the share `rate` of the old state.
  public var expectation: Double { holds ? rate : 1 }

  /// The uniform below which a unit is held, or not dropped: that probability, rounded to Float so that both precisions
  /// decide alike.
  public var limit: Double { Double(Float(holds ? rate : 1 - rate)) }

  /// Turns uniforms into the mask: factors of a dropout mask, 1 for held and 0 for other units of a holding one.
  public func draw<Scalar: GateScalar>(_ values: inout MutableSpan<Scalar>) {
    let limit = Scalar(limit)
    let factor = holds ? 1 : Scalar(1 / (1 - rate))
    for e in 0..<values.count { values[unchecked: e] = values[unchecked: e] < limit ? factor : 0 }
  }
}

extension Parameter {
  /// `rate`, how often a dropout mask drops.
  static func dropoutRate(_ summary: String) -> Parameter {
    Parameter(
      "rate", .number(Bounds(0, 1, excludesMaximum: true)), default: .number(0.25), summary: summary)
  }
}
