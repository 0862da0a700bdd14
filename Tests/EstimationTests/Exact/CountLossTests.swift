import Estimation
import Gating
import Recurrence
import Sequences
import Testing

/// Exact gradients of a loss with learned constants, and of batches in which single values are masked.
@Suite struct CountLossTests {
  /// Two targets a row at every step, series the other way round in the second sequence, three values masked.
  private static func problem(_ loss: any Loss) throws -> (ReferenceEngine, ExactProblem) {
    let configuration = NetworkConfiguration(
      inputWidth: 1, hidden: 1, outputWidth: 2, constants: 2, readout: .exponential, placement: .every)
    let engine = ReferenceEngine(configuration)
    engine.parameters = (0..<configuration.layout.count).map { index -> Double in
      Double((index * 37 + 11) % 101) / 50 - 1
    }
    var batch = TaskBatch(inputWidth: 1, targetWidth: 2, placement: .every)
    batch.reset(steps: 2, count: 2)
    batch.inputs = [0.8, -0.5, 0.1, 1.2]
    batch.targets = [3, 0, 7, 2, 1, 5, 4, 9]
    batch.scales = [2, 1, 1, 2, 2, 1, 1, 2]
    batch.series = [0, 1, 1, 0, 0, 1, 1, 0]
    for value in [1, 4, 5] { batch.mask[value] = false }
    batch.sequences = [0, 1]
    return (
      engine, ExactProblem(batch, gates: GateAssignment(all: try bernoulli()), loss: loss, nodes: 16)
    )
  }

  /// Differences of values and one visit with slopes agree, in the constants' derivatives too.
  @Test(arguments: [NegativeBinomialLoss.negativeBinomial as any Loss, PoissonLoss.poisson])
  func valuesAndSlopesAgree(_ loss: any Loss) throws {
    let (engine, problem) = try Self.problem(loss)
    let values = ExactGradient(engine, problem, .values) {}
    let slopes = ExactGradient(engine, problem, .slopesChecked) {}
    #expect((values.loss - slopes.loss).magnitude < 1e-12)
    for (a, b) in zip(values.gradient, slopes.gradient) { #expect((a - b).magnitude < 1e-8) }
    let constants = slopes.gradient.suffix(2)
    #expect(constants.allSatisfy { ($0 != 0) == type(of: loss).hasConstants })
    #expect(
      engine.configuration.layout.parameterNames.suffix(2) == [
        "readout.constants[0]", "readout.constants[1]",
      ])
  }
}
