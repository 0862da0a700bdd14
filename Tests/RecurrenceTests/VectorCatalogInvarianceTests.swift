import CKernels
import Catalog
import Gating
import RandomStreams
import Recurrence
import Sequences
import TestSupport
import Testing

/// G2, G3 and G4 over the catalogs: every policy under every noise on states, with every variant and every surrogate in
/// turn.
@Suite struct VectorCatalogInvarianceTests {
  /// Every policy under every noise; variants, peepholes, rules, sharing and scope take turns, and all of them occur.
  static let problems: [VectorEngineProblem] = {
    let policies = PolicyCatalog().kinds.map { try! PolicyCatalog().make($0) }
    let rules = SurrogateCatalog().kinds.map { try! SurrogateCatalog().make($0) }
    let noises = StateNoiseCatalog().kinds.map { try! StateNoiseCatalog().make($0) }
    return policies.indices.flatMap { p in
      noises.indices.map { n in
        let place = p * noises.count + n
        let variants = LSTMVariant.allCases
        var problem = VectorEngineProblem(
          seed: 2000 + UInt64(place), largest: 9, variant: variants[place % variants.count],
          peepholes: place / variants.count % 2 == 1)
        problem.gates = GateAssignment(
          all: policies[p], gradient: rules[(p + n) % rules.count], stateNoise: noises[n])
        problem.sharing = place % 3 == 0 ? .perSequence : .perStep
        problem.scope = place % 5 == 0 ? .layer : .unit
        return problem
      }
    }
  }()

  @Test func everythingOccurs() {
    func kinds(_ name: (VectorEngineProblem) -> String) -> Int { Set(Self.problems.map(name)).count }
    #expect(kinds { type(of: $0.gates.input).description.kind } == PolicyCatalog().kinds.count)
    #expect(
      kinds { type(of: $0.gates.stateNoise!).description.kind } == StateNoiseCatalog().kinds.count)
    #expect(kinds { type(of: $0.gates.gradient!).description.kind } == SurrogateCatalog().kinds.count)
    #expect(
      kinds { "\($0.configuration.variant) \($0.configuration.peepholes)" } == 2 * LSTMVariant.allCases.count)
    #expect(kinds { "\($0.sharing) \($0.scope)" } == 4)
  }

  /// G3: a sequence's outputs do not depend on its batch.
  @Test(arguments: problems + VectorEngineProblem.cells) func anyBatch(_ given: VectorEngineProblem) {
    var problem = given
    problem.initial = nil
    var draw = Scatter(77)
    problem.batch = VectorEngineProblem.batch(problem.configuration, problem.loss, count: 64, steps: 4, &draw)
    let whole = problem.sequenceOutputs()
    for size in [1, 2, 7, 16] { problem.expectOutputs(whole, inPartsOf: size) }
  }

  /// G2: forward and backward bits on every kernel path.
  @Test(arguments: problems + VectorEngineProblem.cells) func anyKernels(_ problem: VectorEngineProblem) {
    let before = ckernels().pointee.name
    defer { _ = ckernels_select(before) }
    var results: [(path: String, loss: Double, outputs: [Float], gradient: [Float])] = []
    for index in 0..<ckernels_path_count() {
      let name = ckernels_path_name(index)
      guard ckernels_select(name) == CKERNELS_OK else { continue }
      let engine = problem.vectorEngine()
      let loss = problem.run(engine)
      results.append((String(cString: name), loss, engine.outputs, engine.gradient))
    }
    #expect(results[0].outputs.allSatisfy(\.isFinite) && results[0].gradient.allSatisfy(\.isFinite))
    for result in results.dropFirst() {
      #expect(
        result.loss == results[0].loss && result.outputs == results[0].outputs
          && result.gradient == results[0].gradient, "\(result.path)")
    }
  }

  /// G4: gates that draw get the same first uniforms, and the second ones are the same among those that have them,
  /// whatever the policies, the backward rule and the noise on states.
  @Test func theSameDrawsForAllPolicies() {
    var first: [NoisePlace: [Float]] = [:]
    var drawing = 0
    var common = VectorEngineProblem(seed: 2100, largest: 9)
    common.initial = nil
    var draw = Scatter(78)
    common.batch = VectorEngineProblem.batch(common.configuration, common.loss, count: 5, steps: 4, &draw)
    for given in Self.problems {
      var problem = common
      problem.gates = given.gates
      let engine = problem.vectorEngine()
      _ = problem.run(engine)
      for gate in LSTMCell.gates {
        for sub in 0..<problem.gates[gate].drawsPerUnit {
          for step in 0..<problem.batch.steps {
            let uniforms = engine.tape(.uniform(gate, draw: sub), layer: 0, step: step)
            let place = NoisePlace(channel: gate.channel, subDraw: sub, layer: 0, step: step)
            drawing += 1
            if let known = first[place] {
              #expect(uniforms == known, "\(problem) \(place)")
            } else {
              first[place] = uniforms
            }
          }
        }
      }
    }
    #expect(first.count == 3 * 2 * 4 && drawing > 500)
    #expect(Set(first.values).count == first.count, "and each place has its own")
  }
}

extension VectorEngineProblem {
  /// The outputs of each sequence of a training pass.
  func sequenceOutputs() -> [[Float]] {
    let engine = vectorEngine()
    engine.forward(batch, gates: gates, mode: .training(epoch: 2), noise: noise())
    let (count, k) = (batch.count, configuration.outputWidth)
    let rows = engine.outputs.count / k
    return (0..<count).map { b in
      stride(from: b, to: rows, by: count).flatMap { engine.outputs[$0 * k..<($0 + 1) * k] }
    }
  }

  /// Parts of the batch give each sequence the outputs that it has in the whole.
  func expectOutputs(_ whole: [[Float]], inPartsOf size: Int) {
    for first in stride(from: 0, to: batch.count, by: size) {
      let rows = first..<min(first + size, batch.count)
      var part = self
      part.batch = batch.part(rows)
      #expect(part.sequenceOutputs() == rows.map { whole[$0] }, "rows \(rows)")
    }
  }
}
