import Estimation
import Gating
import RandomStreams
import Recurrence
import Sequences
import Testing

/// Bit flip on D gates of one step, f = (mean b − 0.45)² at logit 1, by visiting every outcome and every choice.
struct BitFlipTests {
  private let logit = 1.0

  /// One step of D units whose output gates are read: y = mean o.
  private func engine(_ gates: Int) -> ReferenceEngine {
    let configuration = NetworkConfiguration(
      inputWidth: 1, hidden: gates, outputWidth: 1, variant: .noaf)
    let (engine, layout) = (ReferenceEngine(configuration), configuration.layout)
    let bias = layout.bias(layer: 0)!.range.lowerBound
    for unit in 0..<gates {
      for block in [CellBlock.input, .candidate] {
        engine.parameters[bias + block.index * gates + unit] = 40
      }
      engine.parameters[bias + CellBlock.output.index * gates + unit] = logit
      engine.parameters[layout.readoutWeights.range.lowerBound + unit] = 1 / Double(gates)
    }
    return engine
  }

  private var batch: TaskBatch {
    var batch = TaskBatch(inputWidth: 1, targetWidth: 1, placement: .last)
    batch.reset(steps: 1, count: 1)
    batch.targets = [0.45]
    return batch
  }

  private func gates() throws -> GateAssignment {
    let sigmoid = try SigmoidGate(settings(SigmoidGate.description))
    return GateAssignment(input: sigmoid, forget: sigmoid, output: try bernoulli())
  }

  /// The derivatives in the logits of all gates, for an outcome and a uniform that chooses.
  private func estimate(_ engine: ReferenceEngine, _ outcome: [Bool], choice: Double) throws -> [Double] {
    let noise = Outcome(outcome, choice)
    let pass = EstimationPass(batch, gates: try gates(), loss: .squared) { _ in noise }
    var state = EstimatorState()
    _ = BitFlipEstimator().estimate(engine, pass, state: &state)
    let (bias, n) = (engine.configuration.layout.bias(layer: 0)!.range.lowerBound, outcome.count)
    return (0..<n).map { engine.gradient[bias + CellBlock.output.index * n + $0] }
  }

  @Test(arguments: [
    (1, 0.0196611933, 0, 1e-10), (2, 0.0325450336, 4.859e-3, 1e-6), (4, 0.0219511260, 2.871e-3, 1e-6),
  ])
  func referenceValues(_ gates: Int, _ mean: Double, _ variance: Double, _ digit: Double) throws {
    let (engine, p) = (engine(gates), VectorMath.sigmoid(logit))
    var (first, second) = (0.0, 0.0)
    for bits in 0..<(1 << gates) {
      let outcome = (0..<gates).map { bits >> $0 & 1 == 1 }
      let weight = outcome.reduce(1.0) { $0 * ($1 ? p : 1 - p) } / Double(gates)
      for k in 0..<gates {
        let values = try estimate(engine, outcome, choice: (Double(k) + 0.5) / Double(gates))
        // All other gates get nothing.
        #expect(values.indices.allSatisfy { $0 == k || values[$0] == 0 })
        first += weight * values[0]
        second += weight * values[0] * values[0]
      }
    }
    // The target is a Float, 1.2e-8 off.
    #expect((first - mean).magnitude < 1e-8, "\(first)")
    #expect((second - first * first - variance).magnitude < 0.51 * digit, "\(second - first * first)")
  }

  /// 2²³ uniforms do not divide evenly by 3 or 5; each gate has one over its exact share of them as its weight.
  @Test(arguments: [3, 5]) func sharesOfTheLattice(_ gates: Int) throws {
    let (engine, p, points) = (engine(gates), VectorMath.sigmoid(logit), 8_388_608)
    let outcome = [Bool](repeating: false, count: gates)
    let target = Double(Float(0.45))
    let difference = (1 / Double(gates) - target) * (1 / Double(gates) - target) - target * target
    for k in 0..<gates {
      let value = try estimate(engine, outcome, choice: (Double(k) + 0.5) / Double(gates))[k]
      let share = p * (1 - p) * difference / value * Double(points)
      let counted = (0..<points).lazy.count { Int((Double($0) + 0.5) / Double(points) * Double(gates)) == k }
      #expect((share - Double(counted)).magnitude < 1e-3, "\(k): \(share) for \(counted)")
    }
  }
}

/// Gates drawn as told, and a uniform that chooses among them.
private final class Outcome: NoiseSource {
  private let outcome: [Bool]
  private let choice: Double
  init(_ outcome: [Bool], _ choice: Double) { (self.outcome, self.choice) = (outcome, choice) }

  func fill(_ uniforms: inout MutableSpan<Double>, at place: NoisePlace, preActivations: Span<Double>) {
    for e in 0..<uniforms.count {
      uniforms[e] = place.channel == .step ? choice : outcome[e] ? 0.25 : 0.95
    }
  }

  func fill(_ uniforms: inout MutableSpan<Float>, at place: NoisePlace, preActivations: Span<Float>) {
    preconditionFailure("the reference engine asks for double precision")
  }
}
