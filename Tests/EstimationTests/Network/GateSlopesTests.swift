import Catalog
import Estimation
import Gating
import RandomStreams
import Recurrence
import Sequences
import Testing

/// ∂f/∂b against differences of the loss: a gate's value is moved a little, and all draws stay as they were.
struct GateSlopesTests {
  @Test(arguments: [
    SmallNetwork("two layers with peepholes", hidden: 2, layers: 2, steps: 3, peepholes: true),
    SmallNetwork("full recurrence", hidden: 2, layers: 1, steps: 3, variant: .fgr),
    SmallNetwork("coupled, every step", hidden: 2, layers: 1, steps: 3, variant: .cifg, placement: .every),
    SmallNetwork("of symbols", hidden: 1, layers: 2, steps: 3, symbols: 3),
  ])
  func areTheDifferencesOfTheLoss(_ network: SmallNetwork) throws {
    let (engine, batch): (ReferenceEngine, TaskBatch) = (network.engine(), network.batch(2))
    var gates = GateAssignment(all: try bernoulli())
    // A smooth gate carries on what a hard one holds back.
    if network.configuration.layers == 2 { gates.forget = try SigmoidGate(settings(SigmoidGate.description)) }
    let field = NoiseField(
      generator: .philox, seed: 3, replicate: 0, purpose: .trainingNoise, sharing: .perStep, scope: .unit)
    let pass = EstimationPass(
      batch, gates: gates, loss: .squared, field: field, time: 1, network.configuration)
    let slopes = GateSlopes(engine, pass, batch, pass.noise(1))
    #expect(engine.parameters == network.parameters)

    var movable = gates
    for gate in gates.drawn(in: network.configuration) {
      movable[gate] = MovableGate(base: gates[gate])
    }
    func loss(_ place: NoisePlace, _ element: Int, _ shift: Double) -> Double {
      engine.forward(
        batch, gates: movable, mode: .training(epoch: 0),
        noise: Moved(pass.noise(1), place, element, by: shift))
      return engine.loss(.squared, batch)
    }
    let step = 1e-5
    for gate in gates.drawn(in: network.configuration) {
      for layer in 0..<network.configuration.layers {
        for t in 0..<network.steps {
          let found = slopes[gate, layer: layer, step: t]
          let place = NoisePlace(channel: gate.channel, subDraw: 1, layer: layer, step: t)
          for element in found.indices {
            let difference = (loss(place, element, step) - loss(place, element, -step)) / (2 * step)
            #expect(
              (found[element] - difference).magnitude < 1e-8, "\(gate), \(layer), \(t): \(found[element])")
          }
        }
      }
    }
  }
}

/// A Bernoulli gate whose value is moved by its second draw less ½.
private struct MovableGate: GatePolicy {
  static let description = KindDescription("movable", summary: "A gate whose value is moved.")
  let base: any GatePolicy

  init(base: any GatePolicy) { self.base = base }
  init(_ parameters: Parameters) throws(ParameterError) { preconditionFailure("made from another policy") }

  var drawsPerUnit: Int { 2 }

  func sample(
    _ preActivations: Span<Float>, uniforms: Span<Float>, gates: inout MutableSpan<Float>,
    slopes: inout MutableSpan<Float>
  ) { preconditionFailure("in double precision alone") }

  func sample(
    _ z: Span<Double>, uniforms: Span<Double>, gates: inout MutableSpan<Double>,
    slopes: inout MutableSpan<Double>
  ) {
    base.sample(z, uniforms: uniforms.extracting(0..<z.count), gates: &gates, slopes: &slopes)
    for e in 0..<z.count { gates[e] += uniforms[z.count + e] - 0.5 }
  }

  func evaluate(_ z: Span<Float>, gates: inout MutableSpan<Float>) { base.evaluate(z, gates: &gates) }
  func evaluate(_ z: Span<Double>, gates: inout MutableSpan<Double>) { base.evaluate(z, gates: &gates) }
  func mean(_ z: Span<Float>, gates: inout MutableSpan<Float>) { base.mean(z, gates: &gates) }
  func mean(_ z: Span<Double>, gates: inout MutableSpan<Double>) { base.mean(z, gates: &gates) }
}

/// The same noise; second draws are ½, but for one that is moved.
private final class Moved: NoiseSource {
  private let noise: any NoiseSource
  private let place: NoisePlace
  private let element: Int
  private let shift: Double

  init(_ noise: any NoiseSource, _ place: NoisePlace, _ element: Int, by shift: Double) {
    (self.noise, self.place, self.element, self.shift) = (noise, place, element, shift)
  }

  func fill(_ uniforms: inout MutableSpan<Double>, at place: NoisePlace, preActivations: Span<Double>) {
    guard place.subDraw == 1 else {
      noise.fill(&uniforms, at: place, preActivations: preActivations)
      return
    }
    for e in 0..<uniforms.count { uniforms[e] = 0.5 + (place == self.place && e == element ? shift : 0) }
  }

  func fill(_ uniforms: inout MutableSpan<Float>, at place: NoisePlace, preActivations: Span<Float>) {
    preconditionFailure("in double precision alone")
  }
}
