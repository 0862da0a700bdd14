import Catalog
import Gating
import RandomStreams
import Recurrence
import Sequences

/// An engine, a batch of random numbers and all that a training step needs.
final class LSTMWorkload {
  private let engine: VectorEngine
  private let gates: GateAssignment
  private let noise: NoiseField
  private let adam: Adam
  private var state: OptimizerState<Float>
  private var batch: TaskBatch
  private var update: UInt32 = 0

  /// A network on a batch of this shape; weights and data are the same on every machine.
  init(
    _ shape: LSTMShape, _ gates: GateAssignment, network: NetworkConfiguration? = nil, threads: Int = 1
  ) throws {
    self.gates = gates
    let configuration = network ?? shape.network
    engine = VectorEngine(configuration)
    engine.keepsGateInputs = false
    engine.team = ThreadTeam(threads)
    noise = NoiseField(
      generator: .philox, seed: 1, replicate: 0, purpose: .trainingNoise, sharing: .perStep, scope: .unit)
    adam = try Adam(Parameters(Adam.description))
    state = OptimizerState(for: Adam.self, count: engine.parameters.count)
    batch = TaskBatch(
      inputWidth: configuration.inputWidth, targetWidth: shape.outputs, placement: configuration.placement)
    batch.reset(steps: shape.steps, count: shape.batch)
    var stream = RandomStream(StreamKey(seed: 1, path: [.label("bench")]))
    batch.inputs = batch.inputs.map { _ in stream.nextUniform() * 2 - 1 }
    if let embedding = configuration.embedding {
      batch.symbols = (0..<shape.steps * shape.batch).map { _ in
        min(Int32(embedding.symbols) - 1, Int32(stream.nextUniform() * Float(embedding.symbols)))
      }
    }
    batch.targets = batch.targets.map { _ in stream.nextUniform() * 2 - 1 }
    batch.sequences = (0..<UInt32(shape.batch)).map { $0 }
    let scale = 1 / Float(shape.hidden).squareRoot()
    engine.parameters = engine.parameters.map { _ in (stream.nextUniform() * 2 - 1) * scale }
  }

  /// Passes the batch once forward, with draws.
  func rollout() {
    noise.begin(time: update, batch, engine.configuration)
    update += 1
    engine.forward(batch, gates: gates, mode: .evaluation(.sample), noise: noise)
  }

  /// Passes the batch once.
  func step(_ mode: LSTMMode) {
    guard mode == .train else {
      engine.forward(batch, gates: gates, mode: .evaluation(.native))
      return
    }
    noise.begin(time: update, batch, engine.configuration)
    update += 1
    engine.forward(batch, gates: gates, mode: .training(epoch: 0), noise: noise)
    _ = engine.loss(.squared, batch)
    engine.backward(batch)
    engine.updateParameters { parameters, gradient in
      adam.update(&parameters, gradient: gradient, scale: 1, state: &state)
    }
  }
}
