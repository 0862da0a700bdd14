import AllocationCounter
import CKernels
import Catalog
import Foundation
import Gating
import Planning
import RandomStreams
import Recurrence
import SequenceTasks
import Sequences
import Statistics
import Studies
import Testing

/// What is gathered from a tape, against the same statistics worked out one value after the other in Float64.
@Suite struct GateRecorderTests {
  /// A network on sequences of 4 to 10 steps, or all of 9, after a pass.
  struct Read<Engine: RecurrentEngine> {
    let engine: Engine
    let batch: TaskBatch
    let gates: GateAssignment
    let mode: MeasuredMode

    init(_ policy: any GatePolicy, _ mode: EvaluationMode, isRagged: Bool, erases: Bool = false) {
      var configuration = NetworkConfiguration(
        inputWidth: 2, hidden: 5, layers: 2, outputWidth: 1, placement: .last)
      configuration.forgetConvention = erases ? .erase : .keep
      engine = Engine(configuration)
      var stream = RandomStream(StreamKey(seed: 3, path: [.label("gate_recorder")]))
      engine.parameters = engine.parameters.map { _ in Engine.Scalar(6 * stream.nextUniform() - 3) }
      var batch = RaggedSequences().emptyBatch
      RaggedSequences().fill(
        &batch, .test, examples: isRagged ? Array(0..<23) : Array(repeating: 1, count: 23))
      batch.sequences = (0..<23).map { UInt32($0) }
      self.batch = batch
      gates = GateAssignment(all: policy)
      self.mode = MeasuredMode(mode)
      pass()
    }

    func pass() {
      let noise = NoiseField(
        generator: .philox, seed: 1, replicate: 0, purpose: .evaluationNoise, sharing: .perStep, scope: .unit)
      noise.begin(time: 0, batch, engine.configuration)
      engine.forward(batch, gates: gates, mode: .evaluation(mode.gates), noise: noise)
    }
  }

  /// The statistics of one gate or state, by name.
  private struct Naive {
    var values: [Double] = []
    var pairs: [(before: Double, after: Double)] = []
    var probabilities: [Double] = []

    func moments() -> [String: Double] {
      let mean = values.reduce(0, +) / Double(values.count)
      return [
        "mean": mean, "minimum": values.min()!, "maximum": values.max()!,
        "variance": values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(values.count),
      ]
    }

    func statistics(retention: ((Double) -> Double)?) -> [String: Double] {
      let count = Double(values.count)
      var found = moments()
      found["open_rate"] = Double(values.count { $0 > 0.5 }) / count
      for bin in 0..<20 {
        let hits = values.count { min(19, Int($0 * 20)) == bin }
        found[bin < 10 ? "bin_0\(bin)" : "bin_\(bin)"] = Double(hits) / count
      }
      let (on, off) = (pairs.filter { $0.before > 0.5 }, pairs.filter { $0.before <= 0.5 })
      let (ends, begins) = (on.count { $0.after <= 0.5 }, off.count { $0.after > 0.5 })
      found["switching_rate"] = Double(ends + begins) / Double(pairs.count)
      if ends > 0 { found["dwell_on"] = Double(on.count) / Double(ends) }
      if begins > 0 { found["dwell_off"] = Double(off.count) / Double(begins) }
      func term(_ p: Double) -> Double { p > 0 ? -p * log2(p) : 0 }
      found["entropy"] = probabilities.reduce(0) { $0 + term($1) + term(1 - $1) } / count
      found["saturation"] = Double(probabilities.count { $0 < 0.05 || $0 > 0.95 }) / count
      if let retention {
        found["half_life"] = log(0.5) / (probabilities.reduce(0) { $0 + log(retention($1)) } / count)
      }
      return found
    }
  }

  private static func expect<Engine: RecurrentEngine>(
    _ read: Read<Engine>, within tolerance: Double, erases: Bool = false
  )
  where Engine.Scalar: GateScalar & TelemetryScalar {
    var recorder = GateRecorder<Engine.Scalar>(read.engine.configuration, read.gates, mode: read.mode)
    recorder.take(read.engine, read.batch)
    let rows = recorder.rows(update: 7, split: .validation, mode: read.mode)
    let isSampled = read.mode.gates == .sample
    var expected: [String: Double] = [:]
    for layer in 0..<2 {
      for quantity in [TapeQuantity.cell, .hidden] {
        let naive = gather(read, layer, quantity, probability: nil)
        for (name, value) in naive.moments() { expected["\(layer) \(quantity) \(name)"] = value }
      }
      for gate in LSTMCell.gates {
        let naive = gather(
          read, layer, .gate(gate), probability: isSampled ? .preActivation(gate.block) : nil)
        let retention: ((Double) -> Double)? = gate == .forget ? { erases ? 1 - $0 : $0 } : nil
        for (name, value) in naive.statistics(retention: retention) {
          expected["\(layer) \(gate.name) \(name)"] = value
        }
        let theory = rows.filter { $0.layer == layer && $0.quantity == gate.name && $0.theory != nil }
        #expect(theory.map(\.statistic) == (isSampled ? ["mean"] : []))
        for row in theory {
          let mean = naive.probabilities.reduce(0, +) / Double(naive.probabilities.count)
          #expect(abs(row.theory! - mean) <= tolerance)
        }
      }
    }
    let told = rows.filter { !$0.statistic.hasSuffix("gap") }
    #expect(Set(told.map { "\($0.layer!) \($0.quantity) \($0.statistic)" }) == Set(expected.keys))
    for row in told {
      let value = expected["\(row.layer!) \(row.quantity) \(row.statistic)"] ?? .nan
      #expect(
        row.value == value || abs(row.value - value) <= tolerance * max(1, abs(value)),
        "\(row.layer!) \(row.quantity) \(row.statistic): \(row.value), \(value)")
    }
    #expect(rows.allSatisfy { $0.update == 7 && $0.split == "validation" && $0.step == nil })
  }

  /// Value by value off the tape, those past a sequence's end left out.
  private static func gather<Engine: RecurrentEngine>(
    _ read: Read<Engine>, _ layer: Int, _ quantity: TapeQuantity, probability: TapeQuantity?
  ) -> Naive {
    var naive = Naive()
    for step in 0..<read.batch.steps {
      let now = read.engine.tape(quantity, layer: layer, step: step)
      let before = step > 0 ? read.engine.tape(quantity, layer: layer, step: step - 1) : []
      let z = probability.map { read.engine.tape($0, layer: layer, step: step) }
      for row in 0..<read.batch.count where read.batch.lengths[row] > step {
        for place in row * 5..<row * 5 + 5 {
          naive.values.append(Double(now[place]))
          if step > 0 { naive.pairs.append((Double(before[place]), Double(now[place]))) }
          naive.probabilities.append(z.map { 1 / (1 + exp(-Double($0[place]))) } ?? Double(now[place]))
        }
      }
    }
    return naive
  }

  private static let bernoulli = try! BernoulliGate(settings: [:])
  private static let sigmoid = try! SigmoidGate(settings: [:])

  @Test(arguments: [true, false], [EvaluationMode.sample, .native])
  func theFastEngine(isRagged: Bool, mode: EvaluationMode) {
    for erases in [true, false] {
      let read = Read<VectorEngine>(Self.bernoulli, mode, isRagged: isRagged, erases: erases)
      Self.expect(read, within: 1e-6, erases: erases)
    }
  }

  @Test(arguments: [true, false], [EvaluationMode.sample, .native])
  func theReferenceEngine(isRagged: Bool, mode: EvaluationMode) {
    Self.expect(Read<ReferenceEngine>(Self.bernoulli, mode, isRagged: isRagged), within: 1e-12)
  }

  @Test func gatesWithoutDraws() {
    Self.expect(Read<VectorEngine>(Self.sigmoid, .native, isRagged: true), within: 1e-6)
  }

  /// The mean of the law less the native reading of the same pre-activations, and its size.
  @Test(arguments: [true, false]) func gapsAreThoseOfEveryGate(isRagged: Bool) throws {
    let policy = try BinaryConcreteGate(settings: ["temperature": .number(0.5)])
    let read = Read<ReferenceEngine>(policy, .native, isRagged: isRagged)
    var recorder = GateRecorder<Double>(read.engine.configuration, read.gates, mode: read.mode)
    recorder.take(read.engine, read.batch)
    let rows = recorder.rows(update: 0, split: .validation, mode: read.mode)
    for layer in 0..<2 {
      for gate in LSTMCell.gates {
        var gaps: [Double] = []
        for step in 0..<read.batch.steps {
          let z = read.engine.tape(.preActivation(gate.block), layer: layer, step: step)
          let natives = read.engine.tape(.gate(gate), layer: layer, step: step)
          var means = z
          var span = means.mutableSpan
          policy.mean(z.span, gates: &span)
          for place in z.indices where read.batch.lengths[place / 5] > step {
            gaps.append(means[place] - natives[place])
          }
        }
        func value(_ statistic: String) throws -> Double {
          try #require(
            rows.first { $0.layer == layer && $0.quantity == gate.name && $0.statistic == statistic }
          ).value
        }
        try #expect(abs(value("gap") - gaps.reduce(0, +) / Double(gaps.count)) < 1e-14)
        try #expect(abs(value("absolute_gap") - gaps.reduce(0) { $0 + abs($1) } / Double(gaps.count)) < 1e-14)
        try #expect(value("absolute_gap") > 0.01)
      }
    }
  }

  /// Every path of the kernels gives the same rows, to the bit.
  @Test(arguments: [EvaluationMode.sample, .native]) func pathsDoNotShow(mode: EvaluationMode) {
    let read = Read<VectorEngine>(Self.bernoulli, mode, isRagged: true)
    func rows() -> [GateStatistic] {
      var recorder = GateRecorder<Float>(read.engine.configuration, read.gates, mode: read.mode)
      recorder.take(read.engine, read.batch)
      return recorder.rows(update: 0, split: .validation, mode: read.mode)
    }
    let expected = rows()
    let before = ckernels().pointee.name
    defer { _ = ckernels_select(before) }
    for index in 0..<ckernels_path_count() {
      guard ckernels_select(ckernels_path_name(index)) == CKERNELS_OK else { continue }
      #expect(rows() == expected, "\(String(cString: ckernels_path_name(index)))")
    }
  }

  /// Once its buffers have grown, a recorder asks for no memory.
  @Test(
    .enabled(if: allocations_countable() == 1, "allocations can be counted with glibc only"),
    arguments: [EvaluationMode.sample, .native])
  func nothingIsAllocatedOverAndOver(mode: EvaluationMode) {
    let read = Read<VectorEngine>(Self.bernoulli, mode, isRagged: false)
    var recorder = GateRecorder<Float>(read.engine.configuration, read.gates, mode: read.mode)
    var found = 0
    for _ in 0..<3 {
      allocations_begin()
      recorder.take(read.engine, read.batch)
      found = allocations_end()
    }
    #expect(found == 0)
  }
}
