import Catalog
import Gating
import Recurrence
import Sequences
import TestSupport
import Testing

@Suite struct VectorEngineTests {
  /// A sequence's padding is not seen: whatever stands there, outputs and gradient are the same bits.
  @Test(
    arguments: (301...306).map { VectorEngineProblem(seed: $0, largest: 30) }
      + VectorEngineProblem.features(801))
  func padding(_ problem: VectorEngineProblem) {
    var problem = problem
    let (count, m, steps) = (problem.batch.count, problem.configuration.inputWidth, 6)
    var draw = Scatter(UInt64(count))
    problem.batch = VectorEngineProblem.batch(
      problem.configuration, problem.loss, count: count, steps: steps, &draw)
    problem.batch.lengths = (0..<count).map { 1 + $0 % steps }
    var other = problem
    for (b, length) in problem.batch.lengths.enumerated() {
      for t in length..<steps {
        for k in 0..<m { other.batch.inputs[(t * count + b) * m + k] = 1000 }
      }
    }
    let (a, b) = (problem.vectorEngine(), other.vectorEngine())
    #expect(problem.run(a) == other.run(b))
    #expect(a.outputs == b.outputs && a.gradient == b.gradient && a.initialGradient == b.initialGradient)
    #expect(problem.batch.inputs != other.batch.inputs || problem.batch.lengths.allSatisfy { $0 == steps })
  }

  /// A network without a read-out runs forward; its tape is there.
  @Test func withoutReadout() {
    let configuration = NetworkConfiguration(inputWidth: 3, hidden: 5, outputWidth: 0)
    var batch = TaskBatch(inputWidth: 3, targetWidth: 1, placement: .last)
    batch.reset(steps: 2, count: 4)
    let engine = VectorEngine(configuration)
    engine.forward(
      batch, gates: GateAssignment(all: VectorEngineProblem.sigmoid), mode: .evaluation(.native))
    #expect(engine.outputs.isEmpty)
    #expect(engine.tape(.gate(.forget), layer: 0, step: 1) == Array(repeating: 0.5, count: 20))
  }

  /// NaN in a weight reaches the loss: a diverged run is seen.
  @Test(
    arguments: [VectorEngineProblem.sigmoid, VectorEngineProblem.bernoulli, VectorEngineProblem.threshold]
      as [any GatePolicy])
  func notANumberShows(_ policy: any GatePolicy) {
    var problem = VectorEngineProblem(seed: 2)
    problem.gates = GateAssignment(all: policy)
    problem.parameters[problem.configuration.layout.bias(layer: 0)!.range.lowerBound] = .nan
    #expect(problem.run(problem.vectorEngine()).isNaN)
  }
}
