import Catalog
import Gating
import RandomStreams
import Recurrence
import Sequences
import Testing

/// One network with a batch, weights, states and noise: what a gradient is checked on.
struct NetworkCase: Sendable, CustomTestStringConvertible {
  var loss: any Loss
  var readout: ReadoutKind
  var placement: TargetPlacement
  var convention: ForgetConvention
  var layers: Int
  var laws: GateLaws
  var variant = LSTMVariant.vanilla
  var peepholes = false
  var stateNoise = StateNoiseLaw.none
  var cell = CellEquations.lstm
  var skip = SkipKind.none

  var testDescription: String {
    "\(loss.words) \(readout.kind) \(placement) \(convention) \(layers) layers \(laws.label) \(cell) \(variant)"
      + " \(peepholes ? "peepholes " : "")\(stateNoise)\(skip == .none ? "" : " skip \(skip.label)")"
  }

  /// Every loss × read-out it is defined for × placement × convention × depth, for each of `laws`.
  static func all(_ laws: [GateLaws]) -> [NetworkCase] {
    var cases: [NetworkCase] = []
    for loss in LossCase.all {
      for placement in TargetPlacement.allCases {
        for convention in ForgetConvention.allCases {
          for layers in 1...2 {
            cases += laws.map {
              NetworkCase(
                loss: loss.loss, readout: loss.readout, placement: placement, convention: convention,
                layers: layers, laws: $0)
            }
          }
        }
      }
    }
    return cases
  }

  /// Every cell but the LSTM × placement × depth × state noise that has a place in it, for each of `laws`.
  static func cells(_ laws: [GateLaws]) -> [NetworkCase] {
    var cases: [NetworkCase] = []
    for cell in CellEquations.allCases where cell != .lstm {
      for placement in TargetPlacement.allCases {
        for layers in 1...2 {
          for stateNoise in StateNoiseLaw.allCases {
            cases += laws.map {
              NetworkCase(
                loss: .squared, readout: .linear, placement: placement, convention: .keep, layers: layers,
                laws: $0, stateNoise: stateNoise, cell: cell)
            }
          }
        }
      }
    }
    return cases
  }

  /// Every variant × peepholes × convention × depth × state noise, for each of `laws`.
  static func variants(_ laws: [GateLaws]) -> [NetworkCase] {
    var cases: [NetworkCase] = []
    for variant in LSTMVariant.allCases {
      for peepholes in [false, true] {
        for convention in ForgetConvention.allCases {
          for layers in 1...2 {
            for stateNoise in StateNoiseLaw.allCases {
              cases += laws.map {
                NetworkCase(
                  loss: .squared, readout: .linear, placement: .every, convention: convention, layers: layers,
                  laws: $0, variant: variant, peepholes: peepholes, stateNoise: stateNoise)
              }
            }
          }
        }
      }
    }
    return cases
  }

  var configuration: NetworkConfiguration {
    NetworkConfiguration(
      inputWidth: 2, hidden: 3, layers: layers, outputWidth: 3,
      constants: type(of: loss).hasConstants ? 3 : 0, cell: cell.kind, skip: skip,
      forgetConvention: convention,
      readout: readout, placement: placement, variant: variant, peepholes: peepholes)
  }

  /// The library's gates and noise.
  func assignment() throws -> GateAssignment {
    var gates = try laws.assignment()
    gates.stateNoise = try stateNoise.noise()
    return gates
  }

  /// Four steps of three sequences of lengths 4, 2 and 3, one target row masked.
  var batch: TaskBatch {
    var batch = TaskBatch(
      inputWidth: 2, targetWidth: loss.targetWidth(outputs: 3), placement: placement)
    batch.reset(steps: 4, count: 3)
    batch.lengths = [4, 2, 3]
    batch.sequences = [7, 1000, 3]
    var numbers = Numbers("batch")
    batch.inputs = numbers.signed(batch.inputs.count).map { Float($0) }
    batch.targets =
      switch type(of: loss).targets[0] {
      case .real: numbers.signed(batch.targets.count).map { Float($0) }
      case .classIndex: numbers.integers(batch.targets.count, below: 3).map { Float($0) }
      case .bits: numbers.integers(batch.targets.count, below: 2).map { Float($0) }
      case .count: numbers.integers(batch.targets.count, below: 9).map { Float($0) }
      }
    if type(of: loss).targets == [.count] {
      batch.scales = batch.targets.indices.map { 0.5 + Double($0 % 3) }
    }
    // A whole row and, where a row has several targets, one of another.
    for value in batch.targetWidth..<2 * batch.targetWidth { batch.mask[value] = false }
    if batch.targetWidth > 1 { batch.mask[2 * batch.targetWidth] = false }
    return batch
  }

  var parameters: [Double] {
    var numbers = Numbers("parameters")
    return numbers.signed(configuration.layout.count)
  }

  var initial: InitialState {
    var numbers = Numbers("initial")
    let count = layers * 3 * 3
    return InitialState(hidden: numbers.signed(count), cell: numbers.signed(count))
  }

  /// Training noise with a pass begun for the batch.
  func noise() -> NoiseField {
    let noise = NoiseField(
      generator: .philox, seed: 5, replicate: 0, purpose: .trainingNoise, sharing: .perStep, scope: .unit)
    noise.begin(time: 2, steps: 4, layers: layers, units: 3, sequences: batch.sequences)
    return noise
  }

  /// The reference engine after a forward pass; also gives the loss.
  func run(parameters: [Double]? = nil, initial: InitialState? = nil, noise: (any NoiseSource)? = nil) throws
    -> (ReferenceEngine, Double)
  {
    let engine = ReferenceEngine(configuration)
    engine.parameters = parameters ?? self.parameters
    engine.forward(
      batch, gates: try assignment(), mode: .training(epoch: 0), noise: noise ?? self.noise(),
      initial: initial ?? self.initial)
    return (engine, engine.loss(loss, batch))
  }
}
