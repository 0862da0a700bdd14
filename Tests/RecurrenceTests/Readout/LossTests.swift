import Catalog
import Gating
import Recurrence
import Sequences
import Testing

/// Losses on read-outs whose pre-activations are given: the weights are 0 and the bias is a.
@Suite struct LossTests {
  /// The loss for pre-activations `a`, its gradient ∂ℓ/∂a, and the outputs.
  static func loss(
    _ kind: any Loss, _ readout: ReadoutKind, _ a: [Double], _ targets: [Float]
  ) throws -> (loss: Double, gradient: [Double], outputs: [Double]) {
    let configuration = NetworkConfiguration(
      inputWidth: 1, hidden: 1, outputWidth: a.count, readout: readout)
    let engine = ReferenceEngine(configuration)
    engine.parameters.replaceSubrange(configuration.layout.readoutBias.range, with: a)
    var batch = TaskBatch(inputWidth: 1, targetWidth: targets.count, placement: .last)
    batch.reset(steps: 1, count: 1)
    batch.targets = targets
    let sigmoid = try SigmoidGate(Parameters(SigmoidGate.description))
    engine.forward(batch, gates: GateAssignment(all: sigmoid), mode: .training(epoch: 0))
    let loss = engine.loss(kind, batch)
    engine.backward(batch)
    return (loss, Array(engine.gradient[configuration.layout.readoutBias.range]), engine.outputs)
  }

  @Test func squared() throws {
    let (loss, gradient, outputs) = try Self.loss(.squared, .linear, [1.5, -2], [1, 0])
    #expect(outputs == [1.5, -2])
    #expect(loss == 2.125)
    #expect(gradient == [0.5, -2])
  }

  @Test func absolute() throws {
    let (loss, gradient, _) = try Self.loss(.absolute, .linear, [1.5, -2, 4], [1, 0, 4])
    #expect(agree(loss, 2.5 / 3, 1e-15))
    let third: Double = 1 / 3
    #expect(gradient == [third, -third, 0])
  }

  /// y = σ(0) = ½: ℓ = ¼, ∂ℓ/∂a = 2·½·¼.
  @Test func squaredBehindSigmoid() throws {
    let (loss, gradient, outputs) = try Self.loss(.squared, .sigmoid, [0], [0])
    #expect(outputs == [0.5])
    #expect(loss == 0.25)
    #expect(gradient == [0.25])
  }

  @Test func crossEntropy() throws {
    let (loss, gradient, outputs) = try Self.loss(.crossEntropy, .softmax, [1, 2, 3], [2])
    let y = [0.09003057317038046, 0.24472847105479764, 0.6652409557748219]
    #expect(difference(outputs, y, 1e-15) == nil)
    #expect(agree(loss, 0.40760596444438046, 1e-15))
    #expect(difference(gradient, [y[0], y[1], y[2] - 1], 1e-15) == nil)
  }

  /// Rows of classes 2 and 0 that weigh ½ and 3: each costs its weight times what it costs, over two; 1 changes nothing.
  @Test(arguments: [[3, 1, 0.5], [1, 1, 1]]) func weightedCrossEntropy(_ weights: [Double]) throws {
    let configuration = NetworkConfiguration(inputWidth: 1, hidden: 1, outputWidth: 3, readout: .softmax)
    let engine = ReferenceEngine(configuration)
    engine.parameters.replaceSubrange(configuration.layout.readoutBias.range, with: [1, 2, 3])
    var batch = TaskBatch(inputWidth: 1, targetWidth: 1, placement: .last)
    batch.reset(steps: 1, count: 2)
    batch.targets = [2, 0]
    engine.forward(
      batch, gates: GateAssignment(all: try SigmoidGate(settings: [:])), mode: .training(epoch: 0))
    let loss = engine.loss(CrossEntropyLoss.crossEntropy.weighted(byClass: weights), batch)
    engine.backward(batch)
    let gradient = Array(engine.gradient[configuration.layout.readoutBias.range])
    let y = [0.09003057317038046, 0.24472847105479764, 0.6652409557748219]
    let (third, first) = (weights[2], weights[0])
    #expect(agree(loss, (third * 0.40760596444438046 + first * 2.4076059644443806) / 2, 1e-15))
    let expected = [
      (third * y[0] + first * (y[0] - 1)) / 2, (third + first) * y[1] / 2,
      (third * (y[2] - 1) + first * y[2]) / 2,
    ]
    #expect(difference(gradient, expected, 1e-15) == nil)
    let plain = engine.loss(.crossEntropy, batch)
    #expect((loss == plain) == (weights == [1, 1, 1]))
  }

  @Test func binaryCrossEntropy() throws {
    let (loss, gradient, _) = try Self.loss(.binaryCrossEntropy, .sigmoid, [0, 2], [1, 0])
    #expect(agree(loss, (0.6931471805599453 + 2.1269280110429727) / 2, 1e-15))
    #expect(difference(gradient, [-0.25, 0.8807970779778824 / 2], 1e-15) == nil)
  }

  /// ℓ of a soft target is its own mixture: ¼·s(−2) + ¾·s(2).
  @Test func softBits() throws {
    let (loss, _, _) = try Self.loss(.binaryCrossEntropy, .sigmoid, [2], [0.25])
    #expect(agree(loss, 0.25 * 0.1269280110429726 + 0.75 * 2.1269280110429727, 1e-15))
  }

  /// Far out, where ln of the rounded output would be −∞ or NaN.
  @Test func farPreActivations() throws {
    #expect(try Self.loss(.binaryCrossEntropy, .sigmoid, [1000], [1]).loss == 0)
    #expect(try Self.loss(.binaryCrossEntropy, .sigmoid, [1000], [0]).loss == 1000)
    #expect(try Self.loss(.binaryCrossEntropy, .sigmoid, [-1000], [1]).loss == 1000)
    #expect(try Self.loss(.binaryCrossEntropy, .sigmoid, [-.infinity], [0]).loss == 0)
    let (loss, gradient, outputs) = try Self.loss(.crossEntropy, .softmax, [1000, -1000], [1])
    #expect(loss == 2000)
    #expect(gradient == [1, -1])
    #expect(outputs == [1, 0])
  }

  /// A NaN in a row shows in the loss of the batch; a softmax makes the whole row NaN.
  @Test(arguments: LossCase.all.filter { !type(of: $0.loss).hasConstants && $0.loss.forecast.outputs == 1 })
  func notANumberShows(_ example: LossCase) throws {
    let targets: [Float] = type(of: example.loss).targets == [.classIndex] ? [0] : [0, 0]
    let (loss, gradient, outputs) = try Self.loss(example.loss, example.readout, [.nan, 1], targets)
    #expect(loss.isNaN && gradient[0].isNaN && outputs[0].isNaN)
    #expect(example.readout != .softmax || outputs[1].isNaN)
  }

  /// What sequences add is the loss, each alone: with the others' targets masked, B times the share of one counts once.
  @Test(arguments: NetworkCase.all([GateLaws.all[0]]).filter { $0.layers == 1 && $0.convention == .keep })
  func sequencesAddUp(_ network: NetworkCase) throws {
    let (engine, loss) = try network.run()
    let shares = engine.sequenceLosses
    #expect(shares.count == 3)
    #expect(agree(shares.reduce(0, +), loss, 1e-14))
    let rows = { (batch: TaskBatch) in
      batch.mask.indices.filter { place in
        let row = place / batch.targetWidth
        return batch.mask[place] && (network.placement == .last || row / 3 < batch.lengths[row % 3])
      }.count
    }
    let all = Double(rows(network.batch))
    for b in 0..<3 {
      var batch = network.batch
      for place in batch.mask.indices where place / batch.targetWidth % 3 != b { batch.mask[place] = false }
      let alone = engine.loss(network.loss, batch)
      #expect(agree(shares[b], alone * Double(rows(batch)) / all, 1e-14))
    }
  }

  /// What an engine remembers of the rows of one batch is right for the next: all rows count, then not all, then all again,
  /// then those of another shape.
  @Test func batchesOneAfterAnother() throws {
    let configuration = NetworkConfiguration(inputWidth: 1, hidden: 2, outputWidth: 1, placement: .every)
    let gates = GateAssignment(all: try SigmoidGate(Parameters(SigmoidGate.description)))
    func batch(steps: Int, count: Int, _ change: (inout TaskBatch) -> Void = { _ in }) -> TaskBatch {
      var batch = TaskBatch(inputWidth: 1, targetWidth: 1, placement: .every)
      batch.reset(steps: steps, count: count)
      batch.inputs = batch.inputs.indices.map { Float($0 % 7) - 3 }
      batch.targets = batch.targets.indices.map { Float($0 * $0 % 11) }
      change(&batch)
      return batch
    }
    let whole = batch(steps: 3, count: 4)
    let batches = [
      whole, whole, batch(steps: 3, count: 4) { $0.mask[5] = false }, whole,
      batch(steps: 3, count: 4) { $0.lengths[2] = 1 }, batch(steps: 4, count: 3),
      batch(steps: 2, count: 6), whole,
    ]
    func engine() -> ReferenceEngine {
      let engine = ReferenceEngine(configuration)
      engine.parameters = engine.parameters.indices.map { Double($0 % 5) / 4 - 0.5 }
      return engine
    }
    func losses(_ engine: ReferenceEngine, _ batch: TaskBatch) -> [Double] {
      engine.forward(batch, gates: gates, mode: .training(epoch: 0))
      return [engine.loss(.squared, batch)] + engine.sequenceLosses
    }
    let kept = engine()
    let found = batches.map { losses(kept, $0) }
    #expect(found == batches.map { losses(engine(), $0) })
    #expect(Set(found).count == 5)
  }
}
