import Catalog
import Gating
import RandomStreams
import Recurrence
import Sequences
import Testing

/// ∂c_t/∂c_{t−1} along the cell's own path is what is kept: exactly 1 or 0 for gates that are 0 or 1.
@Suite struct CellPathTests {
  static let steps = 60

  /// ∂ℓ/∂c_t of every step and unit, and the forget gate's values, of a network whose hidden state
  /// feeds nothing; the output gates are open, and the input gates rarely, so that tanh does not saturate.
  static func path(_ policy: any GatePolicy, _ convention: ForgetConvention, forgetBias: Double) -> (
    gradients: [[Double]], forget: [[Double]], initial: [Double]
  ) {
    let configuration = NetworkConfiguration(
      inputWidth: 1, hidden: 5, outputWidth: 1, forgetConvention: convention)
    let engine = ReferenceEngine(configuration)
    var numbers = Numbers("cell path")
    engine.parameters = numbers.signed(configuration.layout.count)
    let recurrent = configuration.layout.recurrentWeights(layer: 0)!.range
    engine.parameters.replaceSubrange(recurrent, with: repeatElement(0, count: recurrent.count))
    let bias = configuration.layout.bias(layer: 0)!.range.lowerBound
    for row in CellBlock.forget.rows(hidden: 5) { engine.parameters[bias + row] = forgetBias }
    for row in CellBlock.input.rows(hidden: 5) { engine.parameters[bias + row] = -4 }
    for row in CellBlock.output.rows(hidden: 5) { engine.parameters[bias + row] = 60 }
    engine.keepsMemoryGradients = true
    var batch = TaskBatch(inputWidth: 1, targetWidth: 1, placement: .last)
    batch.reset(steps: steps, count: 1)
    batch.inputs = numbers.signed(steps).map { Float($0) }
    batch.targets = [3]
    let noise = NoiseField(
      generator: .philox, seed: 9, replicate: 0, purpose: .trainingNoise, sharing: .perStep, scope: .unit)
    noise.begin(time: 0, steps: steps, layers: 1, units: 5, sequences: [0])
    engine.forward(batch, gates: GateAssignment(all: policy), mode: .training(epoch: 0), noise: noise)
    _ = engine.loss(.squared, batch)
    engine.backward(batch)
    return (
      (0..<steps).map { engine.tape(.memoryGradient, layer: 0, step: $0) },
      (0..<steps).map { engine.tape(.gate(.forget), layer: 0, step: $0) }, engine.initialGradient.cell
    )
  }

  @Test(arguments: ForgetConvention.allCases)
  func everyStepMultipliesByWhatIsKept(_ convention: ForgetConvention) throws {
    let policies: [any GatePolicy] = [
      try SigmoidGate(Parameters(SigmoidGate.description)),
      try BernoulliGate(Parameters(BernoulliGate.description)),
      try HardThresholdGate(Parameters(HardThresholdGate.description)),
    ]
    for policy in policies {
      let (gradients, forget, initial) = Self.path(policy, convention, forgetBias: 0.3)
      let before = [initial] + gradients.dropLast()
      for (t, (earlier, later)) in zip(before, gradients).enumerated() {
        for unit in 0..<5 {
          let f = forget[t][unit]
          #expect(earlier[unit] == later[unit] * (convention == .keep ? f : 1 - f))
        }
      }
    }
  }

  @Test(arguments: ForgetConvention.allCases)
  func openPathIsExactlyOneAfterSixtySteps(_ convention: ForgetConvention) throws {
    let bernoulli = try BernoulliGate(Parameters(BernoulliGate.description))
    let kept = Self.path(bernoulli, convention, forgetBias: convention == .keep ? 60 : -60)
    #expect(kept.initial == kept.gradients[Self.steps - 1])
    #expect(kept.initial.allSatisfy { $0 != 0 })
    let erased = Self.path(bernoulli, convention, forgetBias: convention == .keep ? -60 : 60)
    #expect(erased.initial.allSatisfy { $0 == 0 })
    #expect(erased.gradients[Self.steps - 1].allSatisfy { $0 != 0 })
  }
}
