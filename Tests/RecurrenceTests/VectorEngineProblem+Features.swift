import Catalog
import Recurrence

extension VectorEngineProblem {
  /// The kinds of noise on states with their defaults, a mixture of all masks, and none.
  static let stateNoises: [(any StateNoise)?] =
    [nil, AllMasks(rate: 0.3), AllMasks(rate: 0.4, isShared: true)]
    + StateNoiseCatalog().kinds.map { try! StateNoiseCatalog().make($0) }

  /// Every variant, with and without peepholes, under every noise: other shapes, lengths, gates and losses each time.
  static func allFeatures(_ seed: UInt64) -> [VectorEngineProblem] {
    var seed = seed
    return LSTMVariant.allCases.flatMap { variant in
      [false, true].flatMap { peepholes in
        stateNoises.map { noise in
          seed += 1
          return VectorEngineProblem(
            seed: seed, largest: 19, variant: variant, peepholes: peepholes, stateNoise: noise)
        }
      }
    }
  }

  /// Networks that read symbols, under every noise and in turn with every variant.
  static func symbols(_ seed: UInt64) -> [VectorEngineProblem] {
    stateNoises.indices.map { place in
      VectorEngineProblem(
        seed: seed + UInt64(place), largest: 21,
        variant: LSTMVariant.allCases[place % LSTMVariant.allCases.count],
        peepholes: place % 3 == 0, stateNoise: stateNoises[place], readsSymbols: true)
    } + [VectorEngineProblem(seed: seed + 100, readsSymbols: true)]
  }

  /// A few of them, in which every variant, both with and without peepholes, and every noise occurs.
  static func features(_ seed: UInt64) -> [VectorEngineProblem] {
    LSTMVariant.allCases.indices.flatMap { index in
      [false, true].map { peepholes in
        let place = 2 * index + (peepholes ? 1 : 0)
        return VectorEngineProblem(
          seed: seed + UInt64(place), largest: 24, variant: LSTMVariant.allCases[index], peepholes: peepholes,
          stateNoise: stateNoises[place % stateNoises.count])
      }
    }
  }
}

/// Noise with a mask for every target, which no kind of the catalog has.
struct AllMasks: StateNoise {
  static let description = KindDescription("all_masks", summary: "A mask for every target.")
  let rate: Double
  /// Whether masks on h and on what is written are for the whole step, those on x and on cells for the whole sequence.
  let isShared: Bool

  init(_ parameters: Parameters) throws(ParameterError) { self.init(rate: 0.3) }

  init(rate: Double, isShared: Bool = false) {
    self.rate = rate
    self.isShared = isShared
  }

  var masks: [StateMask] {
    StateMask.Target.allCases.map { target in
      let isForWholeStep = isShared && [.hidden, .write, .zoneoutHidden].contains(target)
      return StateMask(
        target, rate: rate, isForWholeStep: isForWholeStep, isForWholeSequence: isShared && !isForWholeStep)
    }
  }
}
