import Catalog
import Estimation
import Recurrence
import Sequences
import Synchronization

/// What can be wrong with an estimator beside its bias.
enum EstimatorMistake: String, CaseIterable {
  case none, noSamples, fewerRows, negativeSettling, drawsByItself, notFinite
}

/// The score-function estimator with a mistake, which its setting names.
struct MistakenEstimator: GradientEstimator {
  static let description = KindDescription(
    "mistaken", summary: "An estimator with a mistake.", formula: "ℓ·(b − p)",
    parameters: [Parameter("mistake", .text, default: .text("none"), summary: "What is wrong.")])

  private static let calls = Atomic(0)
  private let mistake: EstimatorMistake

  init(_ parameters: Parameters) throws(ParameterError) {
    mistake = EstimatorMistake(rawValue: parameters.text("mistake"))!
  }

  var samples: Int { mistake == .noSamples ? 0 : 1 }
  var settling: Int { mistake == .negativeSettling ? -1 : 0 }
  func rows(batch: Int) -> Int { mistake == .fewerRows ? batch / 2 : batch }

  func estimate<Engine: RecurrentEngine>(
    _ engine: Engine, _ pass: EstimationPass, state: inout EstimatorState
  ) -> Estimate {
    engine.forward(
      pass.batch, gates: pass.gates.held, mode: .training(epoch: pass.epoch), noise: pass.noise(1))
    let costs = pass.costs(engine, pass.batch)
    let factor = factor
    engine.injectScores(pass.gates, steps: pass.batch.steps) { costs.sequences[$0] * factor }
    engine.backward(pass.batch)
    return Estimate(costs, evaluations: 1)
  }

  private var factor: Double {
    switch mistake {
    case .notFinite: .infinity
    // A little, and its mean is right.
    case .drawsByItself:
      Self.calls.wrappingAdd(1, ordering: .relaxed).newValue % 2 == 0 ? 1 - 0x1p-40 : 1 + 0x1p-40
    default: 1
    }
  }
}
