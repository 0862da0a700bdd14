import Catalog
import Estimation
import Gating
import RandomStreams
import Recurrence
import Sequences
import Testing

/// Three mistakes with a gate turned over, each of which the certificate finds; the same text without a mistake passes.
struct BitFlipMutantTests {
  /// Two steps of a unit whose gates depend strongly on what the first step left.
  private static let network = {
    var network = SmallNetwork("1 unit × 2 steps", hidden: 1, layers: 1, steps: 2)
    network.parameters.replaceSubrange(
      network.configuration.layout.recurrentWeights(layer: 0)!.range, with: [4, -4, 2, 4])
    return network
  }()
  private static let exact = network.exact(GateAssignment(all: try! bernoulli()))

  /// A certificate of 100 batches, or of as many more as it takes to see a bias of 12 standard errors.
  private func certificate(_ mistake: MistakenFlip.Mistake, most: Int) throws -> Certificate {
    var sampler = Self.network.sampler(
      .estimator(MistakenFlip(mistake)), gates: GateAssignment(all: try bernoulli()), rows: 64)
    var certificate: Certificate
    repeat {
      for _ in 0..<100 { sampler.sample() }
      certificate = sampler.certificate(Self.exact)
    } while certificate.largestDeviation <= 12 && sampler.moments.count < most
    return certificate
  }

  @Test(arguments: [MistakenFlip.Mistake.laterGatesHeld, .pathsAveraged, .detached])
  fileprivate func isFound(_ mistake: MistakenFlip.Mistake) throws {
    let wrong = try certificate(mistake, most: 4000)
    #expect(wrong.whole.verdict == .biased && wrong.largestDeviation > 12, "\(wrong.largestDeviation)")
  }

  @Test func noMistake() throws {
    let right = try certificate(.none, most: 1000)
    #expect(right.whole.verdict == .unseen && right.isExactWhereConstant, "\(right.largestDeviation)")
  }
}

/// One gate of each sequence turned over, for a layer of three Bernoulli gates.
private struct MistakenFlip: GradientEstimator {
  enum Mistake { case none, laterGatesHeld, pathsAveraged, detached }

  static let description = KindDescription("mistaken_flip", summary: "Wrong.")
  let mistake: Mistake
  init(_ mistake: Mistake) { self.mistake = mistake }
  init(_ parameters: Parameters) throws(ParameterError) { mistake = .none }

  func estimate<Engine: RecurrentEngine>(
    _ engine: Engine, _ pass: EstimationPass, state: inout EstimatorState
  ) -> Estimate {
    let (batch, noise, gates) = (pass.batch, pass.noise(1), pass.gates.held)
    let (n, steps) = (engine.configuration.hidden, batch.steps)
    func forward(_ noise: any NoiseSource) -> PassCosts {
      engine.forward(batch, gates: gates, mode: .training(epoch: 0), noise: noise)
      return pass.costs(engine, batch)
    }
    let own = forward(noise)
    let drawn = LSTMCell.gates.map { gate in
      (0..<steps).map { engine.tape(.gate(gate), layer: 0, step: $0) }
    }
    var ownPath: [Engine.Scalar] = []
    if mistake == .pathsAveraged {
      engine.backward(batch)
      ownPath = engine.gradient
    }

    // Another choice than the product's: steps go fastest.
    var choice = [Double](repeating: 0, count: batch.count)
    var span = choice.mutableSpan
    noise.fill(
      &span, at: NoisePlace(channel: .step, subDraw: 1, layer: 0, step: 0), preActivations: Span<Double>())
    let count = 3 * n * steps
    let chosen = choice.map { uniform in
      let k = Int(uniform * Double(count))
      return (step: k % steps, gate: k / steps % 3, unit: k / steps / 3)
    }
    var forced: [NoisePlace: [Int: Double]] = [:]
    func force(_ gate: Int, _ step: Int, _ element: Int, _ isOpen: Bool) {
      let place = NoisePlace(channel: LSTMCell.gates[gate].channel, layer: 0, step: step)
      forced[place, default: [:]][element] = isOpen ? 0 : 1
    }
    for (row, k) in chosen.enumerated() {
      force(k.gate, k.step, row * n + k.unit, drawn[k.gate][k.step][row * n + k.unit] == 0)
      guard mistake == .laterGatesHeld else { continue }
      for step in k.step + 1..<max(steps, k.step + 1) {
        for gate in 0..<3 {
          for element in row * n..<(row + 1) * n {
            force(gate, step, element, drawn[gate][step][element] == 1)
          }
        }
      }
    }
    let flipped = forward(Forced(noise, forced)).sequences
    var otherPath: [Engine.Scalar] = []
    if mistake == .pathsAveraged {
      engine.backward(batch)
      otherPath = engine.gradient
    }

    let costs = forward(noise)
    var terms: [[[Engine.Scalar]]] = drawn.map { $0.map { $0.map { _ in 0 } } }
    for (row, k) in chosen.enumerated() {
      let element = row * n + k.unit
      let gate = LSTMCell.gates[k.gate]
      let p = VectorMath.sigmoid(
        Double(engine.tape(.preActivation(gate.block), layer: 0, step: k.step)[element]))
      let difference = own.sequences[row] - flipped[row]
      terms[k.gate][k.step][element] = Engine.Scalar(
        Double(count) * p * (1 - p) * (drawn[k.gate][k.step][element] == 1 ? difference : -difference))
    }
    if mistake == .detached {
      engine.backward(batch)
      addDetached(terms, engine, batch)
    } else {
      for gate in 0..<3 {
        for step in 0..<steps {
          engine.inject(terms[gate][step], gate: LSTMCell.gates[gate], layer: 0, step: step)
        }
      }
      engine.backward(batch)
    }
    if mistake == .pathsAveraged {
      for place in ownPath.indices { engine.gradient[place] += (otherPath[place] - ownPath[place]) / 2 }
    }
    return Estimate(costs, evaluations: 2)
  }

  /// Terms times ∂z/∂θ with h_{t−1} taken for a constant.
  private func addDetached<Engine: RecurrentEngine>(
    _ terms: [[[Engine.Scalar]]], _ engine: Engine, _ batch: TaskBatch
  ) {
    let (n, layout) = (engine.configuration.hidden, engine.configuration.layout)
    for (gate, steps) in zip(LSTMCell.gates, terms) {
      for (step, values) in steps.enumerated() {
        let hidden = step > 0 ? engine.tape(.hidden, layer: 0, step: step - 1) : []
        for (e, term) in values.enumerated() {
          let row = gate.block.rows(hidden: n).lowerBound + e % n
          let input = Engine.Scalar(batch.inputs[step * batch.count + e / n])
          engine.gradient[layout.inputWeights(layer: 0)!.range.lowerBound + row] += term * input
          engine.gradient[layout.bias(layer: 0)!.range.lowerBound + row] += term
          for k in 0..<n where step > 0 {
            let place = layout.recurrentWeights(layer: 0)!.range.lowerBound + row * n + k
            engine.gradient[place] += term * hidden[e / n * n + k]
          }
        }
      }
    }
  }
}

/// The same noise, but for uniforms that are given.
private final class Forced: NoiseSource {
  private let noise: any NoiseSource
  private let values: [NoisePlace: [Int: Double]]
  init(_ noise: any NoiseSource, _ values: [NoisePlace: [Int: Double]]) {
    (self.noise, self.values) = (noise, values)
  }

  func fill(_ uniforms: inout MutableSpan<Double>, at place: NoisePlace, preActivations: Span<Double>) {
    noise.fill(&uniforms, at: place, preActivations: preActivations)
    for (element, value) in values[place] ?? [:] { uniforms[element] = value }
  }

  func fill(_ uniforms: inout MutableSpan<Float>, at place: NoisePlace, preActivations: Span<Float>) {
    preconditionFailure("certificates are made in double precision")
  }
}
