import Catalog
import Gating
import RandomStreams
import Recurrence
import SequenceTasks

/// An engine, a batch of random numbers and all that a training step needs.
struct LSTMWorkload {
  private let engine: VectorEngine
  private let gates: GateAssignment
  private let noise: NoiseField
  private let adam: Adam
  private var state: OptimizerState<Float>
  private var batch: TaskBatch
  private var update: UInt32 = 0

  /// The workload that the bench's options describe; weights and data are the same on every machine.
  init(_ bench: LSTMBench, _ configuration: NetworkConfiguration, _ gates: GateAssignment) throws {
    self.gates = gates
    engine = VectorEngine(configuration)
    noise = NoiseField(
      generator: .philox, seed: 1, replicate: 0, purpose: .trainingNoise, sharing: .perStep, scope: .unit)
    adam = try Adam(Parameters(Adam.description))
    state = OptimizerState(count: engine.parameters.count)
    batch = TaskBatch(inputWidth: bench.input, targetWidth: bench.outputs, placement: configuration.placement)
    batch.reset(steps: bench.steps, count: bench.batch)
    var stream = RandomStream(StreamKey(seed: 1, path: [.label("bench")]))
    batch.inputs = batch.inputs.map { _ in stream.nextUniform() * 2 - 1 }
    batch.targets = batch.targets.map { _ in stream.nextUniform() * 2 - 1 }
    batch.sequences = (0..<UInt32(bench.batch)).map { $0 }
    let scale = 1 / Float(bench.hidden).squareRoot()
    engine.parameters = engine.parameters.map { _ in (stream.nextUniform() * 2 - 1) * scale }
  }

  /// A forward pass as native evaluation has it, or a training step: forward, loss, backward, Adam.
  mutating func step(_ mode: LSTMBench.Mode) {
    guard mode == .train else {
      engine.forward(batch, gates: gates, reading: .evaluation(.native))
      return
    }
    noise.begin(
      time: update, steps: batch.steps, layers: engine.configuration.layers,
      units: engine.configuration.hidden, inputs: engine.configuration.inputWidth,
      sequences: batch.sequences)
    update += 1
    engine.forward(batch, gates: gates, reading: .training(epoch: 0), noise: noise)
    _ = engine.loss(.squared, batch)
    engine.backward(batch)
    adam.update(&engine.parameters, gradient: engine.gradient, scale: 1, state: &state)
  }
}
