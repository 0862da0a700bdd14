import Estimation
import Gating
import Recurrence
import Sequences
import Testing

/// Exact gradients of a loss whose classes have weights.
@Suite struct ClassWeightTests {
  private static let weights = [0.25, 3, 1.5]

  /// One unit, two steps with a target each; so many sequences of one class each.
  private static func gradient(_ targets: [Float], _ loss: any Loss, _ route: ExactGradient.Method)
    throws -> ExactGradient
  {
    let engine = ReferenceEngine(
      NetworkConfiguration(inputWidth: 1, hidden: 1, outputWidth: 3, readout: .softmax, placement: .every))
    engine.parameters = (0..<engine.configuration.layout.count).map { index -> Double in
      Double((index * 37 + 11) % 101) / 50 - 1
    }
    var batch = TaskBatch(inputWidth: 1, targetWidth: 1, placement: .every)
    batch.reset(steps: 2, count: targets.count)
    batch.inputs = (0..<2 * targets.count).map { index -> Float in Float(index * 5 % 7) / 4 - 0.6 }
    batch.targets = targets + targets
    batch.sequences = targets.indices.map { UInt32($0) }
    let problem = ExactProblem(batch, gates: GateAssignment(all: try bernoulli()), loss: loss, nodes: 16)
    return ExactGradient(engine, problem, route) {}
  }

  /// Differences of values and one visit with slopes agree.
  @Test func valuesAndSlopesAgree() throws {
    let loss = CrossEntropyLoss.crossEntropy.weighted(byClass: Self.weights)
    let values = try Self.gradient([0, 2], loss, .values)
    let slopes = try Self.gradient([0, 2], loss, .slopesChecked)
    #expect((values.loss - slopes.loss).magnitude < 1e-12)
    for (a, b) in zip(values.gradient, slopes.gradient) { #expect((a - b).magnitude < 1e-8) }
  }

  /// Of targets of one class the gradient is that class's weight times what it is without weights.
  @Test(arguments: [0, 1, 2]) func oneClass(_ index: Int) throws {
    let loss = CrossEntropyLoss.crossEntropy.weighted(byClass: Self.weights)
    let targets = [Float(index), Float(index)]
    let weighted = try Self.gradient(targets, loss, .slopesChecked)
    let plain = try Self.gradient(targets, .crossEntropy, .slopesChecked)
    for (a, b) in zip(weighted.gradient, plain.gradient) {
      #expect((a - Self.weights[index] * b).magnitude < 1e-13)
    }
  }
}
