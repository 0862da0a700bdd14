import RandomStreams
import Recurrence
import Sequences
import Testing

/// A padded sequence gives exactly what the unpadded one gives, and no sequence sees its neighbors.
@Suite struct MaskingTests {
  static func configuration(_ placement: TargetPlacement) -> NetworkConfiguration {
    NetworkConfiguration(inputWidth: 2, hidden: 4, layers: 2, outputWidth: 1, placement: placement)
  }

  /// The sequences of these lengths, padded to `steps` with inputs that must not matter.
  static func batch(_ lengths: [Int], steps: Int, _ placement: TargetPlacement, first: Int = 0) -> TaskBatch {
    var batch = TaskBatch(inputWidth: 2, targetWidth: 1, placement: placement)
    batch.reset(steps: steps, count: lengths.count)
    batch.lengths = lengths
    batch.sequences = lengths.indices.map { UInt32(first + $0) }
    for b in lengths.indices {
      var numbers = Numbers("sequence \(first + b)")
      let inputs = numbers.signed(2 * 10).map { Float($0) }
      let targets = numbers.signed(10).map { Float($0) }
      for t in 0..<steps {
        for k in 0..<2 {
          batch.inputs[(t * lengths.count + b) * 2 + k] = t < lengths[b] ? inputs[t * 2 + k] : 1e6
        }
        if placement == .every { batch.targets[t * lengths.count + b] = targets[t] }
      }
      if placement == .last { batch.targets[b] = targets[0] }
    }
    return batch
  }

  static func run(_ batch: TaskBatch, _ laws: GateLaws) throws -> (ReferenceEngine, Double) {
    let configuration = configuration(batch.placement)
    let engine = ReferenceEngine(configuration)
    var numbers = Numbers("masking")
    engine.parameters = numbers.signed(configuration.layout.count)
    let noise = NoiseField(
      generator: .philox, seed: 5, replicate: 0, purpose: .trainingNoise, sharing: .perStep, scope: .unit)
    noise.begin(time: 0, steps: batch.steps, layers: 2, units: 4, sequences: batch.sequences)
    engine.forward(batch, gates: try laws.assignment(), mode: .training(epoch: 0), noise: noise)
    let loss = engine.loss(.squared, batch)
    engine.backward(batch)
    return (engine, loss)
  }

  @Test(arguments: TargetPlacement.allCases)
  func paddingChangesNoBit(_ placement: TargetPlacement) throws {
    for laws in GateLaws.all {
      let (short, shortLoss) = try Self.run(Self.batch([4], steps: 4, placement), laws)
      let (long, longLoss) = try Self.run(Self.batch([4], steps: 9, placement), laws)
      #expect(shortLoss == longLoss)
      #expect(Array(long.outputs.prefix(short.outputs.count)) == short.outputs)
      #expect(long.gradient == short.gradient)
      #expect(long.initialGradient == short.initialGradient)
      #expect(long.tape(.cell, layer: 1, step: 8) == short.tape(.cell, layer: 1, step: 3))
      #expect(long.tape(.hidden, layer: 1, step: 8) == short.tape(.hidden, layer: 1, step: 3))
    }
  }

  @Test func sequencesDoNotSeeTheirBatch() throws {
    let laws = GateLaws.all[3]
    let (together, _) = try Self.run(Self.batch([4, 9, 1], steps: 9, .last), laws)
    for (b, length) in [4, 9, 1].enumerated() {
      let (alone, _) = try Self.run(Self.batch([length], steps: length, .last, first: b), laws)
      #expect(alone.outputs == [together.outputs[b]])
    }
  }

  @Test func maskedTargetsDoNotCount() throws {
    var batch = Self.batch([4, 9, 1], steps: 9, .last)
    let all = try Self.run(batch, GateLaws.all[0]).0.outputs
    batch.mask = [true, false, true]
    batch.targets[1] = .nan
    let (engine, loss) = try Self.run(batch, GateLaws.all[0])
    let (first, last) = (all[0] - Double(batch.targets[0]), all[2] - Double(batch.targets[2]))
    #expect(loss == (first * first + last * last) / 2)
    #expect(engine.gradient.allSatisfy { $0.isFinite })
  }

  /// A value that is missing in a row leaves the row's others: the mean is over what counts, and nothing is learned there.
  @Test(arguments: LossCase.all.filter { $0.loss.targetWidth(outputs: 2) == 2 })
  func maskedValuesDoNotCount(_ example: LossCase) throws {
    let (loss, readout) = (example.loss, example.readout)
    let configuration = NetworkConfiguration(
      inputWidth: 1, hidden: 2, outputWidth: 2, constants: type(of: loss).hasConstants ? 2 : 0,
      readout: readout)
    func run(_ mask: [Bool], _ targets: [Float]) throws -> (loss: Double, gradient: [Double]) {
      var batch = TaskBatch(inputWidth: 1, targetWidth: 2, placement: .last)
      batch.reset(steps: 2, count: 2)
      (batch.inputs, batch.targets, batch.mask) = ([1, 0.5, -1, 2], targets, mask)
      let engine = ReferenceEngine(configuration)
      var numbers = Numbers("values")
      engine.parameters = numbers.signed(configuration.layout.count)
      engine.forward(batch, gates: try GateLaws.all[0].assignment(), mode: .training(epoch: 0))
      let value = engine.loss(loss, batch)
      engine.backward(batch)
      return (value, engine.gradient)
    }
    let part = try run([true, false, true, true], [1, .nan, 0, 1])
    let places = [[true, false, false, false], [false, false, true, false], [false, false, false, true]]
    let single = try places.map { try run($0, [1, 0, 0, 1]) }
    #expect(agree(part.loss, single.map(\.loss).reduce(0, +) / 3, 1e-15))
    let mean = part.gradient.indices.map { index in single.map { $0.gradient[index] }.reduce(0, +) / 3 }
    #expect(difference(part.gradient, mean, 1e-14) == nil)
  }

  @Test func nothingCountedIsZero() throws {
    var batch = Self.batch([4], steps: 4, .every)
    batch.mask = Array(repeating: false, count: 4)
    let (engine, loss) = try Self.run(batch, GateLaws.all[0])
    #expect(loss == 0)
    #expect(engine.gradient.allSatisfy { $0 == 0 })
  }
}
