import Catalog
import RandomStreams
import Recurrence

/// A kind of noise on states, its masks written a second time for the tests.
enum StateNoiseLaw: String, CaseIterable, Sendable {
  case none
  case zoneout
  case recurrentDropout
  case variationalDropout
  case stochasticDepth
  case naiveCellDropout

  /// The same from the library.
  func noise() throws -> any StateNoise {
    func made(_ type: any StateNoise.Type, _ given: [String: ParameterValue]) throws -> any StateNoise {
      try type.init(Parameters(type.description, given))
    }
    return switch self {
    case .none: NoStateNoise()
    case .zoneout: try made(Zoneout.self, ["cell_rate": .number(0.4), "hidden_rate": .number(0.3)])
    case .recurrentDropout: try made(RecurrentDropout.self, ["rate": .number(0.4)])
    case .variationalDropout: try made(VariationalDropout.self, ["rate": .number(0.3)])
    case .stochasticDepth: try made(StochasticDepthInTime.self, ["rate": .number(0.4)])
    case .naiveCellDropout: try made(NaiveCellDropout.self, ["rate": .number(0.4)])
    }
  }

  /// The masks of one unit or input at a step, from a draw of each channel: the step's own, and that of step 0.
  func masks(_ channel: (NoiseChannel) -> Double, first: (NoiseChannel) -> Double) -> UnitMasks {
    var masks = UnitMasks()
    switch self {
    case .none: break
    case .zoneout:
      masks.holdsCell = channel(.cellMask) < 0.4
      masks.holdsHidden = channel(.hiddenMask) < 0.3
    case .recurrentDropout: masks.write = channel(.cellMask) < 0.6 ? 1 / 0.6 : 0
    case .variationalDropout:
      masks.input = first(.inputMask) < 0.7 ? 1 / 0.7 : 0
      masks.hidden = first(.hiddenMask) < 0.7 ? 1 / 0.7 : 0
    case .stochasticDepth:
      masks.holdsCell = channel(.step) < 0.4
      masks.holdsHidden = masks.holdsCell
    case .naiveCellDropout: masks.cell = channel(.cellMask) < 0.6 ? 1 / 0.6 : 0
    }
    return masks
  }
}

/// All masks of one unit.
struct UnitMasks {
  var input = 1.0
  var hidden = 1.0
  var write = 1.0
  var cell = 1.0
  var holdsCell = false
  var holdsHidden = false
}
